//! A directory with every kind of spoiled value: 2,000 users whose right reading is known.

use std::collections::BTreeMap;

use directory_tests::reader::{Reader, Reading};
use readmit_agent::directory::{DestinationIssue, ExclusionCounts, Scope};
use test_support::{
    administration::UniqueNames,
    lab::{Controller, Lab},
    ldap::Domain,
};

const USERS: usize = 2_000;

/// Values of an attribute, and what they are read as.
type Case<T> = (&'static [&'static str], T);

/// Numbers in `otherMobile`. `#` is a digit that differs between users.
const NUMBERS: [Case<Result<Option<&str>, DestinationIssue>>; 24] = [
    (&["070-174 0# ##"], Ok(Some("+46701740###"))),
    (&["+46 (0)70 174 0# ##"], Ok(Some("+46701740###"))),
    (&["0046701740###"], Ok(Some("+46701740###"))),
    (&["(070) 174 0# ##"], Ok(Some("+46701740###"))),
    (&["tel:+46-70-174-0###"], Ok(Some("+46701740###"))),
    (&["\u{202a}+46\u{a0}70\u{2011}174\u{200b}0###\u{202c}"], Ok(Some("+46701740###"))),
    (&["＋４６ ７０ １７４０###"], Ok(Some("+46701740###"))),
    (&["٠٧٠١٧٤٠###"], Ok(Some("+46701740###"))),
    (&["०७०१७४०###"], Ok(Some("+46701740###"))),
    (&["+49 151 23456###"], Ok(Some("+4915123456###"))),
    (&["+86 138 0013 8###"], Ok(Some("+8613800138###"))),
    (&["+225 07 07 12 3###"], Ok(Some("+2250707123###"))),
    (&["+44 (0)7400 123###"], Ok(Some("+447400123###"))),
    (&["ask reception", "070-174 0# ##"], Ok(Some("+46701740###"))),
    (&["08-123 45 67", "+46 70 174 0# ##"], Ok(Some("+46701740###"))),
    (&["n/a"], Err(DestinationIssue::NotANumber)),
    (&["—"], Err(DestinationIssue::NotANumber)),
    (&["0"], Err(DestinationIssue::NotANumber)),
    (&["+999 123 456 ###"], Err(DestinationIssue::NotANumber)),
    (&["+46 70 174 0# ## ext. 9"], Err(DestinationIssue::NumberWithExtension)),
    (&["08-123 45 67"], Err(DestinationIssue::NotMobile)),
    (&["+46 900 123 45 67"], Err(DestinationIssue::NotMobile)),
    (&["\u{200b}\u{feff} "], Ok(None)),
    (&[], Ok(None)),
];

/// Addresses in `otherMailbox`.
const ADDRESSES: [Case<Result<Option<&str>, DestinationIssue>>; 19] = [
    (&["u###@home.example"], Ok(Some("u###@home.example"))),
    (&["smtp:u###@home.example"], Ok(Some("u###@home.example"))),
    (&["SMTP:u###@HOME.example"], Ok(Some("u###@home.example"))),
    (&["mailto:u###@home.example"], Ok(Some("u###@home.example"))),
    (&["Uli Ünal <u###@home.example>"], Ok(Some("u###@home.example"))),
    (&["\u{202a}u###@home.example\u{202c}\u{a0}"], Ok(Some("u###@home.example"))),
    (&["u\u{200b}###@home.example"], Ok(Some("u###@home.example"))),
    (&["o'neil+###@müller.example"], Ok(Some("o'neil+###@xn--mller-kva.example"))),
    (&["ask hr", "u###@home.example"], Ok(Some("u###@home.example"))),
    (&["n/a", "x400:c=SE;a= ;p=Demo", "u###@home.example"], Ok(Some("u###@home.example"))),
    (&["n/a"], Err(DestinationIssue::NotAnAddress)),
    (&["u###@"], Err(DestinationIssue::NotAnAddress)),
    (&["u###@home"], Err(DestinationIssue::NotAnAddress)),
    (&["ünal###@home.example"], Err(DestinationIssue::NotAnAddress)),
    (&["u###@home.example, bo@home.example"], Err(DestinationIssue::NotAnAddress)),
    (&["u###@192.0.2.1"], Err(DestinationIssue::NotAnAddress)),
    (&["x500:/o=Demo/cn=u###"], Err(DestinationIssue::NotAnAddress)),
    (&["\u{a0}"], Ok(None)),
    (&[], Ok(None)),
];

/// The beginnings of account names.
const NAMES: [&str; 8] = ["åke", "ωμέγα", "иван", "o'neil", "a.b-c_d", "李雷", "ßtraße", "łódź"];
/// The beginnings of common names, which need escapes.
const COMMON_NAMES: [&str; 9] = [
    "Berg, Åke",
    "a+b",
    "\"quoted\"",
    "#first",
    "x=y",
    "<angle>",
    "back\\slash",
    "semi;colon",
    "Шишкин 🌲 עברית",
];

/// Escapes a value for a distinguished name: every sign that is not a letter or a digit.
fn escape(value: &str) -> String {
    let escaped = |letter: char| match letter {
        ' ' => " ".to_owned(),
        letter if letter.is_alphanumeric() || !letter.is_ascii() => letter.to_string(),
        letter => format!("\\{:02X}", u32::from(letter)),
    };
    value.chars().map(escaped).collect()
}

fn numbered(text: &str, user: usize) -> String {
    let mut digits = format!("{:03}", user % 1000).into_bytes().into_iter().cycle();
    text.chars()
        .map(|letter| if letter == '#' { digits.next().map_or('0', char::from) } else { letter })
        .collect()
}

/// Returns the case of a user: the cases in turn.
fn case_for<T: Copy>(cases: &[T], user: usize) -> T {
    cases.iter().copied().cycle().nth(user % cases.len()).unwrap_or_else(|| unreachable!("there are cases"))
}

/// The membership of a user, which says whether the user is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Membership {
    Inside,
    Outside,
    Excluded,
    NotEnabled,
}

const fn membership(user: usize) -> Membership {
    match user % 20 {
        3 => Membership::Outside,
        7 => Membership::Excluded,
        11 => Membership::NotEnabled,
        _ => Membership::Inside,
    }
}

/// The directory that was made.
struct Spoiled {
    names: UniqueNames,
    base: String,
    scope: Scope,
}

impl Spoiled {
    async fn make(domain: &mut Domain) -> Self {
        let names = UniqueNames::new();
        let base = domain.make_unit(&escape(&format!("{} Säles, \"North\" + #1", names.name("in")))).await;
        let outside = domain.make_unit(&escape(&format!("{}, out", names.name("out")))).await;
        let (mut enabled, mut excluded) = (Vec::new(), Vec::new());
        for user in 0..USERS {
            let membership = membership(user);
            let unit = if membership == Membership::Outside { &outside } else { &base };
            let dn = make_user(domain, &names, unit, user).await;
            if membership == Membership::Excluded {
                excluded.push(dn.clone());
            }
            if membership != Membership::NotEnabled {
                enabled.push(dn);
            }
        }
        let [enabled, excluded] =
            [("enabled", enabled), ("excluded", excluded)].map(|(name, members)| (names.name(name), members));
        let scope = Scope {
            enabled: vec![enabled.0.clone()],
            excluded: vec![excluded.0.clone()],
            administrators: Vec::new(),
            explains_ineligibility: true,
        };
        for (name, members) in [enabled, excluded] {
            let members: Vec<&str> = members.iter().map(String::as_str).collect();
            domain.make_group(&name, &members).await;
        }
        Self { names, base, scope }
    }

    /// Reads the directory with the base in another spelling than the controller's.
    async fn read(&self, lab: &Lab) -> Reading {
        let base = self.base.replace(",OU=Corp,", " ,  ou=CORP,").to_lowercase();
        let attributes = "{ mobile = \"otherMobile\", mail = \"otherMailbox\" }";
        let mut reader =
            Reader::with(lab, &self.scope, &[("base", &format!("{base:?}")), ("attributes", attributes)]);
        reader.read().await
    }

    fn account_name(&self, user: usize) -> String {
        account_name(&self.names, user)
    }
}

fn account_name(names: &UniqueNames, user: usize) -> String {
    let beginning = case_for(&NAMES, user);
    format!("{beginning}{user}{}", names.name(""))
}

async fn make_user(domain: &mut Domain, names: &UniqueNames, unit: &str, user: usize) -> String {
    let common_name = format!("{} {user}", case_for(&COMMON_NAMES, user));
    let dn = format!("CN={},{unit}", escape(&common_name));
    let name = account_name(names, user);
    let numbers = case_for(&NUMBERS, user).0.iter().map(|value| ("otherMobile", numbered(value, user)));
    let addresses = case_for(&ADDRESSES, user).0.iter().map(|value| ("otherMailbox", numbered(value, user)));
    let fixed = [
        ("objectClass", "user".to_owned()),
        ("sAMAccountName", name),
        ("userAccountControl", "544".to_owned()),
    ];
    let attributes: Vec<_> = fixed.into_iter().chain(numbers).chain(addresses).collect();
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
    domain.make(&dn, &attributes).await;
    dn
}

#[tokio::test]
async fn every_spoiled_value_is_read_or_left_out_with_a_reason() {
    let lab = Lab::shared(Controller::Plain);
    let mut domain = Domain::administrator(&lab).await;
    let spoiled = Spoiled::make(&mut domain).await;
    let read = spoiled.read(&lab).await;

    let sent: BTreeMap<_, _> =
        read.accounts.iter().map(|account| (account.account_name.clone(), account)).collect();
    let mut issues = Vec::new();
    for user in 0..USERS {
        let (name, account) = (spoiled.account_name(user), sent.get(&spoiled.account_name(user)));
        assert_eq!(account.is_some(), membership(user) == Membership::Inside, "{name}");
        let Some(account) = account else { continue };
        for (meant, got) in
            [(case_for(&NUMBERS, user).1, &account.mobile), (case_for(&ADDRESSES, user).1, &account.mail)]
        {
            let right = meant.ok().flatten().map(|text| numbered(text, user));
            assert_eq!(*got, right, "user {user}: {:?}", case_for(&NUMBERS, user).0);
            issues.extend(meant.err().map(|reason| (reason, account.id.clone())));
        }
    }
    let mut got: Vec<_> = read.unusable.iter().map(|one| (one.reason, one.account.clone())).collect();
    issues.sort();
    got.sort();
    assert_eq!(got, issues);
    let count = |wanted| (0..USERS).filter(|user| membership(*user) == wanted).count() as u64;
    let ExclusionCounts { excluded, not_enabled, .. } = read.left_out;
    assert_eq!((excluded, not_enabled), (count(Membership::Excluded), count(Membership::NotEnabled)));
}
