//! Addresses and ids. They are checked when the file is read, so that an error names the line.

use serde::Deserialize;

/// An agent's id: lower-case letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct AgentId(String);

impl AgentId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for AgentId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=64).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text))
        } else {
            Err("an agent's id is 1 to 64 lower-case letters, digits and hyphens, such as \"agent-1\""
                .to_owned())
        }
    }
}

impl std::str::FromStr for AgentId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.to_owned().try_into()
    }
}

/// The root of the site, without a slash at its end: `https`, or `http` on this host only.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct CloudUrl(String);

impl CloudUrl {
    /// Returns the URL of a path.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl TryFrom<String> for CloudUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let root = text.trim_end_matches('/');
        let url = reqwest::Url::parse(root).map_err(|error| format!("`{text}` is not a URL: {error}"))?;
        let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        match url.scheme() {
            _ if url.path() != "/" || url.query().is_some() || url.fragment().is_some() => Err(format!(
                "`{text}` has a path; write the root of the site, such as \"https://reset.example\""
            )),
            "https" => Ok(Self(root.to_owned())),
            "http" if is_here => Ok(Self(root.to_owned())),
            _ => Err(format!("`{text}` is not encrypted; write an https:// URL")),
        }
    }
}

/// A domain controller: `ldaps://name`, with a port if it is not 636.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct LdapsUrl {
    text: String,
    host: String,
    port: u16,
}

impl LdapsUrl {
    /// Returns the URL as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the name that the controller's certificate must contain.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Returns the port: 636, unless the URL has another one.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl TryFrom<String> for LdapsUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let url = reqwest::Url::parse(&text).map_err(|error| format!("`{text}` is not a URL: {error}"))?;
        if url.scheme() != "ldaps" {
            return Err(format!(
                "`{text}` is not LDAPS; passwords travel encrypted only: write \"ldaps://…\""
            ));
        }
        let port = url.port().unwrap_or(636);
        if matches!(port, 3268 | 3269) {
            return Err(format!("`{text}` is a global catalog, which cannot write; leave the port out"));
        }
        match url.host_str() {
            Some(host) if !host.is_empty() && matches!(url.path(), "" | "/") => {
                Ok(Self { host: host.to_owned(), port, text })
            }
            _ => Err(format!("`{text}` has no host name; write \"ldaps://dc1.example\"")),
        }
    }
}
