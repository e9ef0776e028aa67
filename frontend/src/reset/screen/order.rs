//! An order that the directory has not answered yet, and the screens after its answer.

use api_contract::{DirectoryRefusal, set_password, unlock_account};

use super::{ChoosePassword, Done, Reset, Screen};
use crate::{clock::Moment, reset::error_action::StopReason};

/// An order that the directory has not yet answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) reset: Reset,
    pub(crate) order: Order,
    /// Whether the server has taken the order, so that only its outcome is missing.
    pub(crate) is_sent: bool,
    /// The screen to go back to if another password may help.
    pub(crate) back: Option<Box<ChoosePassword>>,
}

/// An order to the directory. A password in it is sealed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Order {
    SetPassword(set_password::Request),
    UnlockAccount(unlock_account::Request),
}

impl Order {
    /// Returns the order with the choice whether it may be deferred.
    pub(crate) fn with_deferral(self, is_deferrable: bool) -> Self {
        match self {
            Self::SetPassword(request) => {
                Self::SetPassword(set_password::Request { is_deferrable, ..request })
            }
            Self::UnlockAccount(_) => Self::UnlockAccount(unlock_account::Request { is_deferrable }),
        }
    }
}

impl Waiting {
    /// Returns the screen for the directory's confirmation.
    pub(crate) fn confirm(self, confirmed: Option<Moment>, job: Option<String>) -> Screen {
        Screen::Done(Done { user_id: self.reset.user_id, purpose: self.reset.purpose, confirmed, job })
    }

    /// Returns the screen after a refusal. Another password, or another try, may help; all gates stay proved.
    pub(crate) fn after_refusal(self, refusal: DirectoryRefusal, now: Moment) -> Screen {
        match refusal {
            DirectoryRefusal::PasswordTooRecent { ref can_change_from } => {
                let from = Moment::parse(can_change_from);
                self.back_to_password(refusal, from, now)
            }
            DirectoryRefusal::PasswordInHistory
            | DirectoryRefusal::PasswordTooShort { .. }
            | DirectoryRefusal::PasswordNotComplex
            | DirectoryRefusal::PasswordContainsName
            | DirectoryRefusal::PasswordBanned { .. }
            | DirectoryRefusal::PasswordTooWeak
            | DirectoryRefusal::PasswordBreached
            | DirectoryRefusal::PasswordRefusedByFilter => self.back_to_password(refusal, None, now),
            DirectoryRefusal::DirectoryUnreachable
            | DirectoryRefusal::JobExpired
            | DirectoryRefusal::OrderCancelled => {
                let reset = self.reset.clone();
                // The user is asked again whether the next try may wait.
                let retry = Self { order: self.order.with_deferral(false), is_sent: false, ..self };
                reset.stop(StopReason::Refused(refusal), None).with_retry(Screen::Waiting(retry))
            }
            DirectoryRefusal::AccountDisabled
            | DirectoryRefusal::AccountExpired
            | DirectoryRefusal::AccountProtected
            | DirectoryRefusal::AccountLocked
            | DirectoryRefusal::CurrentPasswordWrong
            | DirectoryRefusal::ChangeNotPermitted
            | DirectoryRefusal::AgentNotPermitted
            | DirectoryRefusal::AccountNotFound
            | DirectoryRefusal::AgentWithdrawn => self.reset.stop(StopReason::Refused(refusal), None),
        }
    }

    /// Returns to the form, unless the reset is over. From now on, the token of the order is the valid one.
    fn back_to_password(
        self,
        refusal: DirectoryRefusal,
        can_change_from: Option<Moment>,
        now: Moment,
    ) -> Screen {
        let is_over = self.reset.expires_at.has_passed(now);
        let Some(back) = self.back.filter(|_| !is_over) else {
            return self.reset.stop(StopReason::Refused(refusal), None);
        };
        let reset = Reset { token: self.reset.token, ..back.reset };
        Screen::ChoosePassword(ChoosePassword { reset, can_change_from, refusal: Some(refusal), ..*back })
    }
}
