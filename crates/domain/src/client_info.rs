//! The network, device and language that began a reset or a session, as messages to the user need them.

use std::net::IpAddr;

use crate::{address::AddressBlock, policy::Language};

/// The network and the kind of device, which help users to say "that was me", and the language of the page. They decide
/// nothing, because a caller can send any header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientInfo {
    /// The block of addresses, in CIDR notation.
    pub network: String,
    /// The browser and system, such as `Firefox, Windows`; `None` if both are unknown.
    pub device: Option<String>,
    /// The first language of the caller that Readmit has.
    pub language: Option<Language>,
}

/// Marks in the header and the names of the browsers. The first match counts, because most browsers also claim to be
/// one of those after them.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

/// Marks in the header and the names of the systems. The first match counts.
const SYSTEMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl ClientInfo {
    /// Describes a request from this address with this `User-Agent` and `Accept-Language` (RFC 9110, sections 10.1.5 and
    /// 12.5.4). Keeps only the names listed here and a language, and nothing else of the headers, since they end up in
    /// messages.
    pub fn new(address: IpAddr, user_agent: &str, accept_language: &str) -> Self {
        let find_name = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name)
        };
        let parts: Vec<&str> = find_name(&BROWSERS).into_iter().chain(find_name(&SYSTEMS)).collect();
        Self {
            network: AddressBlock::new(address).as_str().to_owned(),
            device: (!parts.is_empty()).then(|| parts.join(", ")),
            language: first_language(accept_language),
        }
    }
}

/// Returns the languages (BCP 47) for a message to a user who has the page open, the best first: that of the page, then
/// that of the directory.
pub fn reader_languages<'a>(page: Option<&ClientInfo>, directory: Option<&'a str>) -> Vec<&'a str> {
    page.and_then(|client| client.language).map(Language::tag).into_iter().chain(directory).collect()
}

/// Returns the first language of the header that Readmit has. Browsers and the page list them in order.
fn first_language(accept_language: &str) -> Option<Language> {
    let tags = accept_language.split(',').filter_map(|range| range.split(';').next());
    tags.map(str::trim).filter(|tag| !tag.is_empty()).find_map(|tag| Language::best(tag, Language::all()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_names_are_taken_from_the_user_agent() {
        let device = |user_agent| ClientInfo::new("192.0.2.7".parse().unwrap(), user_agent, "").device;
        for (user_agent, expected) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Chrome, Linux",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 Safari/604.1",
                "Chrome, iPhone",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox, macOS",
            ),
            ("call +46 70 000 00 00 at once, Windows", "Windows"),
        ] {
            assert_eq!(device(user_agent).as_deref(), Some(expected), "{user_agent}");
        }
        assert_eq!(device("call +46 70 000 00 00 at once"), None);
        assert_eq!(ClientInfo::new("192.0.2.7".parse().unwrap(), "", "").network, "192.0.2.0/24");
    }

    #[test]
    fn first_known_language_of_the_header_is_kept() {
        let language = |header| ClientInfo::new("192.0.2.7".parse().unwrap(), "", header).language;
        for (header, tag) in [
            ("sv", Some("sv")),
            ("sv-SE,sv;q=0.9,en;q=0.8", Some("sv")),
            ("xx, de-CH;q=0.5", Some("de")),
            ("", None),
            (",;,", None),
            ("tlh", None),
        ] {
            assert_eq!(language(header).map(Language::tag), tag, "{header}");
        }
    }
}
