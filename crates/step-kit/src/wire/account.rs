//! The account as a user may see it after the proof of all gates.

use api_contract::verify_code::{Account, NewPasswordRules};
use domain::Policy;
use jiff::Timestamp;
use lambda_kit::rfc3339;

/// Returns the account's rules with the company's own, and the moment from which a change is allowed if that
/// is in the future.
pub fn account_response(account: domain::Account, policy: &Policy, now: Timestamp) -> Account {
    let rules = account.rules;
    let words = policy.passwords.banned_words.iter();
    Account {
        rules: NewPasswordRules {
            minimum_length: rules.minimum_length,
            complexity: rules.complexity,
            history_length: rules.history_length,
            maximum_age_seconds: rules.maximum_age_seconds,
            account_name: rules.account_name,
            display_name: rules.display_name,
            banned_words: words.map(|word| word.as_str().to_owned()).collect(),
            minimum_strength: policy.passwords.minimum_strength,
        },
        can_change_from: account.can_change_from.filter(|from| now < *from).map(rfc3339),
    }
}
