//! The domain's refusals as problems of the contract: one exhaustive `match`.

use api_contract::ProblemKind;
use domain::StepRefusal;
use jiff::Timestamp;
use lambda_kit::Failure;

/// Returns the problem of a refusal.
pub fn failure(refusal: StepRefusal, now: Timestamp) -> Failure {
    match refusal {
        StepRefusal::TokenInvalid => Failure::refused(ProblemKind::TokenInvalid),
        StepRefusal::ResetExpired => Failure::refused(ProblemKind::ResetExpired),
        StepRefusal::MethodUnknown => Failure::refused(ProblemKind::MethodUnknown),
        StepRefusal::DestinationWrong => Failure::refused(ProblemKind::DestinationWrong),
        StepRefusal::CodeWrong { guesses_left } => Failure::code_wrong(guesses_left),
        StepRefusal::CodeExpired => Failure::refused(ProblemKind::CodeExpired),
        StepRefusal::SendTooSoon { until } => {
            Failure::refused_until(ProblemKind::SendTooSoon, seconds_until(until, now))
        }
        StepRefusal::LimitReached { until } => {
            Failure::refused_until(ProblemKind::LimitReached, seconds_until(until, now))
        }
        StepRefusal::MethodLimit => Failure::refused(ProblemKind::MethodLimit),
        StepRefusal::FactorMissing => Failure::refused(ProblemKind::FactorMissing),
        StepRefusal::RegistrationRequired => Failure::refused(ProblemKind::RegistrationRequired),
        StepRefusal::AccountFrozen => Failure::refused(ProblemKind::AccountFrozen),
        StepRefusal::GateMissing => Failure::refused(ProblemKind::GateMissing),
        StepRefusal::StepNotAllowed => Failure::refused(ProblemKind::StepNotAllowed),
    }
}

/// Returns the problem of a wrong proof of a signed-in user: a passkey's credential or a code.
pub fn wrong_proof(is_credential: bool, guesses_left: u32) -> Failure {
    if is_credential {
        Failure::refused(ProblemKind::CredentialInvalid)
    } else {
        Failure::code_wrong(guesses_left)
    }
}

/// Returns whole seconds until a moment, rounded up, and at least 1, so that a caller that waits that long is not
/// refused again.
pub fn seconds_until(until: Timestamp, now: Timestamp) -> u32 {
    let milliseconds = until.duration_since(now).as_millis();
    u32::try_from((milliseconds + 999) / 1000).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wait_is_rounded_up_to_whole_seconds() {
        let at = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap();
        assert_eq!(seconds_until(at(30_000), at(0)), 30);
        assert_eq!(seconds_until(at(30_001), at(0)), 31);
        assert_eq!(seconds_until(at(0), at(0)), 1);
        assert_eq!(seconds_until(at(0), at(9_000)), 1);
    }
}
