use super::{
    super::{entry::entry, password_rules::tests_domain},
    *,
};

const GLOBAL: &str = "-2147483646";
const UNIVERSAL: &str = "-2147483640";

/// Makes a policy whose minimum length and precedence are `length`, linked to objects by the byte that fills their
/// ids.
fn policy(length: u8, linked: &[u8]) -> Entry {
    let length_text = length.to_string();
    let names = linked.iter().map(|id| format!("<GUID={}>;CN=x", Uuid::from_bytes([*id; 16])));
    let names: Vec<String> = names.collect();
    let mut attributes = vec![
        ("msDS-MinimumPasswordLength", length_text.as_str()),
        ("msDS-PasswordSettingsPrecedence", &length_text),
        ("msDS-PasswordComplexityEnabled", "FALSE"),
        ("msDS-PasswordHistoryLength", "3"),
        ("msDS-MinimumPasswordAge", "0"),
    ];
    attributes.extend(names.iter().map(|name| (APPLIES_TO, name.as_str())));
    let mut policy = entry(&attributes);
    policy.0.dn = format!("<GUID=00>;CN=p{length}");
    policy.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![length; 16]]);
    policy
}

/// Makes a group whose identifier is the byte that fills its id.
fn group(id: u8, kind: &str) -> Entry {
    let mut group = entry(&[("groupType", kind)]);
    group.0.bin_attrs.insert("objectGUID".to_owned(), vec![vec![id; 16]]);
    group.0.bin_attrs.insert("objectSid".to_owned(), vec![vec![id]]);
    group
}

fn list(entries: &[Entry], linked: &[Entry]) -> PolicyList {
    let policies = Policies::new(tests_domain(), entries);
    let group_ranks = group_ranks(linked, &links(entries, &policies));
    PolicyList { policies, group_ranks, is_complete: true }
}

fn account(own: &[&str], groups: &[u8]) -> Entry {
    let own = own.iter().map(|dn| ("msDS-PSOApplied", *dn));
    let mut account = entry(&[("userAccountControl", "512")].into_iter().chain(own).collect::<Vec<_>>());
    let groups = groups.iter().map(|id| vec![*id]).collect();
    account.0.bin_attrs.insert("tokenGroups".to_owned(), groups);
    account
}

fn length(list: &PolicyList, own: &[&str], groups: &[u8]) -> Option<u32> {
    list.rules_for(&account(own, groups)).map(|policy| policy.rules.minimum_length)
}

#[test]
fn own_policy_comes_before_group_policies() {
    let list =
        list(&[policy(20, &[1]), policy(21, &[2]), policy(22, &[9])], &[group(2, GLOBAL), group(1, GLOBAL)]);
    assert_eq!(length(&list, &[], &[5]), Some(7), "the domain's");
    assert_eq!(length(&list, &[], &[5, 2]), Some(21));
    assert_eq!(length(&list, &[], &[2, 1]), Some(20), "the policy of lowest precedence applies");
    assert_eq!(length(&list, &["CN=p22"], &[2, 1]), Some(22));
    assert_eq!(length(&list, &["CN=p22", "CN=p21"], &[1]), Some(21));
}

#[test]
fn group_with_several_policies_passes_on_the_best() {
    let list = list(&[policy(21, &[1]), policy(20, &[1])], &[group(1, GLOBAL)]);
    assert_eq!(length(&list, &[], &[1]), Some(20));
}

#[test]
fn links_of_groups_that_are_not_global_do_not_count() {
    let list = list(&[policy(20, &[1])], &[group(1, UNIVERSAL)]);
    assert_eq!(length(&list, &[], &[1]), Some(7));
}

#[test]
fn incomplete_list_leaves_the_answer_to_the_controller() {
    let mut list = list(&[policy(20, &[1])], &[group(1, GLOBAL)]);
    assert_eq!(length(&list, &["CN=new"], &[5]), None, "a policy that is newer than the list");
    assert_eq!(length(&list, &[], &[]), None, "groups that cannot be read");
    list.is_complete = false;
    assert_eq!(length(&list, &[], &[5]), None, "a policy that cannot be read");
}
