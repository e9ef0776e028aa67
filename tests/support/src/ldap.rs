//! LDAP access to the domain, independent of the agent's code.

use std::{collections::HashSet, sync::Arc, time::Duration};

use ldap3::{
    Ldap, LdapConnAsync, LdapConnSettings, Mod, Scope, SearchEntry, StdStream, controls::RawControl,
};
use rustls::{
    ClientConfig, RootCertStore,
    crypto::aws_lc_rs,
    pki_types::{CertificateDer, pem::PemObject as _},
};

use crate::lab::Lab;

/// A bound connection.
#[derive(Debug)]
pub struct Domain {
    pub(crate) ldap: Ldap,
    pub(crate) base: String,
}

impl Domain {
    /// Binds as administrator.
    pub async fn administrator(lab: &Lab) -> Self {
        Self::signed_in(lab, "AD_ADMIN").await
    }

    /// Binds as the agent's service account.
    pub async fn service_account(lab: &Lab) -> Self {
        Self::signed_in(lab, "AD_BIND").await
    }

    async fn signed_in(lab: &Lab, who: &str) -> Self {
        let (name, password) = (lab.value(&format!("{who}_DN")), lab.value(&format!("{who}_PW")));
        let mut ldap = connect(lab).await;
        let bound = ldap.simple_bind(name, password).await.expect("an answer");
        assert_eq!(bound.rc, 0, "{who} signs in");
        Self { ldap, base: lab.value("AD_BASE").to_owned() }
    }

    /// Sets a password with the policy-hints control and ends a lockout, in one modify.
    pub async fn reset_password(&mut self, id: &str, password: &str) {
        let quoted: Vec<u8> = format!("\"{password}\"").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let replace =
            |name: &str, value: Vec<u8>| Mod::Replace(name.as_bytes().to_vec(), HashSet::from([value]));
        let changes = vec![replace("unicodePwd", quoted), replace("lockoutTime", b"0".to_vec())];
        let hints = RawControl {
            ctype: "1.2.840.113556.1.4.2239".to_owned(),
            crit: true,
            val: Some(vec![0x30, 0x03, 0x02, 0x01, 0x01]),
        };
        let answer = self.ldap.with_controls(hints).modify(&format!("<GUID={id}>"), changes).await;
        answer.expect("an answer").success().expect("set");
    }

    /// Returns an account's objectGUID.
    pub async fn id(&mut self, account_name: &str) -> String {
        let entry = self.entry(account_name, "objectGUID").await;
        let binary = entry.bin_attrs.get("objectGUID").and_then(|values| values.first()).cloned();
        let text = entry
            .attrs
            .get("objectGUID")
            .and_then(|values| values.first())
            .map(|text| text.clone().into_bytes());
        let bytes: [u8; 16] = binary.or(text).expect("an id").try_into().expect("16 bytes");
        uuid::Uuid::from_bytes_le(bytes).hyphenated().to_string()
    }

    /// Returns the first value of an attribute.
    pub async fn attribute(&mut self, account_name: &str, name: &str) -> Option<String> {
        self.entry(account_name, name).await.attrs.get(name)?.first().cloned()
    }

    async fn entry(&mut self, account_name: &str, attribute: &str) -> SearchEntry {
        let filter = format!("(sAMAccountName={account_name})");
        let found =
            self.ldap.search(&self.base, Scope::Subtree, &filter, [attribute]).await.expect("an answer");
        let (entries, _) = found.success().expect("found");
        SearchEntry::construct(entries.into_iter().next().expect("one entry"))
    }
}

/// The password of test users before an order.
pub const OLD: &str = "Copper-Meadow-52";
/// The password of an order.
pub const NEW: &str = "Violet-Harbour-71";

/// Asserts that one of [`OLD`] and [`NEW`] signs in, and the other does not.
pub async fn assert_password_is(lab: &Lab, account_name: &str, password: &str) {
    for candidate in [OLD, NEW] {
        let expected = if candidate == password { Ok(()) } else { Err("52e".to_owned()) };
        assert_eq!(sign_in(lab, account_name, candidate).await, expected);
    }
}

/// Tries a password by a bind. The error is the directory's reason (`52e` wrong, `775` locked, …).
pub async fn sign_in(lab: &Lab, account_name: &str, password: &str) -> Result<(), String> {
    let suffix = lab.value("AD_BASE").replace(",DC=", ".").replace("DC=", "").to_lowercase();
    let bound = connect(lab).await.simple_bind(&format!("{account_name}@{suffix}"), password).await;
    let bound = bound.expect("an answer");
    match bound.rc {
        0 => Ok(()),
        _ => Err(bound
            .text
            .split_once(", data ")
            .map_or(bound.text.as_str(), |(_, rest)| rest)
            .chars()
            .take(3)
            .collect()),
    }
}

async fn connect(lab: &Lab) -> Ldap {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(lab.value("AD_CA")).expect("certificates") {
        roots.add(certificate.expect("a certificate")).expect("an authority");
    }
    let tls = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = std::net::TcpStream::connect(lab.value("AD_ADDR")).expect("connected");
    stream.set_nodelay(true).expect("no delay");
    let options = LdapConnSettings::new()
        .set_config(Arc::new(tls))
        .set_conn_timeout(Duration::from_secs(10))
        .set_std_stream(StdStream::Tcp(stream));
    let (connection, ldap) =
        LdapConnAsync::with_settings(options, lab.value("AD_URL")).await.expect("connected");
    tokio::spawn(connection.drive());
    ldap
}
