//! The commands that fix what `check` finds in a domain: PowerShell for Windows, a shell on the controller for Samba.
//! Pure.

pub(super) use crate::findings::shell;

/// Writes commands for the administrator of one domain.
#[derive(Debug, Clone)]
pub(super) struct Fixes {
    /// Whether the controllers are Samba's.
    pub(super) is_samba: bool,
    /// The domain's distinguished name.
    pub(super) domain: String,
    /// The short name of the domain, such as `DEMO`.
    pub(super) netbios: String,
    /// The service account's sAMAccountName.
    pub(super) account: String,
    /// The service account's identifier, `S-1-5-…`.
    pub(super) sid: String,
}

/// The schemaIDGUID of the class `user`.
const USER: &str = "bf967aba-0de6-11d0-a285-00aa003049e2";

impl Fixes {
    /// Delegates everything that the agent needs on the users of a folder.
    pub(super) fn delegate(&self, folder: &str) -> String {
        let sid = &self.sid;
        self.grant(
            folder,
            &["CA;Reset Password;user", "RPWP;lockoutTime;user", "RPWP;pwdLastSet;user"],
            "/I:S",
            &format!(
                "(OA;CIIO;CR;00299570-246d-11d0-a768-00aa006e0529;{USER};{sid})\
                 (OA;CIIO;RPWP;28630ebf-41d5-11d1-a9c1-0000f80367c1;{USER};{sid})\
                 (OA;CIIO;RPWP;bf967a0a-0de6-11d0-a285-00aa003049e2;{USER};{sid})"
            ),
        )
    }

    /// Lets an account inherit permissions again. Samba's tool can only grant the same rights on the account.
    pub(super) fn inherit(&self, account: &str) -> String {
        if !self.is_samba {
            return format!("dsacls {} /P:N", powershell(account));
        }
        let sid = &self.sid;
        let rights = format!(
            "(OA;;CR;00299570-246d-11d0-a768-00aa006e0529;;{sid})\
             (OA;;RPWP;28630ebf-41d5-11d1-a9c1-0000f80367c1;;{sid})\
             (OA;;RPWP;bf967a0a-0de6-11d0-a285-00aa003049e2;;{sid})"
        );
        samba_grant(account, &rights)
    }

    /// Lets the agent read fine-grained password policies.
    pub(super) fn read_policies(&self) -> String {
        let container = format!("CN=Password Settings Container,CN=System,{}", self.domain);
        self.grant(&container, &["GR"], "/I:T", &format!("(A;CI;LCRPLORC;;;{})", self.sid))
    }

    /// Lets the agent see deleted accounts. Samba's tool does not find the container, so its access list is written
    /// as a whole: the original one with the agent added.
    pub(super) fn read_deleted(&self) -> String {
        let container = format!("CN=Deleted Objects,{}", self.domain);
        if self.is_samba {
            let list =
                format!("D:PAI(A;;RPLC;;;BA)(A;;RPWPCCDCLCRCWOWDSDSW;;;SY)(A;CI;LCRPLORC;;;{})", self.sid);
            let change = format!(
                "dn: {container}\\nchangetype: modify\\nreplace: nTSecurityDescriptor\\nnTSecurityDescriptor: {list}\\n"
            );
            return format!(
                "printf {} | ldbmodify -H /var/lib/samba/private/sam.ldb --show-deleted --controls=sd_flags:1:4",
                shell(&change)
            );
        }
        let container = powershell(&container);
        format!("dsacls {container} /takeownership; dsacls {container} /G {}", self.trustee("LCRP"))
    }

    /// Lets the agent replicate changes.
    pub(super) fn replicate(&self) -> String {
        let right = format!("(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;{})", self.sid);
        self.grant(&self.domain.clone(), &["CA;Replicating Directory Changes"], "", &right)
    }

    /// Keeps wrong passwords of others from locking the service account.
    pub(super) fn never_lock(&self) -> String {
        let account = &self.account;
        if self.is_samba {
            let name = shell(account);
            return format!(
                "samba-tool domain passwordsettings pso create readmit-agent 1 --account-lockout-threshold=0 \
                 --min-pwd-length=20 --max-pwd-age=0\n\
                 samba-tool domain passwordsettings pso apply readmit-agent {name}"
            );
        }
        format!(
            "New-ADFineGrainedPasswordPolicy -Name readmit-agent -Precedence 1 -LockoutThreshold 0 \
             -MinPasswordLength 20 -MaxPasswordAge 0\n\
             Add-ADFineGrainedPasswordPolicySubject -Identity readmit-agent -Subjects {}",
            powershell(account)
        )
    }

    /// Keeps the service account's password from expiring.
    pub(super) fn never_expire(&self) -> String {
        self.choose(
            |account| format!("samba-tool user setexpiry {account} --noexpiry"),
            |account| format!("Set-ADUser -Identity {account} -PasswordNeverExpires $true"),
        )
    }

    /// Fixes the reason why a bind was rejected (MS-ADTS section 5.1.1.5, the Win32 code in the answer).
    pub(super) fn sign_in(&self, code: &str) -> Option<String> {
        Some(match code {
            "775" => self.choose(
                |account| format!("samba-tool user unlock {account}"),
                |account| format!("Unlock-ADAccount -Identity {account}"),
            ),
            "533" => self.choose(
                |account| format!("samba-tool user enable {account}"),
                |account| format!("Enable-ADAccount -Identity {account}"),
            ),
            "532" | "773" => self.choose(
                |account| {
                    format!("samba-tool user setpassword {account}\nsamba-tool user setexpiry {account} --noexpiry")
                },
                |account| {
                    format!(
                        "Set-ADAccountPassword -Identity {account} -Reset\n\
                         Set-ADUser -Identity {account} -PasswordNeverExpires $true"
                    )
                },
            ),
            "701" => self.choose(
                |account| format!("samba-tool user setexpiry {account} --noexpiry"),
                |account| format!("Clear-ADAccountExpiration -Identity {account}"),
            ),
            _ => return None,
        })
    }

    /// Takes the service account out of a privileged group.
    pub(super) fn leave_group(&self, group: &str) -> String {
        if self.is_samba {
            return format!("samba-tool group removemembers {} {}", shell(group), shell(&self.account));
        }
        format!(
            "Remove-ADGroupMember -Identity {} -Members {} -Confirm:$false",
            powershell(group),
            powershell(&self.account)
        )
    }

    /// Makes a group that the policy names.
    pub(super) fn add_group(&self, group: &str) -> String {
        if self.is_samba {
            return format!("samba-tool group add {}", shell(group));
        }
        format!("New-ADGroup -Name {} -GroupScope Global", powershell(group))
    }

    fn choose(&self, samba: impl Fn(&str) -> String, windows: impl Fn(&str) -> String) -> String {
        if self.is_samba { samba(&shell(&self.account)) } else { windows(&powershell(&self.account)) }
    }

    fn grant(&self, object: &str, windows: &[&str], inheritance: &str, sddl: &str) -> String {
        if self.is_samba {
            return samba_grant(object, sddl);
        }
        let grants: Vec<_> = windows.iter().map(|right| self.trustee(right)).collect();
        let words = ["dsacls", &powershell(object), inheritance, "/G", &grants.join(" ")];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    fn trustee(&self, right: &str) -> String {
        powershell(&format!("{}\\{}:{right}", self.netbios, self.account))
    }
}

fn samba_grant(object: &str, sddl: &str) -> String {
    format!("samba-tool dsacl set --objectdn={} --sddl={}", shell(object), shell(sddl))
}

/// Quotes a word for PowerShell, which takes four other characters for a quotation mark.
fn powershell(word: &str) -> String {
    let mut quoted = String::from("'");
    for letter in word.chars() {
        if matches!(letter, '\'' | '\u{2018}'..='\u{201b}') {
            quoted.push(letter);
        }
        quoted.push(letter);
    }
    quoted.push('\'');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixes(is_samba: bool) -> Fixes {
        Fixes {
            is_samba,
            domain: "DC=demo,DC=example".to_owned(),
            netbios: "DEMO".to_owned(),
            account: "svc-readmit".to_owned(),
            sid: "S-1-5-21-1-2-3-1101".to_owned(),
        }
    }

    #[test]
    fn windows_gets_dsacls() {
        let windows = fixes(false);
        let lines = [
            windows.delegate("OU=People,DC=demo,DC=example"),
            windows.inherit("CN=Anna,OU=People,DC=demo,DC=example"),
            windows.read_policies(),
            windows.read_deleted(),
            windows.replicate(),
            windows.never_lock(),
            windows.never_expire(),
            windows.sign_in("775").expect("known"),
            windows.leave_group("Domain Admins"),
            windows.add_group("Readmit Users"),
        ];
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn samba_gets_its_own_tools() {
        let samba = fixes(true);
        let lines = [
            samba.delegate("OU=People,DC=demo,DC=example"),
            samba.inherit("CN=Anna,OU=People,DC=demo,DC=example"),
            samba.read_policies(),
            samba.read_deleted(),
            samba.replicate(),
            samba.never_lock(),
            samba.never_expire(),
            samba.sign_in("775").expect("known"),
            samba.leave_group("Domain Admins"),
            samba.add_group("Readmit Users"),
        ];
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn names_from_the_directory_are_quoted() {
        assert_eq!(shell("OU=People"), "OU=People");
        assert_eq!(shell("OU=$(reboot) '`"), r"'OU=$(reboot) '\''`'");
        assert_eq!(shell(""), "''");
        assert_eq!(powershell("OU=$(x)'\u{2019}"), "'OU=$(x)''\u{2019}\u{2019}'");
    }

    #[test]
    fn only_fixable_sign_in_errors_get_a_command() {
        for code in ["775", "533", "532", "773", "701"] {
            assert!(fixes(true).sign_in(code).is_some(), "{code}");
        }
        assert_eq!(fixes(true).sign_in("52e"), None, "the password file is wrong, not the account");
    }
}
