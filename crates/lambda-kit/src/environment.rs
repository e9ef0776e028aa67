//! The settings that a function is deployed with.

use thiserror::Error;

/// A variable that the template must set is missing.
#[derive(Debug, Error)]
#[error("the environment variable {0} is not set")]
pub struct MissingVariable(&'static str);

/// Returns a variable that must be set and not empty.
pub fn required(name: &'static str) -> Result<String, MissingVariable> {
    optional(name).ok_or(MissingVariable(name))
}

/// Returns a variable; `None` if it is absent or empty.
#[expect(clippy::disallowed_methods, reason = "the one place where the functions read their environment")]
pub fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn a_missing_variable_is_named() {
        let error = required("READMIT_NO_SUCH_VARIABLE").unwrap_err();

        assert_eq!(error.to_string(), "the environment variable READMIT_NO_SUCH_VARIABLE is not set");
    }
}
