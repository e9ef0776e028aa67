use agent_protocol::sync::IneligibleReason;

use super::{
    super::{
        entry::entry,
        groups::Groups,
        moment,
        password_rules::{Policies, tests_domain},
    },
    *,
};
use crate::directory::{ExclusionCounts, Scope};

const NOW: i64 = 1_800_000_000;

fn settings(attributes: &str) -> ActiveDirectorySettings {
    let text = format!(
        "kind = \"active-directory\"\nurls = [\"ldaps://dc1.x\"]\nca_file = \"ca\"\nbind_name = \"b\"\n\
         bind_password_file = \"p\"\ndefault_country = \"SE\"\n[attributes]\n{attributes}"
    );
    toml::from_str(&text).expect("settings")
}

fn map() -> DomainMap {
    let names = |name: &str| vec![name.to_owned()];
    let scope = Scope {
        enabled: names("staff"),
        excluded: names("out"),
        administrators: names("admins"),
        explains_ineligibility: true,
    };
    let policies = Policies::new(tests_domain(), &[]);
    let groups: Vec<_> = ["staff", "out", "admins"]
        .iter()
        .zip(1_u8..)
        .map(|(name, number)| {
            let mut group = entry(&[("sAMAccountName", name)]);
            group.0.dn = format!("CN={name},DC=x");
            group.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![number; 16]]);
            group
        })
        .collect();
    let groups = Groups::new(&groups, &scope, &policies);
    DomainMap { scope, groups, policies }
}

fn person(more: &[(&str, &str)]) -> Entry {
    let usual = [("sAMAccountName", "anna"), ("userAccountControl", "512"), ("memberOf", "CN=staff,DC=x")];
    let mut person = entry(&[&usual, more].concat());
    "CN=Anna,OU=People,DC=x".clone_into(&mut person.0.dn);
    person.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![9; 16]]);
    person
}

fn classify(settings: &ActiveDirectorySettings, entry: &Entry) -> SyncBatch {
    let (map, mut batch) = (map(), SyncBatch::default());
    let base = Base::new("ou=people,DC=X").unwrap();
    ScopeFilter { settings, map: &map, base: &base, now: NOW }.classify(entry, &mut batch);
    batch
}

fn exclusions(entry: &Entry) -> ExclusionCounts {
    let batch = classify(&settings(""), entry);
    assert!(batch.accounts.is_empty());
    assert_eq!(batch.gone.len(), 1, "an account that may no longer reset is sent as gone");
    batch.exclusions
}

#[test]
fn every_excluded_account_counts_for_one_reason() {
    let expired = moment::from_unix(NOW).to_string();
    let one = ExclusionCounts::default();
    assert_eq!(exclusions(&person(&[("memberOf", "CN=out,DC=x")])), ExclusionCounts { excluded: 1, ..one });
    assert_eq!(exclusions(&person(&[("adminCount", "1")])), ExclusionCounts { protected: 1, ..one });
    assert_eq!(exclusions(&person(&[("accountExpires", &expired)])), ExclusionCounts { expired: 1, ..one });
    let mut disabled = person(&[]);
    disabled.0.attrs.insert("userAccountControl".to_owned(), vec!["514".to_owned()]);
    assert_eq!(exclusions(&disabled), ExclusionCounts { disabled: 1, ..one });
    let mut elsewhere = person(&[]);
    "CN=Anna,DC=x".clone_into(&mut elsewhere.0.dn);
    assert_eq!(exclusions(&elsewhere), ExclusionCounts { elsewhere: 1, ..one });
    let mut outside = person(&[]);
    outside.0.attrs.remove("memberOf");
    assert_eq!(exclusions(&outside), ExclusionCounts { not_enabled: 1, ..one });
    let mut nameless = person(&[]);
    nameless.0.attrs.remove("sAMAccountName");
    assert_eq!(exclusions(&nameless), ExclusionCounts { unreadable: 1, ..one });
    let mut cut = person(&[]);
    cut.0.attrs.insert("memberOf;range=0-1499".to_owned(), vec!["CN=staff,DC=x".to_owned()]);
    assert_eq!(
        exclusions(&cut),
        ExclusionCounts { unreadable: 1, ..one },
        "a group that is missing in the list may exclude it"
    );
}

#[test]
fn account_in_scope_is_sent_with_its_rules() {
    let set = moment::from_unix(NOW).to_string();
    let batch = classify(&settings(""), &person(&[("pwdLastSet", &set), ("memberOf", "CN=admins,DC=x")]));
    let [account] = batch.accounts.as_slice() else { panic!("one") };
    assert_eq!(account.id, "09090909-0909-0909-0909-090909090909");
    assert!(account.administrator);
    assert_eq!(account.rules.minimum_length, 7);
    assert_eq!((account.mobile.as_deref(), account.can_change_from), (None, None));
    assert!(batch.gone.is_empty() && batch.unusable.is_empty());
}

#[test]
fn first_usable_number_and_address_are_sent() {
    let both = settings("mobile = [\"mobile\", \"telephoneNumber\"]\nmail = [\"otherMailbox\", \"info\"]");
    let sent = |more: &[(&str, &str)]| {
        let batch = classify(&both, &person(more));
        let account = batch.accounts.into_iter().next().expect("sent");
        (account.mobile, account.mail, batch.unusable.into_iter().map(|one| one.reason).collect::<Vec<_>>())
    };
    let number = || Some("+46701740601".to_owned());
    let address = || Some("a@b.example".to_owned());
    let nothing = Vec::new;
    assert_eq!(sent(&[("mobile", "070-174 06 01"), ("telephoneNumber", "08")]), (number(), None, nothing()));
    assert_eq!(sent(&[("mobile", "ask"), ("telephoneNumber", "0701740601")]), (number(), None, nothing()));
    let not_mobile = vec![DestinationIssue::NotMobile];
    assert_eq!(sent(&[("mobile", "08-123 456 78"), ("telephoneNumber", "ask")]), (None, None, not_mobile));
    assert_eq!(sent(&[("mobile", "\u{200b} "), ("info", "a@b.example")]), (None, address(), nothing()));
    assert_eq!(
        sent(&[("otherMailbox", "n/a"), ("otherMailbox", "smtp:a@b.example")]),
        (None, address(), nothing())
    );
    assert_eq!(sent(&[("otherMailbox", "ask hr"), ("info", "a@b.example")]), (None, address(), nothing()));
    let both_wrong = vec![DestinationIssue::NotANumber, DestinationIssue::NotAnAddress];
    assert_eq!(sent(&[("mobile", "ask"), ("info", "n/a")]), (None, None, both_wrong));
    let one = settings("mobile = \"mobile\"");
    assert_eq!(classify(&one, &person(&[("telephoneNumber", "0701740601")])).accounts[0].mobile, None);
}

#[test]
fn only_configured_attributes_are_read() {
    let both = settings("mobile = [\"mobile\", \"telephoneNumber\"]\nmail = []\nwork_mail = \"mail\"");
    let chosen: Vec<_> = attributes(&both).into_iter().filter(|name| !FIXED.contains(name)).collect();
    assert_eq!(chosen, ["mail", "mobile", "preferredLanguage", "telephoneNumber"]);
}

#[test]
fn account_out_of_scope_has_its_reason_and_an_address() {
    let ineligible = |mail: &[(&str, &str)], settings: &ActiveDirectorySettings| {
        let outside = [&[("memberOf", "CN=out,DC=x")], mail].concat();
        let mut batch = classify(settings, &person(&outside));
        batch.ineligible.pop().map(|account| (account.reason, account.mail))
    };
    let usual = settings("");
    let scope = IneligibleReason::OutOfScope;
    let both = [("mail", "anna@work.example"), ("otherMailbox", "anna@home.example")];
    assert_eq!(ineligible(&both, &usual), Some((scope, "anna@home.example".to_owned())));
    assert_eq!(ineligible(&both[..1], &usual), Some((scope, "anna@work.example".to_owned())));
    assert_eq!(ineligible(&[("mail", "anna@")], &usual), None);
    assert_eq!(ineligible(&[], &usual), None, "nobody can be reached");
    let mut elsewhere = person(&both);
    "CN=Anna,DC=x".clone_into(&mut elsewhere.0.dn);
    assert_eq!(classify(&usual, &elsewhere).ineligible, [], "nothing outside the base is sent");
}
