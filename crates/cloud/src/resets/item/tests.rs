use jiff::Timestamp;
use proptest::prelude::*;
use reset_domain::{
    AccountId, DirectoryRefusal, JobId, LastStep, Method, MethodId, MethodKind, Order, OrderKind, Proof,
    Purpose, RequestDigest, ResetId, SendId, Sent, Source, Subject, Tried,
    stored::{StoredReset, StoredState},
};

use super::{read, write};
use crate::item::Item;

const OPTIONAL: [&str; 9] =
    ["pk", "expires", "sent", "last_step_at", "last_request", "signed_in_at", "tried", "network", "device"];

fn word() -> impl Strategy<Value = String> {
    "[a-z0-9-]{1,12}"
}

fn instant() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_000_000_000_i128).prop_map(|n| Timestamp::from_nanosecond(n).unwrap())
}

fn kind() -> impl Strategy<Value = MethodKind> {
    prop::sample::select(MethodKind::ALL.to_vec())
}

fn method() -> impl Strategy<Value = Method> {
    (word(), kind(), "\\PC{0,12}", word(), any::<bool>()).prop_map(|(id, kind, hint, destination, decoy)| {
        Method { id: MethodId(id), kind, hint, destination, decoy }
    })
}

fn proof() -> impl Strategy<Value = Proof> {
    (word(), word(), word(), instant(), 1..3_u8).prop_map(|(reset, account, method, at, weight)| Proof {
        reset: ResetId(reset),
        account: AccountId(account),
        method: MethodId(method),
        at,
        weight,
    })
}

fn sent() -> impl Strategy<Value = Sent> {
    (word(), word(), instant(), instant(), any::<u32>()).prop_map(
        |(id, method, expires_at, resend_at, guesses)| Sent {
            id: SendId(id),
            method: MethodId(method),
            expires_at,
            resend_at,
            guesses,
        },
    )
}

fn tried() -> impl Strategy<Value = Tried> {
    (word(), any::<u32>()).prop_map(|(method, guesses)| Tried { method: MethodId(method), guesses })
}

fn order() -> impl Strategy<Value = Order> {
    let kind = prop_oneof![
        Just(OrderKind::SetPassword),
        Just(OrderKind::UnlockAccount),
        Just(OrderKind::ChangePassword)
    ];
    let agents = prop::collection::vec(word(), 0..3);
    let waits = (any::<bool>(), prop::option::of(instant()));
    (word(), kind, instant(), instant(), agents, waits).prop_map(
        |(job, kind, ordered_at, expires_at, agents, (is_patient, taken_at))| Order {
            job: JobId(job),
            kind,
            ordered_at,
            expires_at,
            agents,
            is_patient,
            taken_at,
        },
    )
}

fn refusal() -> impl Strategy<Value = DirectoryRefusal> {
    prop_oneof![
        instant().prop_map(|can_change_from| DirectoryRefusal::PasswordTooRecent { can_change_from }),
        any::<u32>().prop_map(|minimum| DirectoryRefusal::PasswordTooShort { minimum }),
        word().prop_map(|part| DirectoryRefusal::PasswordBanned { part }),
        prop::sample::select(vec![
            DirectoryRefusal::PasswordInHistory,
            DirectoryRefusal::PasswordNotComplex,
            DirectoryRefusal::PasswordContainsName,
            DirectoryRefusal::PasswordRefusedByFilter,
            DirectoryRefusal::AccountDisabled,
            DirectoryRefusal::AccountExpired,
            DirectoryRefusal::AccountProtected,
            DirectoryRefusal::AccountLocked,
            DirectoryRefusal::CurrentPasswordWrong,
            DirectoryRefusal::ChangeNotPermitted,
            DirectoryRefusal::AgentNotPermitted,
            DirectoryRefusal::AccountNotFound,
            DirectoryRefusal::DirectoryUnreachable,
            DirectoryRefusal::JobExpired,
            DirectoryRefusal::OrderCancelled,
            DirectoryRefusal::AgentWithdrawn,
        ]),
    ]
}

fn state() -> impl Strategy<Value = StoredState> {
    prop_oneof![
        (prop::option::of(sent()), prop::collection::vec(tried(), 0..3))
            .prop_map(|(sent, tried)| StoredState::Proving { sent, tried }),
        Just(StoredState::Proved),
        order().prop_map(|order| StoredState::Writing { order }),
        (order(), word(), instant()).prop_map(|(order, agent, at)| StoredState::Done { order, agent, at }),
        (order(), refusal()).prop_map(|(order, refusal)| StoredState::Refused { order, refusal }),
    ]
}

fn source() -> impl Strategy<Value = Source> {
    (word(), prop::option::of(word())).prop_map(|(network, device)| Source { network, device })
}

fn last_step() -> impl Strategy<Value = LastStep> {
    (instant(), prop::option::of(word()))
        .prop_map(|(at, request)| LastStep { at, request: request.map(RequestDigest) })
}

prop_compose! {
    fn reset()(
        (id, account, decoy) in (word(), word(), any::<bool>()),
        purpose in prop_oneof![Just(Purpose::ResetPassword), Just(Purpose::UnlockAccount), Just(Purpose::ChangePassword)],
        (started_at, expires_at) in (instant(), instant()),
        source in prop::option::of(source()),
        methods in prop::collection::vec(method(), 0..3),
        (demanded, generation, orders) in (any::<u8>(), any::<u32>(), any::<u32>()),
        last_step in prop::option::of(last_step()),
        proofs in prop::collection::vec(proof(), 0..3),
        signed_in_at in prop::option::of(instant()),
        state in state(),
    ) -> StoredReset {
        let subject = Subject { account: AccountId(account), decoy };
        StoredReset {
            id: ResetId(id), subject, purpose, started_at, expires_at, source, methods, demanded, generation,
            last_step,
            orders, proofs, signed_in_at, state,
        }
    }
}

proptest! {
    #[test]
    fn a_reset_is_read_as_it_was_written(reset in reset(), version in any::<u64>()) {
        let item = Item::new("RESET#1", write(&reset, version));

        prop_assert_eq!(read(&item).unwrap(), (reset, version));
    }

    #[test]
    fn an_item_that_lacks_an_attribute_is_damaged_or_optional(reset in reset(), index in any::<prop::sample::Index>()) {
        let mut attributes = write(&reset, 1);
        let names: Vec<String> = attributes.keys().cloned().collect();
        let name = index.get(&names).clone();
        attributes.remove(&name);

        let is_optional = OPTIONAL.contains(&name.as_str());
        prop_assert_eq!(read(&Item::new("RESET#1", attributes)).is_ok(), is_optional, "{}", name);
    }
}
