//! The PDC emulator: the controller that gets every new password first (MS-ADTS section 6.1.5.3).

use ldap3::Scope as Depth;

use super::super::session::Session;
use crate::directory::DirectoryError;

/// Reads the host name of the PDC emulator, from the domain head's `fSMORoleOwner` and the server object that it names.
pub(in super::super) async fn host(session: &mut Session) -> Result<Option<String>, DirectoryError> {
    let anything = "(objectClass=*)";
    let domain = session.root.domain.clone();
    let head = session.search_one(&domain, Depth::Base, anything, &["fSMORoleOwner"]).await?;
    let Some(owner) = head.and_then(|head| head.text("fSMORoleOwner")) else { return Ok(None) };
    let Some(server) = server_of(&owner) else { return Ok(None) };
    let server = session.search_one(server, Depth::Base, anything, &["dNSHostName"]).await?;
    Ok(server.and_then(|server| server.text("dNSHostName")))
}

/// Returns the parent of `CN=NTDS Settings,CN=DC1,CN=Servers,…`. Returns `None` for any other form, such as that of
/// an owner that was removed without transferring the role.
fn server_of(owner: &str) -> Option<&str> {
    let (settings, server) = owner.split_once(',')?;
    settings.eq_ignore_ascii_case("CN=NTDS Settings").then_some(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pdc_server_is_the_parent_of_its_settings_object() {
        let owner = "CN=NTDS Settings,CN=DC1,CN=Servers,CN=Site,CN=Sites,CN=Configuration,DC=demo,DC=example";
        assert_eq!(
            server_of(owner),
            Some("CN=DC1,CN=Servers,CN=Site,CN=Sites,CN=Configuration,DC=demo,DC=example")
        );
        assert_eq!(server_of("CN=NTDS Settings\\0ADEL:33cefd30,CN=DC1"), None);
        assert_eq!(server_of(""), None);
    }
}
