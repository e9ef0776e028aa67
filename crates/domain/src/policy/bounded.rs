//! Numbers with bounds.

use serde::{Deserialize, Deserializer, Serialize};

/// A whole number from `MIN` to `MAX`; `DEFAULT` if it is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Bounded<const MIN: u32, const MAX: u32, const DEFAULT: u32>(u32);

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> Bounded<MIN, MAX, DEFAULT> {
    /// Returns the number if it lies within the bounds.
    pub fn new(number: u32) -> Option<Self> {
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    pub const fn value(self) -> u32 {
        self.0
    }
}

impl<const MAX: u32, const DEFAULT: u32> Bounded<1, MAX, DEFAULT> {
    /// Returns the number as a byte, or the largest byte if it does not fit.
    pub fn get(self) -> u8 {
        u8::try_from(self.0).unwrap_or(u8::MAX)
    }
}

impl<const MIN: u32, const MAX: u32, const DEFAULT: u32> Default for Bounded<MIN, MAX, DEFAULT> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl<'de, const MIN: u32, const MAX: u32, const DEFAULT: u32> Deserialize<'de>
    for Bounded<MIN, MAX, DEFAULT>
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        u32::try_from(number).ok().and_then(Self::new).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{number} is out of bounds: write a whole number from {MIN} to {MAX}, or leave it out for {DEFAULT}"
            ))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Small = Bounded<2, 4, 3>;

    #[test]
    fn bounds_are_inclusive() {
        assert_eq!(Small::new(1), None);
        assert_eq!(Small::new(2).map(Small::value), Some(2));
        assert_eq!(Small::new(4).map(Small::value), Some(4));
        assert_eq!(Small::new(5), None);
        assert_eq!(Small::default().value(), 3);
    }

    #[test]
    fn errors_say_what_to_do() {
        let error = serde_json::from_str::<Small>("9").unwrap_err().to_string();
        assert!(
            error.contains("9 is out of bounds: write a whole number from 2 to 4, or leave it out for 3"),
            "{error}"
        );
        assert!(serde_json::from_str::<Small>("-1").is_err());
        assert!(serde_json::from_str::<Small>("\"3\"").is_err());
    }
}
