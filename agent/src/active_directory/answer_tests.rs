use agent_protocol::sign_in::Verdict;

use super::*;

/// Returns the meaning of an answer to a write: a refusal, `policy` or `written`.
fn meaning(rc: u32, text: &str) -> String {
    match write_result(rc, text) {
        Ok(()) => "written".to_owned(),
        Err(WriteError::PolicyRefused { is_in_history: true }) => "history".to_owned(),
        Err(WriteError::PolicyRefused { is_in_history: false }) => "policy".to_owned(),
        Err(WriteError::Refused(refusal)) => format!("{refusal:?}"),
        Err(other) => other.to_string(),
    }
}

#[test]
fn every_samba_answer_has_one_meaning() {
    let prefix = "check_password_restrictions:";
    let cases = [
        (0, "00000000: Success".to_owned(), "written"),
        (0, String::new(), "written"),
        (53, format!("0000052D: Unwilling to perform - {prefix} the password was already used (in history)!"), "history"),
        (53, format!("0000052D: Unwilling to perform - {prefix} password is too young to change!"), "policy"),
        (19, format!("0000052D: Constraint violation - {prefix} password is too young to change!"), "policy"),
        (19, format!("0000052D: Constraint violation - {prefix} the password is too short. It should be equal or longer than 7 characters!"), "policy"),
        (53, format!("0000052D: Unwilling to perform - {prefix} the password is too short. It should be equal to or longer than 7 characters!"), "policy"),
        (19, format!("0000052D: Constraint violation - {prefix} the password does not meet the complexity criteria!"), "policy"),
        (19, format!("0000052D: Constraint violation - {prefix} the password was already used (previous password)!"), "history"),
        (19, format!("00000056: Constraint violation - {prefix} The old password specified doesn't match!"), "CurrentPasswordWrong"),
        (19, "00000775: Password change not permitted, account locked out! at ../../source4/dsdb/samdb/ldb_modules/password_hash.c:3929:setup_io".to_owned(), "AccountLocked"),
        (50, "error in module acl: insufficient access rights during LDB_MODIFY (50)".to_owned(), "AgentNotPermitted"),
        (50, "00002098: Object CN=Eve,DC=demo,DC=example has no write property access\n".to_owned(), "AgentNotPermitted"),
        (32, "00002030: No such Base DN: CN=Nobody,DC=demo,DC=example".to_owned(), "AccountNotFound"),
        (1, "00002020: Operation unavailable without authentication".to_owned(), "DirectoryUnreachable"),
        (8, "BindSimple: Transport encryption required.".to_owned(), "AgentNotPermitted"),
        (12, String::new(), "DirectoryUnreachable"),
        (53, "00002035: setup_io: it's not allowed to set the NT hash password directly'".to_owned(), "ChangeNotPermitted"),
        (53, "00002035: modify forbidden on global catalog port 3269".to_owned(), "ChangeNotPermitted"),
        (53, "0000001F: SvcErr: DSID-031A126C, problem 5003 (WILL_NOT_PERFORM), data 0\nPassword modification over LDAP must be over an encrypted connection".to_owned(), "ChangeNotPermitted"),
        (80, "00000057: setup_last_set_field: pwdLastSet must be 0 or -1 only!".to_owned(), "DirectoryUnreachable"),
    ];
    for (rc, text, wanted) in cases {
        assert_eq!(meaning(rc, &text), wanted, "{rc} {text}");
    }
}

#[test]
fn denied_change_is_not_the_agents_missing_right() {
    let denied = "error in module acl: insufficient access rights during LDB_MODIFY (50)";
    let of = |rc, text| format!("{:?}", change_result(rc, text));
    assert_eq!(of(50, denied), "Err(Refused(ChangeNotPermitted))");
    assert_eq!(of(0, ""), "Ok(())");
    assert_eq!(of(19, "0000052D: anything"), "Err(PolicyRefused { is_in_history: false })");
}

#[test]
fn every_windows_answer_has_one_meaning() {
    let cases = [
        (53, "0000052D: SvcErr: DSID-031A12D2, problem 5003 (WILL_NOT_PERFORM), data 0\n", "policy"),
        (
            19,
            "0000052D: AtrErr: DSID-03191083, #1:\n\t0: 0000052D: DSID-03191083, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)\n",
            "policy",
        ),
        (
            50,
            "00000005: SecErr: DSID-031A1190, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n",
            "AgentNotPermitted",
        ),
        (
            32,
            "0000208D: NameErr: DSID-03100288, problem 2001 (NO_OBJECT), data 0, best match of:\n\t'DC=demo'\n",
            "AccountNotFound",
        ),
        (
            19,
            "00000056: AtrErr: DSID-03190F80, #1:\n\t0: 00000056: DSID-03190F80, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 9005a (unicodePwd)\n",
            "CurrentPasswordWrong",
        ),
        (10, "0000202B: RefErr: DSID-03100781, data 0, 1 access points\n", "DirectoryUnreachable"),
        (51, "000020D9: SvcErr: DSID-0, problem 5001 (BUSY), data 0\n", "DirectoryUnreachable"),
        (52, "00002024: SvcErr: DSID-0, problem 5002 (UNAVAILABLE), data 0\n", "DirectoryUnreachable"),
    ];
    for (rc, text, wanted) in cases {
        assert_eq!(meaning(rc, text), wanted, "{rc} {text}");
    }
}

#[test]
fn bind_results_show_whether_the_password_is_right() {
    let text = |data: &str| {
        format!("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data {data}, v1db1")
    };
    let cases = [
        ("532", Verdict::PasswordExpired, true),
        ("773", Verdict::MustChange, true),
        ("533", Verdict::AccountDisabled, true),
        ("701", Verdict::AccountExpired, true),
        ("530", Verdict::NotAtThisTime, true),
        ("531", Verdict::NotAtThisTime, true),
        ("52e", Verdict::Wrong, false),
        ("525", Verdict::Wrong, false),
        ("775", Verdict::Locked, false),
    ];
    for (data, verdict, is_right) in cases {
        let said = bind_result(49, &text(data));
        assert_eq!((Verdict::from(said), said.is_right()), (verdict, is_right), "{data}");
    }
    assert_eq!(bind_result(0, ""), PasswordOutcome::Right);
    for data in ["52f", "0", ""] {
        assert_eq!(bind_result(49, &text(data)), PasswordOutcome::CannotTell, "{data}");
    }
    assert_eq!(bind_result(8, "BindSimple: Transport encryption required."), PasswordOutcome::CannotTell);
    assert_eq!(bind_result(52, ""), PasswordOutcome::CannotTell);
}

#[test]
fn only_hex_digits_are_taken_from_an_answer() {
    assert_eq!(code("0000052D: anything"), "0000052D");
    assert_eq!(code("secret word: 0000052D"), "no code");
    assert_eq!(code(""), "no code");
    assert_eq!(bind_code("x, data hunter2, v1"), "");
}
