//! The time zone of messages.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time zone of the IANA database, such as `Europe/Stockholm`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Zone {
    /// Returns the zone, to show times in.
    pub const fn time_zone(&self) -> &TimeZone {
        &self.0
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.iana_name().unwrap_or("UTC").serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if name == "UTC" {
            return Ok(Self::default());
        }
        let found = TimeZone::get(&name).ok().filter(|zone| zone.iana_name().is_some());
        found.map(Self).ok_or_else(|| {
            serde::de::Error::custom(format!("{name:?}: name a time zone as Europe/Stockholm, or UTC"))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::policy::{Policy, parse};

    #[test]
    fn zones_of_the_database_are_accepted() {
        let zone = |name: &str| parse(&format!("[languages]\ntime_zone = \"{name}\"\n"));
        let policy = zone("Europe/Stockholm").unwrap();
        assert_eq!(policy.languages.time_zone.time_zone().iana_name(), Some("Europe/Stockholm"));
        let stored = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&stored).unwrap(), policy);
        assert_eq!(zone("UTC").unwrap(), Policy::default());
        for wrong in ["Stockholm", "CEST", "", "+02:00"] {
            assert!(zone(wrong).unwrap_err().to_string().contains("Europe/Stockholm"), "{wrong}");
        }
    }
}
