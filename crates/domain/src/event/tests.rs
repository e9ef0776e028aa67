use super::*;

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn events_keep_their_stored_form() {
    let events = [
        Event::ResetStarted { purpose: Purpose::ResetPassword, decoy: false },
        Event::CodeRequested { method: MethodKind::Mail, decoy: true },
        Event::DeliveryFailed { method: MethodKind::TextMessage },
        Event::IneligibleExplained { reason: IneligibleReason::OutOfScope },
        Event::NoticeRefused { method: MethodKind::Mail },
        Event::GuessCounted { method: MethodKind::Mail, guesses_left: 2, cooldown_until: None },
        Event::GateProved { method: MethodKind::Mail, gates_proved: 1, gates_required: 2 },
        Event::OrderPlaced { order: OrderKind::SetPassword, job: "j".into(), deferred_until: None },
        Event::OrderPlaced {
            order: OrderKind::UnlockAccount,
            job: "j".into(),
            deferred_until: Some(Timestamp::UNIX_EPOCH),
        },
        Event::OrderTaken { job: "j".into(), agent: "a".into() },
        Event::PasswordSet { job: "j".into(), agent: "a".into(), is_deferred: false },
        Event::PasswordChanged { job: "j".into(), agent: "a".into() },
        Event::SignInStarted { decoy: true },
        Event::SignInAnswered { verdict: SignInVerdict::MustChange, agent: "a".into() },
        Event::SignedIn,
        Event::SignedOut { everywhere: true },
        Event::DeviceRemoved,
        Event::FactorProved { method: MethodKind::Passkey },
        Event::MethodBegun { method: MethodKind::Passkey },
        Event::MethodAdded { method: MethodKind::AuthenticatorApp, method_id: "m".into() },
        Event::MethodRenamed { method: MethodKind::Mail, method_id: "m".into() },
        Event::MethodChanged { method: MethodKind::Mail, method_id: "m".into() },
        Event::MethodConfirmed { method: MethodKind::Mail },
        Event::MethodDisowned { method: MethodKind::TextMessage },
        Event::ConfirmationPostponed,
        Event::MethodRemoved { method: MethodKind::RecoveryCode, method_id: "m".into() },
        Event::DirectoryMethodChanged { method: MethodKind::TextMessage },
        Event::RegistrationSkipped,
        Event::AccountFrozen,
        Event::AccountUnfrozen { by: Unfreezer::Administrator },
        Event::AccountErased { items: 12 },
        Event::AccountUnlocked { job: "j".into(), agent: "a".into(), is_deferred: true },
        Event::OrderRefused {
            job: "j".into(),
            agent: Some("a".into()),
            refusal: DirectoryRefusalKind::PasswordInHistory,
            is_deferred: false,
        },
        Event::OrderRefused {
            job: "j".into(),
            agent: None,
            refusal: DirectoryRefusalKind::JobExpired,
            is_deferred: true,
        },
        Event::EnrollmentAllowed,
        Event::AgentEnrolled,
        Event::AgentKeysRolled,
        Event::AgentRevoked,
        Event::PolicyApplied,
    ];
    insta::assert_json_snapshot!(events.as_slice());
    for event in events {
        let stored = serde_json::to_value(&event).unwrap();
        assert_eq!(serde_json::from_value::<Event>(stored).unwrap(), event);
    }
}
