use api_contract::Problem;

use super::*;
use crate::language::tests::language;

const NOW: Moment = Moment(0.0);

fn of(kind: ProblemKind) -> Consequence {
    consequence(&Failure::Problem(Problem::new(kind, "id")), NOW)
}

#[test]
fn a_session_that_is_over_leads_to_signing_in() {
    assert_eq!(of(ProblemKind::SessionRequired), Consequence::SignIn);
}

#[test]
fn what_comes_first_is_asked_of_the_session() {
    for kind in [
        ProblemKind::FactorMissing,
        ProblemKind::AccountFrozen,
        ProblemKind::RegistrationRequired,
        ProblemKind::StepNotAllowed,
    ] {
        assert_eq!(of(kind), Consequence::AskSession, "{kind:?}");
    }
}

#[test]
fn every_other_kind_has_a_sentence_where_the_person_is() {
    let leads_away = |kind| matches!(of(kind), Consequence::SignIn | Consequence::AskSession);
    for kind in ProblemKind::ALL.into_iter().filter(|kind| !leads_away(*kind)) {
        let Consequence::Stay(trouble) = of(kind) else { panic!("{kind:?}") };
        // Its sentence has a moment in it, which only a browser can write.
        if kind == ProblemKind::LimitReached {
            continue;
        }
        assert!(!trouble.text.in_language(language("en")).is_empty(), "{kind:?}");
    }
}

#[test]
fn each_refusal_of_a_sign_in_has_a_sentence_of_its_own() {
    let refusals = [
        SignInRefusal::NotSignedIn,
        SignInRefusal::AccountDisabled,
        SignInRefusal::AccountExpired,
        SignInRefusal::NotAtThisTime,
        SignInRefusal::DirectoryUnreachable,
    ];
    let sentences: std::collections::BTreeSet<_> =
        refusals.into_iter().map(|refusal| not_signed_in(refusal).in_language(language("en"))).collect();
    assert_eq!(sentences.len(), refusals.len());
}

#[test]
fn each_ending_says_what_happened() {
    let endings = [
        Ending::AgentsOffline,
        Ending::Internal,
        Ending::SealingFailed,
        Ending::ChangeExpired,
        Ending::Refused(DirectoryRefusal::AccountLocked),
        Ending::Failed(words::problem_network().into()),
    ];
    for ending in endings {
        let all = [Some(ending.title()), Some(ending.text()), ending.remedy()];
        assert!(
            all.into_iter().flatten().all(|text| !text.in_language(language("sv")).is_empty()),
            "{ending:?}"
        );
    }
}
