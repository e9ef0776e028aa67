use super::*;

const DEMONSTRATION: &str = include_str!("../../samples/demonstration.toml");
const ACTIVE_DIRECTORY: &str = include_str!("../../samples/active-directory.toml");

#[test]
fn samples_are_valid() {
    let demonstration = Configuration::parse(DEMONSTRATION).expect("taken");
    assert!(matches!(demonstration.directory, DirectorySettings::Demonstration(_)));
    assert_eq!(demonstration.jobs.visibility_seconds, 30);
    let packaged = Configuration::parse(include_str!("../../debian/agent.toml")).expect("taken");
    assert_eq!(packaged.state_dir, Path::new("/var/lib/readmit-agent"));
    let real = Configuration::parse(ACTIVE_DIRECTORY).expect("taken");
    let DirectorySettings::ActiveDirectory(settings) = real.directory else { panic!("another directory") };
    assert_eq!(settings.urls.first().map(LdapsUrl::host), Some("dc1.demo.example"));
    assert_eq!(settings.urls.first().map(LdapsUrl::port), Some(636));
    assert_eq!(settings.history_without_hints, HistoryWithoutHints::Write);
}

#[test]
fn relative_paths_start_at_the_file() {
    let folder = tempfile::tempdir().expect("folder");
    let path = folder.path().join("agent.toml");
    fs::write(&path, DEMONSTRATION).expect("written");
    let read = Configuration::load(&path).expect("loaded");
    assert_eq!(read.journal_dir(), folder.path().join("state/journal"));
    assert_eq!(read.keys_dir(), folder.path().join("state/keys"));
}

/// Returns the error when a line of a sample is replaced by another.
fn error_of(sample: &str, line: &str, replacement: &str) -> String {
    assert!(sample.contains(line), "no `{line}` in the sample");
    let error = Configuration::parse(&sample.replacen(line, replacement, 1)).expect_err("refused");
    format!("{error:#}")
}

#[test]
fn errors_name_the_line_and_the_remedy() {
    let cases = [
        ("urls = [\"ldaps://dc1.demo.example\"]", "urls = [\"ldap://dc1.demo.example\"]", "ldaps://"),
        (
            "urls = [\"ldaps://dc1.demo.example\"]",
            "urls = [\"ldaps://dc1.demo.example:3269\"]",
            "global catalog",
        ),
        ("urls = [\"ldaps://dc1.demo.example\"]", "urls = []", "ldaps://dc1"),
        ("urls = [\"ldaps://dc1.demo.example\"]", "domain = \"ldaps://demo\"", "DNS name"),
        ("addresses = {", "dns_server = \"dc1\"\naddresses = {", "socket address"),
        ("\"127.0.0.53\"", "\"dc1\"", "192.0.2.10"),
        ("url = \"https://reset.example\"", "url = \"http://reset.example\"", "https://"),
        ("url = \"https://reset.example\"", "url = \"https://reset.example/reset\"", "root of the site"),
        ("writers = 2", "writers = 9", "from 1 to 4"),
        ("interval_seconds = 10", "interval_seconds = 0", "from 1 to 3600"),
        ("default_country = \"SE\"", "default_country = \"Sweden\"", "ISO 3166"),
        ("history_without_hints = \"write\"", "history_without_hints = \"maybe\"", "`write` or `refuse`"),
        ("mobile = \"mobile\"", "phone = \"mobile\"", "unknown field `phone`"),
        ("bind_name =", "bind_password = \"x\"\nbind_name =", "unknown field `bind_password`"),
        ("kind = \"active-directory\"", "kind = \"ldap\"", "`active-directory` or `demonstration`"),
    ];
    for (line, replacement, remedy) in cases {
        let said = error_of(ACTIVE_DIRECTORY, line, replacement);
        assert!(said.contains("at line "), "{said}");
        assert!(said.contains(remedy), "{said}");
    }
}

#[test]
fn urls_and_domain_exclude_each_other() {
    let urls = "urls = [\"ldaps://dc1.demo.example\"]";
    let both = format!("{urls}\ndomain = \"demo.example\"");
    assert!(error_of(ACTIVE_DIRECTORY, urls, &both).contains("leave one of them out"));
    assert!(error_of(ACTIVE_DIRECTORY, urls, "").contains("domain = \"example\""));
    let domain = ACTIVE_DIRECTORY.replacen(urls, "domain = \"demo.example\"", 1);
    assert!(Configuration::parse(&domain).is_ok());
}

#[test]
fn members_of_the_other_kind_are_unknown() {
    let said =
        error_of(DEMONSTRATION, "folder = \"directory\"", "folder = \"directory\"\nbase = \"DC=demo\"");
    assert!(said.contains("unknown field `base`"), "{said}");
}
