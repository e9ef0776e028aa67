//! `readmit-agent check` finds faults of the host and of the domain's rights, and its commands fix them.

use std::{fs, os::unix::fs::PermissionsExt as _};

use directory_tests::{checkup::Checkup, program, stub_cloud::StubCloud};

const PROGRAM: &str = env!("CARGO_BIN_EXE_readmit-agent-that-stops");
const SERVICE: &str = "svc-readmit";

#[tokio::test(flavor = "multi_thread")]
async fn healthy_setup_has_no_failures() {
    let checkup = Checkup::new(PROGRAM).await;
    let found = checkup.check();
    assert_eq!(found.failed(), [""; 0]);
    assert_eq!(found.code, Some(0), "warnings alone exit with 0");
    for id in [
        "cloud",
        "enrollment",
        "clock-cloud",
        "tls",
        "tls-end",
        "bind",
        "clock-controller",
        "rights",
        "groups",
    ] {
        found.assert_has(id, "ok");
    }
    found.assert_has("policy-hints", "warning");
    let never = found.what("never-reset", "warning");
    assert!(never.contains("eve-admin (privileged)") && never.contains("fia (privileged)"), "{never}");
    let shown = program::run(PROGRAM, checkup.folder(), &["check", "--config", "agent.toml"]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(shown.lines().any(|line| line.starts_with("ok       bind ")), "{shown}");
    assert!(!shown.contains('\x1b'), "output to a pipe has no colors");
}

#[tokio::test(flavor = "multi_thread")]
async fn file_permissions_are_fixed() {
    let checkup = Checkup::new(PROGRAM).await;
    let mode = |name: &str, mode| {
        fs::set_permissions(checkup.folder().join(name), fs::Permissions::from_mode(mode)).expect("chmod");
    };
    mode("bind-password", 0o644);
    checkup.assert_fixed("bind-password", "failed", "");
    mode("agent.toml", 0o666);
    checkup.assert_fixed("configuration", "failed", "");
    std::os::unix::fs::chown(checkup.folder().join("state/keys/current.json"), Some(65_534), None)
        .expect("chown");
    checkup.assert_fixed("state-folder", "failed", "");
    fs::rename(checkup.folder().join("state"), checkup.folder().join("away")).expect("moved");
    checkup.assert_fixed("state-folder", "failed", "");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_setting_is_shown_with_its_line() {
    let checkup = Checkup::with(PROGRAM, StubCloud::default(), &[("prefer_pdc", "true")]).await;
    let found = checkup.check();
    assert_eq!(found.code, Some(1));
    let what = found.what("configuration", "failed");
    assert!(what.contains("unknown field `prefer_pdc`") && what.contains("at line"), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn blocked_service_account_is_fixed() {
    let checkup = Checkup::new(PROGRAM).await;
    checkup.lab.run(&["lock", SERVICE]);
    assert!(checkup.check().what("bind", "failed").contains("775"));
    checkup.assert_fixed("bind", "failed", "");
    checkup.seed("samba-tool user disable svc-readmit", "samba-tool user enable svc-readmit");
    assert!(checkup.check().what("bind", "failed").contains("533"));
    checkup.assert_fixed("bind", "failed", "");
    let service = "CN=svc-readmit,OU=Service,OU=Corp,DC=demo,DC=example";
    checkup.seed(
        &format!("change set {service} accountExpires 132000000000000000"),
        &format!("change set {service} accountExpires 0"),
    );
    assert!(checkup.check().what("bind", "failed").contains("701"));
    checkup.assert_fixed("bind", "failed", "");
    checkup.write("bind-password", "Wrong-Passw0rd!");
    assert!(checkup.check().what("bind", "failed").contains("52e"));
    checkup.assert_fixed("bind", "failed", checkup.lab.value("AD_BIND_PW"));
}

#[tokio::test(flavor = "multi_thread")]
async fn risky_service_account_is_fixed() {
    let checkup = Checkup::new(PROGRAM).await;
    let member = "'Domain Admins' svc-readmit";
    checkup.seed(
        &format!("samba-tool group addmembers {member}"),
        &format!("samba-tool group removemembers {member}"),
    );
    checkup.assert_fixed("account-privileges", "warning", "");
    let service = "CN=svc-readmit,OU=Service,OU=Corp,DC=demo,DC=example";
    let flags = |flags: &str| format!("change set {service} userAccountControl {flags}");
    checkup.seed(&flags("512"), &flags("66048"));
    checkup.assert_fixed("account-expiry", "warning", "");
    checkup.seed("true", "samba-tool domain passwordsettings pso delete readmit-agent");
    checkup.assert_fixed("account-lockout", "warning", "");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_rights_are_granted_by_the_command() {
    let checkup = Checkup::new(PROGRAM).await;
    let people = "OU=New,OU=Corp,DC=demo,DC=example";
    checkup.seed(
        &format!("samba-tool ou create {people}"),
        &format!("samba-tool ou delete {people} --force-subtree-delete"),
    );
    checkup.seed("samba-tool user create newcomer 'Copper-Meadow-52' --userou=OU=New,OU=Corp", "");
    checkup.seed("samba-tool group addmembers 'Readmit Users' newcomer", "");
    let what = checkup.check().what("rights", "failed");
    let missing =
        "svc-readmit may not reset passwords, write lockoutTime or write pwdLastSet for 1 user in OU=New";
    assert!(what.starts_with(missing), "{what}");
    checkup.assert_fixed("rights", "failed", "");

    checkup.seed(&format!("change seal CN=newcomer,{people}"), "");
    let found = checkup.check();
    let what = found.what("never-reset", "warning");
    assert!(what.contains("newcomer (it inherits no permissions)"), "{what}");
    checkup.lab.shell(&found.fix("never-reset", "warning"), checkup.folder(), "");
    let what = checkup.check().what("never-reset", "warning");
    assert!(!what.contains("newcomer"), "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_read_rights_are_granted_by_the_command() {
    let checkup = Checkup::new(PROGRAM).await;
    for (id, object) in [
        ("read-policies", "'CN=Password Settings Container,CN=System,DC=demo,DC=example'"),
        ("read-deleted", "'CN=Deleted Objects,DC=demo,DC=example'"),
        ("dirsync", "DC=demo,DC=example"),
    ] {
        checkup.seed(&format!("change revoke {object} svc-readmit"), "");
        checkup.assert_fixed(id, "warning", "");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn missing_group_is_created() {
    let enabled_groups = vec!["Readmit Users".to_owned(), "It's new".to_owned()];
    let checkup = Checkup::with(PROGRAM, StubCloud { enabled_groups, ..StubCloud::default() }, &[]).await;
    checkup.seed("true", "samba-tool group delete \"It's new\"");
    checkup.assert_fixed("groups", "failed", "");
}

#[tokio::test(flavor = "multi_thread")]
async fn untrusted_certificates_are_explained() {
    let checkup = Checkup::new(PROGRAM).await;
    fs::copy(checkup.lab.value("AD_CA"), checkup.folder().join("CA.pem")).expect("copied");
    let text = fs::read_to_string(checkup.folder().join("agent.toml")).expect("read");
    let rogue = fs::read_to_string(checkup.lab.value("AD_ROGUE_CA")).expect("read");
    checkup.write("authorities.pem", &rogue);
    checkup.write("agent.toml", &text.replace(checkup.lab.value("AD_CA"), "authorities.pem"));
    let what = checkup.check().what("tls-chain", "failed");
    assert!(what.contains("Readmit lab ca"), "{what}");
    let fix = checkup.check().fix("tls-chain", "failed");
    checkup.lab.shell(&fix, checkup.folder(), "");
    checkup.check().assert_has("tls", "ok");

    checkup.write("agent.toml", &text.replace("dc1.demo.example", "dc9.demo.example"));
    let found = checkup.check();
    let what = found.what("tls-name", "failed");
    assert!(what.contains("names dc1.demo.example, demo.example"), "{what}");
    checkup.lab.shell(&found.fix("tls-name", "failed"), checkup.folder(), "");
    checkup.check().assert_has("tls", "ok");
}

#[tokio::test(flavor = "multi_thread")]
async fn expiring_certificate_is_a_warning() {
    let checkup = Checkup::new(PROGRAM).await;
    let renew = |days: &str| {
        format!(
            "cd $home/tls && printf '%s\\n' extendedKeyUsage=serverAuth subjectAltName=DNS:dc1.demo.example >ext && \
             openssl req -new -key key.pem -subj /CN=dc1.demo.example 2>/dev/null | \
             openssl x509 -req -CA ca.pem -CAkey ca.key -CAcreateserial {days} -extfile ext -out cert.pem 2>/dev/null && \
             rm ext && kill -TERM $(cat $home/samba.pid) && while $lab status >/dev/null; do sleep 0.1; done; $lab start"
        )
    };
    let restore = "cp $home/tls/cert.pem.kept $home/tls/cert.pem; $lab stop; $lab start";
    checkup.seed("cp $home/tls/cert.pem $home/tls/cert.pem.kept", restore);
    checkup.seed(&renew("-days 29"), "");
    let found = checkup.check();
    found.assert_has("tls-end", "warning");
    found.assert_has("bind", "ok");
}
