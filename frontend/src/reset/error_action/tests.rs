use api_contract::Problem;

use super::*;
use crate::language::tests::language;

const NOW: Moment = Moment(0.0);

#[test]
fn every_kind_of_problem_has_an_action() {
    let stops = [
        (ProblemKind::TokenInvalid, StopReason::TokenInvalid),
        (ProblemKind::StepNotAllowed, StopReason::TokenInvalid),
        (ProblemKind::ResetExpired, StopReason::ResetExpired),
        (ProblemKind::GateMissing, StopReason::GateMissing),
    ];
    for (kind, stop_reason) in stops {
        assert!(matches!(action(kind), ErrorAction::Stop(found, _) if found == stop_reason), "{kind:?}");
    }
    let stays = [
        ProblemKind::MalformedRequest,
        ProblemKind::WorkRequired,
        ProblemKind::MoreWorkRequired,
        ProblemKind::MethodUnknown,
        ProblemKind::DestinationWrong,
        ProblemKind::CodeWrong,
        ProblemKind::CodeExpired,
        ProblemKind::SendTooSoon,
        ProblemKind::CodeNotSent,
        ProblemKind::NotFound,
        ProblemKind::AgentsOffline,
        ProblemKind::Unavailable,
        ProblemKind::Internal,
    ];
    for kind in stays {
        let ErrorAction::Show(error) = action(kind) else { panic!("{kind:?}") };
        assert!(!english(&error.text).is_empty());
    }
}

#[test]
fn guesses_are_counted_and_the_last_one_asks_for_a_new_code() {
    let wrong = |guesses| Problem { guesses_left: guesses, ..Problem::new(ProblemKind::CodeWrong, "id") };
    assert_eq!(text(wrong(Some(2))), "That is not the code. You have 2 tries left.");
    assert_eq!(text(wrong(Some(1))), "That is not the code. You have 1 try left.");
    assert!(text(wrong(Some(0))).contains("Send a new code"));
    assert!(text(wrong(None)).contains("Send a new code"));
}

#[test]
fn only_server_faults_have_a_support_code() {
    let code = |kind| match action(kind) {
        ErrorAction::Show(error) => error.support_code,
        ErrorAction::Stop(_, code) => code,
    };
    for kind in [ProblemKind::Internal, ProblemKind::Unavailable, ProblemKind::AgentsOffline] {
        assert_eq!(code(kind).as_deref(), Some("id"), "{kind:?}");
    }
    for kind in [ProblemKind::CodeWrong, ProblemKind::SendTooSoon, ProblemKind::ResetExpired] {
        assert_eq!(code(kind), None, "{kind:?}");
    }
}

#[test]
fn limit_stops_a_reset_only_on_final_screens() {
    let problem =
        Problem { retry_after_seconds: Some(3600), ..Problem::new(ProblemKind::LimitReached, "id") };
    let failure = Failure::Problem(problem);
    let until = Moment(3_600_000.0);
    assert_eq!(final_limit(&failure, NOW), ErrorAction::Stop(StopReason::LimitReached { until }, None));
    let text = words::problem_limit_reached_here(until);
    assert_eq!(error_action(&failure, NOW), ErrorAction::Show(text.into()));
}

#[test]
fn lost_connection_keeps_the_typed_text() {
    for failure in [Failure::Network, Failure::Unreadable] {
        let ErrorAction::Show(error) = error_action(&failure, NOW) else { panic!("{failure:?}") };
        assert!(english(&error.text).contains("What you typed is still here"));
    }
}

#[test]
fn every_refusal_has_a_sentence_and_every_stop_a_remedy() {
    let refusals = [
        DirectoryRefusal::AccountDisabled,
        DirectoryRefusal::AccountExpired,
        DirectoryRefusal::AccountProtected,
        DirectoryRefusal::ChangeNotPermitted,
        DirectoryRefusal::AgentNotPermitted,
        DirectoryRefusal::AccountNotFound,
        DirectoryRefusal::DirectoryUnreachable,
        DirectoryRefusal::JobExpired,
        DirectoryRefusal::OrderCancelled,
        DirectoryRefusal::AgentWithdrawn,
    ];
    for refusal in refusals {
        assert!(!english(&refusal_text(&refusal)).is_empty());
        assert!(StopReason::Refused(refusal.clone()).remedy().is_some(), "{refusal:?}");
    }
    let passwords = [
        DirectoryRefusal::PasswordInHistory,
        DirectoryRefusal::PasswordTooShort { minimum: 12 },
        DirectoryRefusal::PasswordNotComplex,
        DirectoryRefusal::PasswordContainsName,
        DirectoryRefusal::PasswordBanned { part: "summer".to_owned() },
        DirectoryRefusal::PasswordTooWeak,
        DirectoryRefusal::PasswordBreached,
        DirectoryRefusal::PasswordRefusedByFilter,
    ];
    let sentences: std::collections::BTreeSet<_> =
        passwords.iter().map(|refusal| english(&refusal_text(refusal))).collect();
    assert_eq!(sentences.len(), passwords.len(), "each refusal has its own sentence");
}

fn action(kind: ProblemKind) -> ErrorAction {
    error_action(&Failure::Problem(Problem::new(kind, "id")), NOW)
}

fn text(problem: Problem) -> String {
    match error_action(&Failure::Problem(problem), NOW) {
        ErrorAction::Show(error) => english(&error.text),
        ErrorAction::Stop(stop_reason, _) => panic!("{stop_reason:?}"),
    }
}

fn english(message: &Message) -> String {
    message.in_language(language("en"))
}
