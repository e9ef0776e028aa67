//! Signs the service account in, and says why if that fails.

use texts::Text;

use super::{
    super::{
        super::{answer, session::Session},
        Check,
        fixes::{Fixes, shell},
    },
    AnonymousSession,
};
use crate::{configuration::LdapsUrl, words};

impl Check<'_> {
    /// Signs the service account in.
    pub(in super::super) async fn sign_in(
        &mut self,
        anonymous: AnonymousSession,
        url: &LdapsUrl,
        password: &str,
    ) -> Option<Session> {
        let AnonymousSession { mut link, is_samba, domain } = anonymous;
        link.with_timeout(self.settings.operation_timeout());
        let name = &self.settings.bind_name;
        let bound = match link.simple_bind(name, password).await {
            Ok(bound) => bound,
            Err(error) => {
                let what = words::controller_silent(error.to_string(), url.host());
                self.findings.failed("bind", what, None);
                return None;
            }
        };
        if bound.rc != 0 {
            let code = answer::bind_code(&bound.text);
            let account = account_of(name).to_owned();
            let fixes = Fixes { is_samba, domain, netbios: String::new(), account, sid: String::new() };
            let file = shell(&self.settings.bind_password_file.path().display().to_string());
            let fix = fixes.sign_in(code).or_else(|| Some(format!("install -m 600 /dev/stdin {file}")));
            let what = words::bind_refused(name, code, url.host(), bind_rejection(code));
            self.findings.failed("bind", what, fix);
            return None;
        }
        let session = Session::signed_in(link, self.settings, url).await;
        match &session {
            Ok(_) => self.findings.ok("bind", words::bind_signed_in(name, url.host())),
            Err(error) => self.findings.failed("bind", error.to_string(), None),
        }
        session.ok()
    }
}

/// Returns the reason why a bind was rejected, by the Win32 code in the response.
fn bind_rejection(code: &str) -> Text {
    match code {
        "52e" | "525" => words::bind_wrong(),
        "775" => words::bind_locked(),
        "533" => words::bind_disabled(),
        "532" => words::bind_password_expired(),
        "773" => words::bind_password_change(),
        "701" => words::bind_expired(),
        "530" | "531" => words::bind_not_now(),
        _ => words::bind_unknown(),
    }
}

/// Returns the sAMAccountName, as far as the bind name contains it.
fn account_of(bind_name: &str) -> &str {
    if let Some((_, account)) = bind_name.split_once('\\').filter(|_| !bind_name.contains('=')) {
        return account;
    }
    let first = bind_name.split([',', '@']).next().unwrap_or(bind_name);
    first.split_once('=').map_or(first, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::account_of;

    #[test]
    fn account_is_read_from_a_bind_name() {
        for name in [
            "svc-readmit@demo.example",
            r"DEMO\svc-readmit",
            "CN=svc-readmit,OU=Service,DC=demo",
            "svc-readmit",
        ] {
            assert_eq!(account_of(name), "svc-readmit", "{name}");
        }
    }
}
