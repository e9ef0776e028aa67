//! Makes one guess. Never repeated: the server answers a guess once.

use api_contract::verify_code::{
    Account, AgentKey, NewPasswordRules, NextStep, Request, Response, Seal, VerifyCode,
};

use password_policy::Strength;

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read},
};

pub(crate) fn verify_code(token: &str, request: &Request) -> Answer<Response> {
    call::<VerifyCode>(Authorization::Bearer(token), request)
}

impl Read for Response {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            token: json.member("token")?,
            gates: json.member("gates")?,
            next: json.member("next")?,
            methods: json.optional("methods")?.unwrap_or_default(),
            account: json.optional("account")?,
            seal: json.optional("seal")?,
        })
    }
}

impl Read for NextStep {
    fn read(json: &impl Json) -> Option<Self> {
        Some(match json.text()?.as_str() {
            "prove" => Self::Prove,
            "choose-password" => Self::ChoosePassword,
            "unlock" => Self::Unlock,
            _ => return None,
        })
    }
}

impl Read for Account {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { rules: json.member("rules")?, can_change_from: json.optional("canChangeFrom")? })
    }
}

impl Read for NewPasswordRules {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            minimum_length: json.member("minimumLength")?,
            complexity: json.member("complexity")?,
            history_length: json.member("historyLength")?,
            maximum_age_seconds: json.optional("maximumAgeSeconds")?,
            account_name: json.member("accountName")?,
            display_name: json.member("displayName")?,
            banned_words: json.optional("bannedWords")?.unwrap_or_default(),
            minimum_strength: json.optional("minimumStrength")?.unwrap_or_default(),
        })
    }
}

impl Read for Strength {
    fn read(json: &impl Json) -> Option<Self> {
        Self::from_name(&json.text()?)
    }
}

impl Read for Seal {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self {
            binding: json.member("binding")?,
            agents: json.member("agents")?,
            all_offline: json.optional("waits")?.unwrap_or_default(),
        })
    }
}

impl Read for AgentKey {
    fn read(json: &impl Json) -> Option<Self> {
        Some(Self { id: json.member("id")?, public_key: json.member("publicKey")? })
    }
}
