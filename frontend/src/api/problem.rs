//! Reads a problem, which the server sends instead of an answer.

use api_contract::{Problem, ProblemKind, problem::ProblemType};

use super::json::{Json, Read, read_members};

read_members!(Problem {
    kind: required "type",
    title: required,
    status: required,
    instance: required,
    guesses_left: optional "guessesLeft",
    retry_after_seconds: optional "retryAfterSeconds",
    difficulty: optional,
});

impl Read for ProblemType {
    fn read(json: &impl Json) -> Option<Self> {
        let text = json.text()?;
        let name = text.strip_prefix("/problems/")?;
        ProblemKind::ALL.into_iter().find(|kind| kind.name() == name).map(Self)
    }
}
