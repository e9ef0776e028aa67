//! The domain's "no" as a problem of the contract: one exhaustive `match`.

use api_contract::ProblemKind;
use domain::Refusal;
use jiff::Timestamp;
use lambda_kit::Failure;

/// The problem that tells of a refusal.
pub fn failure(refusal: Refusal, now: Timestamp) -> Failure {
    match refusal {
        Refusal::TokenInvalid => Failure::refused(ProblemKind::TokenInvalid),
        Refusal::ResetExpired => Failure::refused(ProblemKind::ResetExpired),
        Refusal::MethodUnknown => Failure::refused(ProblemKind::MethodUnknown),
        Refusal::DestinationWrong => Failure::refused(ProblemKind::DestinationWrong),
        Refusal::CodeWrong { guesses_left } => Failure::code_wrong(guesses_left),
        Refusal::CodeExpired => Failure::refused(ProblemKind::CodeExpired),
        Refusal::SendTooSoon { until } => {
            Failure::refused_until(ProblemKind::SendTooSoon, seconds_until(until, now))
        }
        Refusal::LimitReached { until } => {
            Failure::refused_until(ProblemKind::LimitReached, seconds_until(until, now))
        }
        Refusal::MethodLimit => Failure::refused(ProblemKind::MethodLimit),
        Refusal::FactorMissing => Failure::refused(ProblemKind::FactorMissing),
        Refusal::RegistrationRequired => Failure::refused(ProblemKind::RegistrationRequired),
        Refusal::AccountFrozen => Failure::refused(ProblemKind::AccountFrozen),
        Refusal::GateMissing => Failure::refused(ProblemKind::GateMissing),
        Refusal::StepNotAllowed => Failure::refused(ProblemKind::StepNotAllowed),
    }
}

/// Whole seconds until a moment, rounded up; at least one, so that who waits that long is not refused again.
pub fn seconds_until(until: Timestamp, now: Timestamp) -> u32 {
    let milliseconds = until.duration_since(now).as_millis();
    u32::try_from((milliseconds + 999) / 1000).unwrap_or(0).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_rounded_up() {
        let at = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap();
        assert_eq!(seconds_until(at(30_000), at(0)), 30);
        assert_eq!(seconds_until(at(30_001), at(0)), 31);
        assert_eq!(seconds_until(at(0), at(0)), 1);
        assert_eq!(seconds_until(at(0), at(9_000)), 1);
    }
}
