//! Countries that text messages may go to.
//!
//! A policy names a country by its calling code. Where several countries share a code, the code means the ones that are
//! not listed here, such as the United States and Canada for `+1`. The others are named by their ISO 3166 code, because
//! text messages to them cost much more.

/// A country that shares a calling code (ITU-T E.164; the North American Numbering Plan Administrator).
struct SharedCode {
    country: &'static str,
    /// The code that it shares.
    code: &'static str,
    /// The beginnings of its numbers.
    prefixes: &'static [&'static str],
}

const fn shared(country: &'static str, code: &'static str, prefixes: &'static [&'static str]) -> SharedCode {
    SharedCode { country, code, prefixes }
}

const SHARED: [SharedCode; 30] = [
    shared("AG", "+1", &["+1268"]),
    shared("AI", "+1", &["+1264"]),
    shared("AS", "+1", &["+1684"]),
    shared("BB", "+1", &["+1246"]),
    shared("BM", "+1", &["+1441"]),
    shared("BS", "+1", &["+1242"]),
    shared("DM", "+1", &["+1767"]),
    shared("DO", "+1", &["+1809", "+1829", "+1849"]),
    shared("GD", "+1", &["+1473"]),
    shared("GU", "+1", &["+1671"]),
    shared("JM", "+1", &["+1658", "+1876"]),
    shared("KN", "+1", &["+1869"]),
    shared("KY", "+1", &["+1345"]),
    shared("LC", "+1", &["+1758"]),
    shared("MP", "+1", &["+1670"]),
    shared("MS", "+1", &["+1664"]),
    shared("PR", "+1", &["+1787", "+1939"]),
    shared("SX", "+1", &["+1721"]),
    shared("TC", "+1", &["+1649"]),
    shared("TT", "+1", &["+1868"]),
    shared("VC", "+1", &["+1784"]),
    shared("VG", "+1", &["+1284"]),
    shared("VI", "+1", &["+1340"]),
    shared("KZ", "+7", &["+76", "+77"]),
    shared("GG", "+44", &["+441481", "+447781", "+447839"]),
    shared("IM", "+44", &["+441624", "+447524", "+447624", "+447924"]),
    shared("JE", "+44", &["+441534", "+447509", "+447797", "+447829", "+447937"]),
    shared("SJ", "+47", &["+4779"]),
    shared("YT", "+262", &["+262269", "+262639"]),
    shared("AX", "+358", &["+35818"]),
];

fn country(name: &str) -> Option<&'static SharedCode> {
    SHARED.iter().find(|shared| shared.country == name)
}

/// Returns whether a policy may contain this: a calling code as `+46`, or a country that shares one as `JM`.
pub(super) fn is_valid(named: &str) -> bool {
    let is_code = |digits: &str| {
        (1..=7).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    };
    named.strip_prefix('+').map_or_else(|| country(named).is_some(), is_code)
}

/// Returns whether a number (E.164) is of the named country.
pub(super) fn includes(named: &str, number: &str) -> bool {
    let begins = |prefix: &&str| number.starts_with(*prefix);
    if let Some(shared) = country(named) {
        return shared.prefixes.iter().any(begins);
    }
    let mut longer =
        SHARED.iter().flat_map(|shared| shared.prefixes).filter(|prefix| prefix.len() > named.len());
    number.starts_with(named) && !longer.any(begins)
}

/// Returns how exactly a name describes its numbers: the length of what they begin with.
pub(super) fn exactness(named: &str) -> usize {
    let prefixes = country(named).map(|shared| shared.prefixes);
    prefixes.and_then(|prefixes| prefixes.iter().map(|prefix| prefix.len()).min()).unwrap_or(named.len())
}

/// Returns the calling code of the named country.
pub(super) fn code(named: &str) -> &str {
    country(named).map_or(named, |shared| shared.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_one_is_the_united_states_and_canada() {
        for number in ["+12025550107", "+14165550107"] {
            assert!(includes("+1", number), "{number}");
        }
        for (country, number) in [("JM", "+18765550123"), ("DO", "+18495550123"), ("PR", "+17875550123")] {
            assert!(!includes("+1", number) && includes(country, number), "{number}");
            assert!(!includes(country, "+12025550107"));
        }
    }

    #[test]
    fn a_policy_allows_the_numbers_of_its_countries() {
        let policy = crate::policy::parse("[methods]\ncalling_codes = [\"+46\", \"JM\"]\n").unwrap();
        for (number, allowed) in [("+46701740699", true), ("+18765550123", true), ("+12025550107", false)] {
            assert_eq!(policy.methods.allows_number(number), allowed, "{number}");
        }
    }

    #[test]
    fn longer_codes_include_only_their_own_numbers() {
        assert!(includes("+1876", "+18765550123") && !includes("+1876", "+16585550123"));
        assert!(includes("+46", "+46701740699") && !includes("+46", "+4770174069"));
        assert!(includes("+7", "+79161234567") && !includes("+7", "+77011234567"));
        assert!(includes("KZ", "+77011234567"));
    }

    #[test]
    fn codes_and_countries_that_share_one_are_valid() {
        assert!(["+46", "+1", "+1876", "JM", "AX"].iter().all(|named| is_valid(named)));
        assert!(!["46", "+", "+0", "+12345678", "SE", "jm", "", "US"].iter().any(|named| is_valid(named)));
    }

    #[test]
    fn every_prefix_begins_with_its_shared_code() {
        for shared in &SHARED {
            assert!(
                shared.prefixes.iter().all(|prefix| prefix.starts_with(shared.code)),
                "{}",
                shared.country
            );
            assert_eq!(code(shared.country), shared.code);
        }
        assert_eq!(code("+46"), "+46");
    }
}
