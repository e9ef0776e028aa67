use super::*;

#[test]
fn pauses_between_codes_grow() {
    let state = send(AccountLimits::default(), "text", 0).unwrap();
    assert_eq!(send(state.clone(), "text", 29), Err(StepRefusal::SendTooSoon { until: at(30) }));
    let state = send(state, "text", 30).unwrap();
    assert_eq!(send(state.clone(), "text", 89), Err(StepRefusal::SendTooSoon { until: at(90) }));
    let state = send(state, "text", 90).unwrap();
    assert_eq!(send(state.clone(), "text", 209), Err(StepRefusal::SendTooSoon { until: at(210) }));
    assert!(send(state, "text", 210).is_ok());
}

#[test]
fn caller_learns_the_pause_until_the_next_code() {
    let counted = |state: AccountLimits, seconds| {
        let (state, counted) = state.count_send(&stranger(), "text", &limits(), at(seconds)).unwrap();
        (state, counted.pause.as_secs())
    };
    let (state, first) = counted(AccountLimits::default(), 0);
    let (state, second) = counted(state, 30);
    assert_eq!((first, second, counted(state, 90).1), (30, 60, 120));
}

#[test]
fn another_method_has_no_pause() {
    let state = send(AccountLimits::default(), "text", 0).unwrap();
    assert!(send(state, "mail", 0).is_ok());
}

#[test]
fn sixth_code_within_an_hour_is_refused() {
    let mut state = AccountLimits::default();
    for (method, seconds) in [("text", 0), ("mail", 1), ("text", 100), ("mail", 101), ("text", 1000)] {
        state = send(state, method, seconds).unwrap();
    }
    assert_eq!(send(state.clone(), "mail", 3599), Err(StepRefusal::LimitReached { until: at(3600) }));
    assert!(send(state, "mail", 3600).is_ok());
}

#[test]
fn pause_of_another_stranger_withholds_the_code_silently() {
    let state = send(AccountLimits::default(), "text", 0).unwrap();
    let ask = |state: AccountLimits, destination, seconds| {
        state.count_send(&other_stranger(), destination, &limits(), at(seconds)).unwrap()
    };
    let (state, counted) = ask(state, "text", 29);
    assert_eq!(
        (counted.is_withheld, counted.pause.as_secs()),
        (true, 30),
        "a stranger sees the pause of a first code"
    );
    assert!(!ask(state.clone(), "mail", 29).1.is_withheld);
    assert!(
        !ask(state.clone(), "text", 59).1.is_withheld,
        "a withheld code adds no pause for the other stranger"
    );
    assert!(state.sends.iter().any(|send| send.is_withheld));
}

#[test]
fn strangers_share_five_codes_within_an_hour() {
    let mut state = AccountLimits::default();
    for (method, seconds) in [("text", 0), ("mail", 1), ("text", 100), ("mail", 101), ("text", 1000)] {
        state = send(state, method, seconds).unwrap();
    }
    let ask = |seconds| state.clone().count_send(&other_stranger(), "fax", &limits(), at(seconds)).unwrap().1;
    assert!(ask(3599).is_withheld);
    assert!(!ask(3600).is_withheld);
}

#[test]
fn users_and_known_devices_have_separate_codes() {
    let mut state = AccountLimits::default();
    for (method, seconds) in [("text", 0), ("mail", 1), ("text", 100), ("mail", 101), ("text", 1000)] {
        state = send(state, method, seconds).unwrap();
    }
    for caller in [Caller::User, Caller::Device("one".into()), Caller::Device("two".into())] {
        let (next, counted) = state.count_send(&caller, "text", &limits(), at(1001)).unwrap();
        assert!(!counted.is_withheld);
        let again = next.clone().count_send(&caller, "text", &limits(), at(1002));
        assert_eq!(again.unwrap_err(), StepRefusal::SendTooSoon { until: at(1031) });
        state = next;
    }
}
