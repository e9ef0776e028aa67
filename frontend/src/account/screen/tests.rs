use api_contract::{
    session::Session,
    show_session::RegistrationRequirement,
    verify_code::{Account, AgentKey},
};

use super::*;
use password_policy::Strength;

fn text(words: &str) -> String {
    words.to_owned()
}

fn info() -> SecurityInfo {
    let required = RegistrationRequirement { kinds: 2, registered: 1, skips_left: 0 };
    SecurityInfo {
        methods: Vec::new(),
        offered: Vec::new(),
        required,
        devices: Vec::new(),
        status: None,
        activities: Vec::new(),
    }
}

fn details(next: NextStep, has_info: bool) -> SessionDetails {
    let session = Session { next, idle_until: text("soon"), expires_at: text("then") };
    let (factors, security_info) = (Some(Vec::new()), has_info.then(info));
    SessionDetails { session: Some(session), name: text("Anna"), factors, passkey: None, security_info }
}

fn seal(all_offline: bool, keys: usize) -> Seal {
    let agent = AgentKey { id: text("north"), public_key: text("key") };
    Seal { binding: text("binding"), agents: vec![agent; keys], all_offline }
}

fn started(seal: Option<Seal>) -> start_change::Response {
    let rules = NewPasswordRules {
        minimum_length: 12,
        complexity: true,
        history_length: 24,
        maximum_age_seconds: None,
        account_name: text("anna"),
        display_name: text("Anna"),
        banned_words: Vec::new(),
        minimum_strength: Strength::default(),
    };
    let account = Account { rules, can_change_from: Some(text("2026-11-24T09:00:00Z")) };
    start_change::Response { token: text("first"), expires_at: text("2026-11-23T10:15:00Z"), account, seal }
}

fn waiting() -> Waiting {
    let Screen::ChangePassword(change) = Screen::from_started_change(started(Some(seal(false, 1))), false)
    else {
        panic!("a change")
    };
    Waiting { change, request: change_password::Request { envelopes: Vec::new() } }
}

#[test]
fn requirements_come_before_the_target_page() {
    for target_page in [Page::SecurityInfo, Page::ChangePassword] {
        let screen = |next| Screen::from_session(details(next, true), target_page);
        assert_eq!(screen(NextStep::ChangePassword), Screen::StartChange(true));
        assert!(matches!(screen(NextStep::Prove), Screen::Prove(_)));
        assert!(matches!(screen(NextStep::LiftFreeze), Screen::LiftFreeze(_)));
        assert_eq!(screen(NextStep::Register), Screen::Register(info()));
        assert_eq!(screen(NextStep::Confirm), Screen::Confirm(info()));
    }
}

#[test]
fn session_without_requirements_shows_the_target_page() {
    let at = |path| Screen::from_session(details(NextStep::SecurityInfo, true), Page::from_path(path));
    assert_eq!(at("/security-info"), Screen::SecurityInfo(info()));
    assert_eq!(at("/sign-in"), Screen::SecurityInfo(info()));
    assert_eq!(at("/change-password"), Screen::StartChange(false));
}

#[test]
fn answer_without_the_demanded_data_stops() {
    let screen = Screen::from_session(details(NextStep::Register, false), Page::SecurityInfo);
    assert!(matches!(screen, Screen::Stopped(Stopped { stop_reason: StopReason::Internal, .. })));
}

#[test]
fn change_stops_without_an_agent_online() {
    for seal in [None, Some(seal(false, 0)), Some(seal(true, 1))] {
        let Screen::Stopped(stopped) = Screen::from_started_change(started(seal), true) else {
            panic!("it stops")
        };
        assert_eq!(stopped.stop_reason, StopReason::AgentsOffline);
        assert_eq!(*stopped.retry, Screen::StartChange(true));
    }
}

#[test]
fn change_begins_with_the_rules_of_the_account() {
    let change = waiting().change;
    assert_eq!(change.rules.minimum_length, 12);
    assert_eq!(change.can_change_from, Moment::parse("2026-11-24T09:00:00Z"));
    assert_eq!(Some(change.expires_at), Moment::parse("2026-11-23T10:15:00Z"));
}

#[test]
fn refused_password_can_be_replaced_at_once() {
    for refusal in [DirectoryRefusal::CurrentPasswordWrong, DirectoryRefusal::PasswordInHistory] {
        let Screen::ChangePassword(change) = waiting().after_refusal(refusal.clone()) else {
            panic!("again")
        };
        assert_eq!(change.refusal, Some(refusal));
        assert_eq!(change.can_change_from, None, "the directory refused for another reason than the age");
    }
    let refusal = DirectoryRefusal::PasswordTooRecent { can_change_from: text("2026-11-25T09:00:00Z") };
    let Screen::ChangePassword(change) = waiting().after_refusal(refusal) else { panic!("from when") };
    assert_eq!(change.can_change_from, Moment::parse("2026-11-25T09:00:00Z"));
}

#[test]
fn other_refusals_stop_and_can_be_tried_again() {
    for refusal in [
        DirectoryRefusal::AccountLocked,
        DirectoryRefusal::DirectoryUnreachable,
        DirectoryRefusal::JobExpired,
    ] {
        let Screen::Stopped(stopped) = waiting().after_refusal(refusal.clone()) else { panic!("it stops") };
        assert_eq!(stopped.stop_reason, StopReason::Refused(refusal));
        assert_eq!(*stopped.retry, Screen::StartChange(false));
    }
}

#[test]
fn pages_are_offered_only_when_nothing_comes_first() {
    assert_eq!(Screen::SecurityInfo(info()).page(), Some(Page::SecurityInfo));
    assert_eq!(Screen::StartChange(false).page(), Some(Page::ChangePassword));
    for screen in [Screen::StartChange(true), Screen::Register(info()), Screen::Confirm(info())] {
        assert_eq!(screen.page(), None);
        assert!(screen.is_in_session());
    }
    assert!(!Screen::SignIn(None).is_in_session());
}
