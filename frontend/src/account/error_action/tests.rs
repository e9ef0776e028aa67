use api_contract::Problem;

use super::*;
use crate::language::tests::language;

const NOW: Moment = Moment(0.0);

fn action(kind: ProblemKind) -> ErrorAction {
    error_action(&Failure::Problem(Problem::new(kind, "id")), NOW)
}

#[test]
fn expired_session_leads_to_the_sign_in() {
    assert_eq!(action(ProblemKind::SessionRequired), ErrorAction::SignIn);
}

#[test]
fn unmet_requirements_reload_the_session() {
    for kind in [
        ProblemKind::FactorMissing,
        ProblemKind::AccountFrozen,
        ProblemKind::RegistrationRequired,
        ProblemKind::StepNotAllowed,
    ] {
        assert_eq!(action(kind), ErrorAction::AskSession, "{kind:?}");
    }
}

#[test]
fn every_other_problem_shows_a_sentence() {
    let leads_away = |kind| matches!(action(kind), ErrorAction::SignIn | ErrorAction::AskSession);
    for kind in ProblemKind::ALL.into_iter().filter(|kind| !leads_away(*kind)) {
        let ErrorAction::Show(error) = action(kind) else { panic!("{kind:?}") };
        // Its sentence has a moment in it, which only a browser can write.
        if kind == ProblemKind::LimitReached {
            continue;
        }
        assert!(!error.text.in_language(language("en")).is_empty(), "{kind:?}");
    }
}

#[test]
fn each_sign_in_refusal_has_its_own_sentence() {
    let refusals = [
        SignInRefusal::NotSignedIn,
        SignInRefusal::AccountDisabled,
        SignInRefusal::AccountExpired,
        SignInRefusal::NotAtThisTime,
        SignInRefusal::DirectoryUnreachable,
    ];
    let sentences: std::collections::BTreeSet<_> = refusals
        .into_iter()
        .map(|refusal| sign_in_refusal_text(refusal).in_language(language("en")))
        .collect();
    assert_eq!(sentences.len(), refusals.len());
}

#[test]
fn each_stop_reason_says_what_happened() {
    let stop_reasons = [
        StopReason::AgentsOffline,
        StopReason::Internal,
        StopReason::SealingFailed,
        StopReason::ChangeExpired { minutes: 15 },
        StopReason::Refused(DirectoryRefusal::AccountLocked),
        StopReason::Failed(words::problem_network().into()),
    ];
    for stop_reason in stop_reasons {
        let all = [Some(stop_reason.title()), Some(stop_reason.text()), stop_reason.remedy()];
        assert!(
            all.into_iter().flatten().all(|text| !text.in_language(language("sv")).is_empty()),
            "{stop_reason:?}"
        );
    }
}
