use domain::{
    AccountId, Caller, ClientInfo, DirectoryRefusal, JobId, LastStep, Method, MethodId, MethodKind, Order,
    OrderKind, Proof, Purpose, RequestDigest, ResetId, SendId, SentCode, Subject,
    policy::Language,
    stored::{StoredReset, StoredState},
};
use jiff::Timestamp;
use proptest::prelude::*;

use serde_json::Value;

use super::{read, write};
use crate::item::{Item, attributes, number, text};

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
    (word(), kind(), word(), any::<bool>()).prop_map(|(id, kind, hash, decoy)| {
        let destination = if kind.is_sent() { hash } else { String::new() };
        Method { id: MethodId(id), kind, destination, decoy }
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

fn sent() -> impl Strategy<Value = SentCode> {
    (word(), word(), instant(), instant(), any::<u32>(), any::<bool>()).prop_map(
        |(id, method, expires_at, resend_at, digits, is_withheld)| SentCode {
            id: SendId(id),
            method: MethodId(method),
            expires_at,
            resend_at,
            digits,
            is_withheld,
        },
    )
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
        |(job, kind, ordered_at, expires_at, agents, (is_deferred, taken_at))| Order {
            job: JobId(job),
            kind,
            ordered_at,
            expires_at,
            agents,
            is_deferred,
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
            DirectoryRefusal::PasswordTooWeak,
            DirectoryRefusal::PasswordBreached,
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
        prop::option::of(sent()).prop_map(|sent| StoredState::Proving { sent }),
        Just(StoredState::Proved),
        order().prop_map(|order| StoredState::Writing { order }),
        (order(), word(), instant()).prop_map(|(order, agent, at)| StoredState::Done { order, agent, at }),
        (order(), refusal()).prop_map(|(order, refusal)| StoredState::Refused { order, refusal }),
    ]
}

fn client() -> impl Strategy<Value = ClientInfo> {
    let language = prop::option::of(prop::sample::select(Language::all().collect::<Vec<_>>()));
    (word(), prop::option::of(word()), language).prop_map(|(network, device, language)| ClientInfo {
        network,
        device,
        language,
    })
}

fn last_step() -> impl Strategy<Value = LastStep> {
    (instant(), prop::option::of(word()))
        .prop_map(|(at, request)| LastStep { at, request: request.map(RequestDigest) })
}

prop_compose! {
    fn reset()(
        (id, account, decoy) in (word(), word(), any::<bool>()),
        purpose in prop_oneof![Just(Purpose::ResetPassword), Just(Purpose::UnlockAccount), Just(Purpose::ChangePassword)],
        caller in prop_oneof![word().prop_map(Caller::Stranger), word().prop_map(Caller::Device), Just(Caller::User)],
        remembers_device in any::<bool>(),
        (started_at, expires_at) in (instant(), instant()),
        client in prop::option::of(client()),
        methods in prop::collection::vec(method(), 0..3),
        (gates_required, generation, orders) in (any::<u8>(), any::<u32>(), any::<u32>()),
        last_step in prop::option::of(last_step()),
        proofs in prop::collection::vec(proof(), 0..3),
        signed_in_at in prop::option::of(instant()),
        state in state(),
    ) -> StoredReset {
        let subject = Subject { account: AccountId(account), decoy };
        StoredReset {
            id: ResetId(id), subject, purpose, caller, remembers_device, started_at, expires_at, client, methods, gates_required, generation,
            last_step,
            orders, proofs, signed_in_at, state,
        }
    }
}

proptest! {
    #[test]
    fn reset_survives_storage(reset in reset(), version in any::<u64>()) {
        let item = Item::new("RESET#1", write(&reset, version).unwrap());

        prop_assert_eq!(read(&reset.id, &item).unwrap(), Some((reset, version)));
    }

    #[test]
    fn item_without_a_required_member_is_damaged(reset in reset(), index in any::<prop::sample::Index>()) {
        let mut attributes = write(&reset, 1).unwrap();
        let mut kept: Value = serde_json::from_str(attributes["kept"].as_s().unwrap()).unwrap();
        let members = kept.as_object_mut().unwrap();
        let names: Vec<String> = members.keys().cloned().collect();
        let name = index.get(&names).clone();
        members.remove(&name);
        attributes.insert("kept".to_owned(), text(kept.to_string()));

        let is_optional = ["c", "k", "f", "n", "l", "i"].contains(&name.as_str());
        let read = read(&reset.id, &Item::new("RESET#1", attributes));
        prop_assert_eq!(read.is_ok(), is_optional, "{}", name);
    }
}

#[test]
fn item_of_an_earlier_version_reads_as_none() {
    let item = Item::new("RESET#1", attributes([("version", number(1)), ("id", text("1"))]));

    assert_eq!(read(&ResetId("1".into()), &item).unwrap(), None);
}

/// The reset has two proofs, every kind of method, and an order that was deferred, addressed to two agents and carried
/// out.
#[test]
#[expect(clippy::too_many_lines, reason = "one large example")]
fn largest_reset_takes_less_than_1_kb() {
    let at: Timestamp = "2027-02-01T08:30:00.123456789Z".parse().unwrap();
    let (uuid, hash, id) = ("0".repeat(36), "0".repeat(43), "0".repeat(22));
    let method = |kind: MethodKind| Method {
        id: MethodId(id.clone()),
        kind,
        destination: if kind.is_sent() { hash.clone() } else { String::new() },
        decoy: false,
    };
    let proof = || Proof {
        reset: ResetId(uuid.clone()),
        account: AccountId(format!("decoy-{hash}")),
        method: MethodId(id.clone()),
        at,
        weight: 1,
    };
    let order = Order {
        job: JobId(uuid.clone()),
        kind: OrderKind::SetPassword,
        ordered_at: at,
        expires_at: at,
        agents: vec!["readmit-agent-1".into(), "readmit-agent-2".into()],
        is_deferred: true,
        taken_at: Some(at),
    };
    let reset = StoredReset {
        id: ResetId(uuid.clone()),
        subject: Subject { account: AccountId(format!("decoy-{hash}")), decoy: false },
        purpose: Purpose::ResetPassword,
        caller: Caller::Device(id.clone()),
        remembers_device: true,
        started_at: at,
        expires_at: at,
        client: Some(ClientInfo {
            network: "2001:db8:1234::/48".into(),
            device: Some("Samsung Internet, Android".into()),
            language: Some(Language::DEFAULT),
        }),
        methods: MethodKind::ALL.map(method).to_vec(),
        gates_required: 2,
        generation: 10,
        last_step: Some(LastStep { at, request: Some(RequestDigest(hash.clone())) }),
        orders: 10,
        proofs: vec![proof(), proof()],
        signed_in_at: None,
        state: StoredState::Done { order, agent: "readmit-agent-1".into(), at },
    };

    let item = write(&reset, 10).unwrap();

    let size: usize = item
        .iter()
        .map(|(name, value)| name.len() + value.as_s().or_else(|_| value.as_n()).unwrap().len())
        .sum();
    assert!(size <= 960, "{size}");
}
