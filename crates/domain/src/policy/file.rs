//! Reading `policy.toml`.

use super::{Policy, calling_code};

/// The error of a policy file. The text names line and column, shows the line, and says what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// The file is not TOML, has an unknown key, or a value out of bounds.
    #[error("{0}")]
    Text(String),
    /// Every value is well-formed, but they contradict each other.
    #[error("{0}")]
    Contradiction(&'static str),
}

/// Parses the text of `policy.toml`. Fails if it is no policy, or if its settings contradict each other.
pub fn parse(text: &str) -> Result<Policy, PolicyError> {
    let policy: Policy = toml::from_str(text).map_err(|error| PolicyError::Text(error.to_string()))?;
    check(&policy)?;
    Ok(policy)
}

fn check(policy: &Policy) -> Result<(), PolicyError> {
    let mut kinds = policy.methods.offered.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let contradiction = if kinds.len() != policy.methods.offered.len() {
        "[methods] offered: name each kind of method once"
    } else if kinds.is_empty() {
        "[methods] offered: name at least one kind of method, such as \"mail\""
    } else if kinds.len() < usize::from(policy.gates.required.get()) {
        "[gates] required: two gates need two kinds of method in [methods] offered"
    } else if policy.languages.offered.is_empty() {
        "[languages] offered: name at least one language, such as \"en\""
    } else if !policy.methods.calling_codes.iter().all(|named| calling_code::is_valid(named)) {
        "[methods] calling_codes: write calling codes as \"+46\", and a country that shares the code of another as \"JM\""
    } else if !policy.text_messages.is_valid() {
        "[text_messages]: name at least one service in each list, and each once; countries as in calling_codes"
    } else if policy.help_desk.as_ref().is_some_and(|desk| !desk.label.is_valid()) {
        "[help_desk] label: write one text, or one for each language, as { en = \"Call us\", sv = \"Ring oss\" }"
    } else {
        return Ok(());
    };
    Err(PolicyError::Contradiction(contradiction))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn an_empty_file_is_the_default_policy() {
        assert_eq!(parse("").unwrap(), Policy::default());
        assert_eq!(Policy::default().gates.required.value(), 2);
    }

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let text = error("[limits]\nreset_minutes = 10\nreset_hours = 1\n");
        assert!(text.contains("line 3") && text.contains("reset_hours"), "{text}");
    }

    #[test]
    fn limits_cannot_be_loosened_past_their_bounds() {
        for (line, remedy) in [
            ("reset_minutes = 16", "from 5 to 15"),
            ("guesses_per_code = 4", "from 1 to 3"),
            ("failed_guesses_per_day = 6", "from 1 to 5"),
            ("first_rest_minutes = 59", "from 60"),
            ("sends_per_account_per_hour = 6", "from 1 to 5"),
            ("code_digits = 5", "from 6 to 8"),
            ("job_seconds = 121", "from 30 to 120"),
            ("keep_trying_minutes = 31", "from 5 to 30"),
            ("breaker_failed_guesses = 51", "from 1 to 50"),
        ] {
            let text = error(&format!("[limits]\n{line}\n"));
            assert!(text.contains("line 2") && text.contains(remedy), "{text}");
        }
        assert!(parse("[limits]\nreset_minutes = 5\ncode_digits = 8\n").is_ok());
    }

    #[test]
    fn contradictory_settings_are_named() {
        assert!(error("[methods]\noffered = [\"mail\"]\n").contains("two kinds"));
        assert!(error("[gates]\nrequired = 1\n[methods]\noffered = []\n").contains("at least one"));
        assert!(error("[methods]\noffered = [\"mail\", \"mail\"]\n").contains("once"));
        for wrong in ["46", "SE"] {
            assert!(error(&format!("[methods]\ncalling_codes = [\"{wrong}\"]\n")).contains("+46"));
        }
        assert!(error("[languages]\noffered = []\n").contains("language"));
    }

    #[test]
    fn only_languages_that_exist_are_offered() {
        let offered = |text| parse(text).unwrap().languages.offered.len();
        assert_eq!(offered("[languages]\noffered = [\"sv\"]\n"), 1);
        assert!(offered("") >= 2, "every language is offered by default");
        let text = error("[languages]\noffered = [\"en\", \"xx\"]\n");
        assert!(text.contains("line 2") && text.contains("`xx`, expected one of en, "), "{text}");
    }

    #[test]
    fn malformed_texts_are_refused() {
        assert!(
            error("[branding]\nlogo = \"https://elsewhere.example/logo.png\"\n")
                .contains("path on this site")
        );
        assert!(error("[branding]\naccent = \"red\"\n").contains("#rrggbb"));
        assert!(error("[help_desk]\nurl = \"javascript:alert(1)\"\nlabel = \"x\"\n").contains("https://"));
        assert!(error("[passwords]\nbanned_words = [\"abc\"]\n").contains("4 to 16"));
        let many = format!("[passwords]\nbanned_words = [{}]\n", "\"word\",".repeat(1001));
        assert!(error(&many).contains("1000"));
        assert!(error("[passwords]\nminimum_strength = \"good\"\n").contains("very-weak"));
    }

    #[test]
    fn shipped_policies_match_their_documentation() {
        let default = include_str!("../../../../infra/policies/default.toml");
        assert_eq!(parse(default).unwrap(), Policy::default());
        let demonstration = include_str!("../../../../infra/policies/demonstration.toml");
        assert_eq!(parse(demonstration).unwrap().gates.required.value(), 1);
    }

    #[test]
    fn day_one_policy_sends_nothing_and_allows_no_reset() {
        let day_one = parse(include_str!("../../../../infra/policies/day-one.toml")).unwrap();
        assert!(day_one.methods.offered.iter().all(|kind| !kind.is_sent()));
        assert!(day_one.methods.offered.len() > 1, "two gates need two kinds");
        assert!(day_one.scope.enabled_groups.is_empty() && !day_one.registration.directory_data);
    }

    #[test]
    fn a_stored_policy_is_read_back_unchanged() {
        let policy = parse("[gates]\nrequired = 1\n[branding]\nname = \"Demo\"\n").unwrap();
        let stored = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), policy);
    }
}
