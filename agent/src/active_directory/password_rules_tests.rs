use super::{super::entry::entry, *};

const DAY: i64 = 86_400;

fn domain_entry() -> Entry {
    entry(&[
        ("minPwdLength", "10"),
        ("pwdProperties", "1"),
        ("pwdHistoryLength", "5"),
        ("minPwdAge", "-864000000000"),
        ("maxPwdAge", "-36288000000000"),
        ("lockoutThreshold", "3"),
        ("lockoutDuration", "-18000000000"),
        ("lockOutObservationWindow", "-6000000000"),
    ])
}

fn fine_grained_entry(name: &str, precedence: &str, length: &str, id: u8) -> Entry {
    let mut policy = entry(&[
        ("msDS-MinimumPasswordLength", length),
        ("msDS-PasswordComplexityEnabled", "FALSE"),
        ("msDS-PasswordHistoryLength", "3"),
        ("msDS-MinimumPasswordAge", "0"),
        ("msDS-MaximumPasswordAge", "-9223372036854775808"),
        ("msDS-LockoutThreshold", "0"),
        ("msDS-LockoutDuration", "-9223372036854775808"),
        (PRECEDENCE, precedence),
    ]);
    policy.0.dn = format!("CN={name},{CONTAINER},DC=x");
    policy.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![id; 16]]);
    policy
}

fn policies(entries: &[Entry]) -> Policies {
    Policies::new(domain(&domain_entry()).expect("read"), entries)
}

fn user(control: &str, linked: &[&str]) -> Entry {
    let dns: Vec<_> = linked.iter().map(|name| format!("CN={name},{CONTAINER},DC=x")).collect();
    let links = dns.iter().map(|dn| (LINKED, dn.as_str()));
    entry(&[("userAccountControl", control)].into_iter().chain(links).collect::<Vec<_>>())
}

#[test]
fn domain_policy_is_read() {
    let read = domain(&domain_entry()).expect("read");
    let wanted = PasswordRules {
        minimum_length: 10,
        complexity: true,
        history_length: 5,
        minimum_age_seconds: DAY,
        maximum_age_seconds: Some(42 * DAY),
        lockout_threshold: 3,
        lockout_seconds: Some(1800),
    };
    assert_eq!(read.rules, wanted);
    assert_eq!(read.lockout, Lockout::new(Some(3), Some(-6_000_000_000)));
    let set = moment::from_unix(1_800_000_000);
    assert_eq!(read.can_change_from(set), Some(1_800_086_400));
    assert_eq!(read.can_change_from(0), None, "a password that must be changed has no minimum age");
}

#[test]
fn fine_grained_policy_is_read() {
    let read = fine_grained(&fine_grained_entry("p", "1", "14", 1)).expect("read");
    assert_eq!(
        read.rules,
        PasswordRules { minimum_length: 14, history_length: 3, ..PasswordRules::default() }
    );
    assert_eq!(read.can_change_from(moment::from_unix(1_800_000_000)), None);
    assert_eq!(
        fine_grained(&entry(&[("msDS-MinimumPasswordLength", "14")])),
        None,
        "an incomplete policy is ignored"
    );
}

#[test]
fn lowest_precedence_wins_then_smallest_guid() {
    let all = policies(&[
        fine_grained_entry("late", "20", "20", 1),
        fine_grained_entry("large", "10", "11", 9),
        fine_grained_entry("small", "10", "12", 2),
    ]);
    let length =
        |linked: &[&str], group_rank| all.resultant(&user("512", linked), group_rank).rules.minimum_length;
    assert_eq!(length(&["late", "large", "small"], None), 12);
    assert_eq!(length(&["late", "large"], None), 11);
    assert_eq!(length(&[], Some(0)), 12, "the policy of lowest precedence applies");
    assert_eq!(length(&["late"], Some(0)), 20, "the account's own policy comes before those of groups");
    assert_eq!(length(&["unreadable"], Some(2)), 20);
    assert_eq!(length(&[], None), 10, "without a policy of its own, the domain's applies");
}

#[test]
fn only_normal_accounts_have_fine_grained_policies() {
    let all = policies(&[fine_grained_entry("p", "1", "20", 1)]);
    let length = |control| all.resultant(&user(control, &["p"]), None).rules.minimum_length;
    assert_eq!(length("512"), 20);
    assert_eq!(length("66048"), 20);
    assert_eq!(length("4096"), 10, "a workstation account has the domain's rules");
}
