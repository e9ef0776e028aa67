//! Reads a problem, which the server sends instead of an answer.

use api_contract::{Problem, ProblemKind, problem::ProblemType};

use super::json::{Json, Read};

impl Read for Problem {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            kind: json.member("type")?,
            title: json.member("title")?,
            status: json.member("status")?,
            instance: json.member("instance")?,
            guesses_left: json.optional("guessesLeft")?,
            retry_after_seconds: json.optional("retryAfterSeconds")?,
            difficulty: json.optional("difficulty")?,
        })
    }
}

impl Read for ProblemType {
    fn read(json: &impl Json) -> Option<Self> {
        let text = json.text()?;
        let name = text.strip_prefix("/problems/")?;
        ProblemKind::ALL.into_iter().find(|kind| kind.name() == name).map(Self)
    }
}
