//! Figures of the functions when each was a program of its own (commit `eb9c1b4b`), beside those of now.

use crate::{
    measure::Row,
    table::{decimal, grouped, table},
};

/// The cost of a function before the functions became one program.
struct Before {
    /// The median of the ratios of ready times to the empty function's.
    ready_ratio: f64,
    /// The instructions until it was ready.
    init: u64,
    /// The instructions of a warm request.
    warm: u64,
}

const fn before(ready_ratio: f64, init: u64, warm: u64) -> Before {
    Before { ready_ratio, init, warm }
}

const BEFORE: [(&str, Before); 13] = [
    ("empty function", before(1.06, 526_666, 131_784)),
    ("show-config", before(3.19, 2_456_232, 710_680)),
    ("issue-challenge", before(5.10, 2_969_928, 652_787)),
    ("start-reset", before(6.66, 4_037_911, 2_912_837)),
    ("send-code", before(6.77, 4_465_011, 3_546_601)),
    ("deliver-code", before(5.49, 4_486_802, 3_436_775)),
    ("verify-code", before(6.27, 4_011_103, 3_743_597)),
    ("sync-directory", before(5.35, 3_490_717, 2_176_954)),
    ("set-password", before(6.10, 4_072_903, 3_290_394)),
    ("report-writeback", before(3.27, 2_377_187, 3_703_125)),
    ("show-reset", before(3.88, 2_875_523, 931_477)),
    ("notify", before(5.13, 4_519_850, 1_854_249)),
    ("unlock-account", before(5.93, 4_076_505, 3_170_151)),
];

/// Returns a Markdown table that compares the functions with what they were before.
pub fn comparison(functions: &[Row]) -> String {
    let head = [
        "function",
        "ready, × empty, before",
        "now",
        "instructions to be ready, before",
        "now",
        "instructions per warm request, before",
        "now",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(functions.iter().filter_map(|now| {
        let (_, before) = BEFORE.iter().find(|(name, _)| *name == now.name)?;
        Some(vec![
            now.name.clone(),
            decimal(before.ready_ratio),
            decimal(now.ready_ratio),
            grouped(before.init),
            grouped(now.cost.init_instructions),
            grouped(before.warm),
            grouped(now.cost.warm_instructions),
        ])
    }));
    table(&rows)
}
