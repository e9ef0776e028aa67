//! The reasons for which the directory refuses an order.

use serde::{Deserialize, Serialize};

use crate::named::named;

/// Declares both enumerations: the refusals listed below, which have no data, and three that have some.
macro_rules! refusals {
    ($($(#[doc = $doc:literal])* $value:ident = $name:literal,)+) => {
        /// The reason why an order was not carried out. The page has one sentence and one remedy for each.
        ///
        /// `Time` is the form of a moment: whole seconds since 1970 for agents, a timestamp in the domain, RFC 3339 for
        /// browsers.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "kind", rename_all_fields = "camelCase", deny_unknown_fields)]
        pub enum DirectoryRefusal<Time> {
            /// The current password is younger than the minimum password age.
            #[serde(rename = "password-too-recent")]
            PasswordTooRecent {
                /// The time when the account may have another password.
                #[serde(alias = "can_change_from")]
                can_change_from: Time,
            },
            /// The password has too few characters.
            #[serde(rename = "password-too-short")]
            PasswordTooShort {
                /// The minimum length, in UTF-16 code units.
                minimum: u32,
            },
            /// The password is too close to a banned word.
            #[serde(rename = "password-banned")]
            PasswordBanned {
                /// The banned word that was found, never a part of the password itself.
                part: String,
            },
            $($(#[doc = $doc])* #[serde(rename = $name)] $value,)+
        }

        named!(
            /// The kind of a refusal, without its data.
            DirectoryRefusalKind: listed {
                /// The current password is younger than the minimum password age.
                PasswordTooRecent = "password-too-recent",
                /// The password has too few characters.
                PasswordTooShort = "password-too-short",
                /// The password is too close to a banned word.
                PasswordBanned = "password-banned",
                $($(#[doc = $doc])* $value = $name,)+
            }
        );

        impl<Time> DirectoryRefusal<Time> {
            /// Returns the kind, whose name is the one on the wire and in the audit trail.
            pub const fn kind(&self) -> DirectoryRefusalKind {
                match self {
                    Self::PasswordTooRecent { .. } => DirectoryRefusalKind::PasswordTooRecent,
                    Self::PasswordTooShort { .. } => DirectoryRefusalKind::PasswordTooShort,
                    Self::PasswordBanned { .. } => DirectoryRefusalKind::PasswordBanned,
                    $(Self::$value => DirectoryRefusalKind::$value,)+
                }
            }

            /// Returns the refusal of a name, if it is one without data.
            pub fn without_data(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$value),)+
                    _ => None,
                }
            }

            /// Writes the moment in another form.
            ///
            /// # Errors
            /// Those of `write`.
            pub fn with_time<Other, Error>(
                self,
                write: impl FnOnce(Time) -> Result<Other, Error>,
            ) -> Result<DirectoryRefusal<Other>, Error> {
                Ok(match self {
                    Self::PasswordTooRecent { can_change_from } => {
                        DirectoryRefusal::PasswordTooRecent { can_change_from: write(can_change_from)? }
                    }
                    Self::PasswordTooShort { minimum } => DirectoryRefusal::PasswordTooShort { minimum },
                    Self::PasswordBanned { part } => DirectoryRefusal::PasswordBanned { part },
                    $(Self::$value => DirectoryRefusal::$value,)+
                })
            }
        }
    };
}

refusals! {
    /// The account had this password before, and the directory remembers it.
    PasswordInHistory = "password-in-history",
    /// The password has fewer than three kinds of characters.
    PasswordNotComplex = "password-not-complex",
    /// The password contains the account name or a part of the display name.
    PasswordContainsName = "password-contains-name",
    /// The password is easier to guess than the policy allows.
    PasswordTooWeak = "password-too-weak",
    /// The password is known from a leak of some service.
    PasswordBreached = "password-breached",
    /// The directory gave no reason: a password filter, a rule that cannot be read, or a history that it does not name.
    PasswordRefusedByFilter = "password-refused-by-filter",
    /// The account is disabled.
    AccountDisabled = "account-disabled",
    /// The account has expired.
    AccountExpired = "account-expired",
    /// The account is protected, or does not inherit its access list.
    AccountProtected = "account-protected",
    /// The account is locked out: its password can be set, and not changed.
    AccountLocked = "account-locked",
    /// The current password that was given is wrong.
    CurrentPasswordWrong = "current-password-wrong",
    /// The account may not change its password.
    ChangeNotPermitted = "change-not-permitted",
    /// The agent lacks the right on this account.
    AgentNotPermitted = "agent-not-permitted",
    /// The account is not in the directory.
    AccountNotFound = "account-not-found",
    /// No domain controller answered. Nothing was changed.
    DirectoryUnreachable = "directory-unreachable",
    /// The order expired before an agent carried it out. Nothing was changed.
    JobExpired = "job-expired",
    /// The user cancelled the order while it waited for an agent. Agents never report it.
    OrderCancelled = "order-cancelled",
    /// No agent is left that can open the password. Nothing was changed. Agents never report it.
    AgentWithdrawn = "agent-withdrawn",
}

#[cfg(test)]
mod tests {
    use super::{DirectoryRefusal, DirectoryRefusalKind};

    #[test]
    fn refusals_are_written_with_the_names_of_their_kinds() {
        let with_data = [
            DirectoryRefusal::PasswordTooRecent { can_change_from: 0 },
            DirectoryRefusal::PasswordTooShort { minimum: 8 },
            DirectoryRefusal::PasswordBanned { part: "summer".into() },
        ];
        let names = DirectoryRefusalKind::ALL.map(DirectoryRefusalKind::name);
        let without_data = names.into_iter().filter_map(DirectoryRefusal::without_data);
        let refusals: Vec<DirectoryRefusal<i64>> = with_data.into_iter().chain(without_data).collect();

        assert_eq!(refusals.iter().map(|refusal| refusal.kind().name()).collect::<Vec<_>>(), names);
        for refusal in refusals {
            assert_eq!(serde_json::to_value(&refusal).unwrap()["kind"], refusal.kind().name());
        }
    }
}
