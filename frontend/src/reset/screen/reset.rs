//! A reset from its start to the screen after its last proof.

use api_contract::{
    unlock_account,
    verify_code::{self, NextStep},
};

use super::{ChoosePassword, Identify, Order, Prove, RESET_TTL_SECONDS, Reset, Screen, Stopped, Waiting};
use crate::{api::start_reset::StartedReset, clock::Moment, reset::error_action::StopReason};

impl Reset {
    /// Returns a reset that has begun.
    pub(crate) fn from_response(identify: Identify, response: StartedReset) -> Self {
        let expires_at = Moment::parse(&response.expires_at)
            .unwrap_or_else(|| Moment::now().plus_seconds(RESET_TTL_SECONDS));
        Self {
            token: response.token,
            expires_at,
            user_id: identify.user_id,
            purpose: identify.purpose,
            minutes: expires_at.minutes_left(Moment::now()),
            gates: response.gates,
            methods: response.methods,
            passkey: response.passkey,
        }
    }

    /// Returns the screen after a gate is proved by this method. The server says what comes next.
    pub(crate) fn after_proof(mut self, method: &str, response: verify_code::Response) -> Screen {
        self.token = response.token;
        self.gates = response.gates;
        self.methods.retain(|offered| offered.id != method);
        if response.next == NextStep::Prove {
            self.methods = response.methods;
        }
        match (response.next, response.account, response.seal) {
            (NextStep::Prove, ..) => Screen::Prove(Prove::new(self)),
            (NextStep::Unlock, ..) => Screen::Waiting(Waiting {
                reset: self,
                order: Order::UnlockAccount(unlock_account::Request::default()),
                is_sent: false,
                back: None,
            }),
            (NextStep::ChoosePassword, Some(account), Some(seal)) if !seal.agents.is_empty() => {
                let can_change_from = account.can_change_from.as_deref().and_then(Moment::parse);
                let rules = account.rules;
                Screen::ChoosePassword(ChoosePassword {
                    reset: self,
                    rules,
                    can_change_from,
                    seal,
                    refusal: None,
                })
            }
            (NextStep::ChoosePassword, Some(_), _) => self.stop(StopReason::AgentsOffline, None),
            (NextStep::ChoosePassword, None, _) => self.stop(StopReason::Internal, None),
        }
    }

    /// Returns the screen for a reset that cannot continue. Starting over keeps the name and the purpose.
    pub(crate) fn stop(&self, stop_reason: StopReason, support_code: Option<String>) -> Screen {
        let minutes = self.minutes;
        Screen::Stopped(Stopped {
            stop_reason,
            support_code,
            minutes,
            identify: self.identify(),
            retry: None,
        })
    }

    pub(super) fn identify(&self) -> Identify {
        Identify { user_id: self.user_id.clone(), purpose: self.purpose }
    }
}
