//! Makes one guess. Never repeated: the server answers a guess once.

use api_contract::verify_code::{
    Account, AgentKey, NewPasswordRules, NextStep, Request, Response, Seal, VerifyCode,
};

use password_policy::Strength;

use super::{
    call::{Answer, Authorization, call},
    json::{Json, Read, read_members, read_name},
};

pub(crate) fn verify_code(token: &str, request: &Request) -> Answer<Response> {
    call::<VerifyCode>(Authorization::Bearer(token), request)
}

read_members!(Response {
    token: required,
    gates: required,
    next: required,
    methods: or_default,
    account: optional,
    seal: optional,
});

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

read_members!(Account {
    rules: required,
    can_change_from: optional "canChangeFrom",
});

read_members!(NewPasswordRules {
    minimum_length: required "minimumLength",
    complexity: required,
    history_length: required "historyLength",
    maximum_age_seconds: optional "maximumAgeSeconds",
    account_name: required "accountName",
    display_name: required "displayName",
    banned_words: or_default "bannedWords",
    minimum_strength: or_default "minimumStrength",
});

read_name!(Strength);

read_members!(Seal {
    binding: required,
    agents: required,
    all_offline: or_default "waits",
});

read_members!(AgentKey {
    id: required,
    public_key: required "publicKey",
});
