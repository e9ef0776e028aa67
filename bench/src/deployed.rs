//! The deployed functions: their calls and write units, as a test counted them, and their archive.

use serde_json::Value;

use crate::table::{grouped, table};

/// The write units of a full reset, and the dollars of a million, before the functions became one program.
const BEFORE: (f64, f64) = (91.0, 112.0);
/// The dollars of a million write units.
const DOLLARS: f64 = 0.625;

/// The size and the calls of the deployed functions.
#[derive(Debug, Clone, Copy)]
pub struct Deployed {
    /// The calls of tables in a full reset.
    pub calls: u32,
    /// The write units of a full reset.
    pub write_units: u32,
    /// The bytes of the functions' archive.
    pub archive: u64,
}

impl Deployed {
    /// Returns rows for whole resets: name, before, now, goal.
    pub(crate) fn calls(&self) -> [(&'static str, &'static str, String, &'static str); 3] {
        [
            ("calls of DynamoDB", "51", self.calls.to_string(), "36"),
            ("write units", "91", self.write_units.to_string(), "50"),
            ("dollars per million", "112", format!("{:.0}", self.dollars()), ""),
        ]
    }

    fn dollars(&self) -> f64 {
        let (write_units, dollars) = BEFORE;
        dollars - (write_units - f64::from(self.write_units)) * DOLLARS
    }

    /// Returns the table of what is deployed.
    pub(crate) fn table(&self) -> String {
        let rows = [
            ["the functions", "before", "now", "goal"].map(str::to_owned),
            ["archives".to_owned(), "39".to_owned(), "1".to_owned(), "1".to_owned()],
            [
                "bytes of all archives".to_owned(),
                grouped(159_000_000),
                grouped(self.archive),
                grouped(8_000_000),
            ],
        ];
        format!("### What is deployed\n\n{}", table(&rows.map(|row| row.to_vec())))
    }

    /// Returns the figures by name.
    pub(crate) fn json(&self) -> [(&'static str, Value); 3] {
        [
            ("reset_calls", self.calls.into()),
            ("reset_write_units", self.write_units.into()),
            ("archive_bytes", self.archive.into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_follow_the_write_units() {
        let dollars = |write_units| Deployed { calls: 36, write_units, archive: 0 }.dollars().to_string();
        assert_eq!((dollars(91), dollars(51)), ("112".to_owned(), "87".to_owned()));
    }
}
