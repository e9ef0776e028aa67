//! One rule about expiry and guesses in all three flows: each admits the same guesses at the same moments.

use domain::{
    AccountId, AccountLimits, AuthenticationLevel, Destination, MethodKind, Policy, Registration, Session,
    SessionId, SessionRequirements, StepRefusal, UsableMethod, registration::Addition,
};
use proptest::prelude::*;

use crate::support::{Story, at, one_gate};

/// Generates the moments of guesses. Two of them lie outside the code's life of 300 seconds.
fn moments() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(prop_oneof![1..299_i64, Just(299), Just(300), 300..400_i64], 0..9).prop_map(
        |mut moments| {
            moments.sort_unstable();
            moments
        },
    )
}

type Admitted = Vec<Result<u32, StepRefusal>>;

fn in_a_reset(moments: &[i64]) -> Admitted {
    let mut story = Story::new(one_gate());
    story.send("text", 0).unwrap();
    moments.iter().map(|seconds| story.admit("text", *seconds).map(|guess| guess.guesses_left)).collect()
}

fn in_a_sign_in(moments: &[i64]) -> Admitted {
    let method = UsableMethod {
        id: "m".into(),
        kind: MethodKind::TextMessage,
        hint: String::new(),
        destination: "hash".into(),
        is_trusted: true,
        is_preferred: false,
    };
    let requirements = SessionRequirements {
        usable: vec![method],
        is_frozen: false,
        lacks_methods: false,
        needs_confirmation: false,
    };
    let policy = Policy::default();
    let session =
        Session::begin(SessionId("s".into()), AccountId("a".into()), AuthenticationLevel::Password, at(0));
    let limits = AccountLimits::default();
    let (mut session, mut limits, _) =
        session.send_factor("m", vec![7], &requirements, limits, &policy, at(0)).unwrap();
    let mut guess = |seconds: i64| {
        let admitted =
            session.clone().admit_factor("m", &requirements, limits.clone(), &policy, at(seconds))?;
        (session, limits) = (admitted.session, admitted.limits);
        Ok(admitted.guesses_left)
    };
    moments.iter().map(|seconds| guess(*seconds)).collect()
}

fn in_a_registration(moments: &[i64]) -> Admitted {
    let destination = Destination {
        kind: MethodKind::TextMessage,
        hint: String::new(),
        hash: "hash".into(),
        sealed: Vec::new(),
        changed_at: None,
    };
    let (policy, addition) = (Policy::default(), Addition::Destination { destination, digest: vec![7] });
    let mut limits = AccountLimits::default();
    let mut registration =
        Registration::default().add_method("m".into(), "Mine".into(), addition, &policy, at(0));
    let mut guess = |seconds: i64| {
        let admitted = registration.clone().admit_guess("m", limits.clone(), &policy, at(seconds))?;
        (registration, limits) = (admitted.registration, admitted.limits);
        Ok(admitted.guesses_left)
    };
    moments.iter().map(|seconds| guess(*seconds)).collect()
}

proptest! {
    #[test]
    fn every_flow_admits_the_same_guesses(moments in moments()) {
        let reset = in_a_reset(&moments);
        prop_assert_eq!(&in_a_sign_in(&moments), &reset);
        prop_assert_eq!(&in_a_registration(&moments), &reset);
        let in_time = moments.iter().filter(|seconds| **seconds < 300).count();
        let admitted: Vec<u32> = reset.iter().filter_map(|guess| guess.as_ref().ok().copied()).collect();
        prop_assert_eq!(admitted, [2, 1, 0].into_iter().take(in_time).collect::<Vec<u32>>());
    }
}
