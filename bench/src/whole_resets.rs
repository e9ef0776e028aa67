//! The table of whole resets: figures before the functions became one program, now, and the goals.

use crate::{
    report::Report,
    table::{decimal, table},
};

/// Figures and goals by program.
const PROGRAMS: [(&str, &str, &str); 3] =
    [("functions", "23 to 27", "16"), ("local-edge", "5.0", ""), ("readmit-agent", "6.3", "")];

impl Report {
    /// Returns the table of whole resets.
    pub(crate) fn whole_resets(&self) -> String {
        let mut rows = vec![["one full reset", "before", "now", "goal"].map(str::to_owned).to_vec()];
        let mut row = |name: String, before: &str, now: String, goal: &str| {
            rows.push(vec![name, before.to_owned(), now, goal.to_owned()]);
        };
        for (name, before, now, goal) in self.deployed.calls() {
            row(name.to_owned(), before, now, goal);
        }
        for (program, cpu) in &self.resets.cpu {
            let known = PROGRAMS.iter().find(|(name, ..)| name == program);
            let (_, before, goal) = known.copied().unwrap_or_default();
            row(format!("CPU ms, {program}"), before, decimal(*cpu), goal);
        }
        row("CPU ms, all our processes".to_owned(), "34 to 38", decimal(self.resets.cpu_of_all()), "");
        row("resets per second and core".to_owned(), "26 to 29", decimal(self.resets_per_second()), "45");
        let of = |what, part| format!("{what}, ms, {part} ({})", self.waits.directory);
        row(of("order to \"done\"", "median"), "161.08", decimal(self.waited(50)), "");
        row(of("order to \"done\"", "99 of 100"), "333.96", decimal(self.waited(99)), "500");
        row(of("click to signed in", "median"), "124.25", decimal(self.signed_in(50)), "300");
        row(of("click to signed in", "99 of 100"), "415.69", decimal(self.signed_in(99)), "");
        let counts = format!("{} resets, {} waits.", self.resets.count, self.waits.submit_to_done.len());
        format!("### Whole resets\n\n{}\n{counts}{NOTES}\n", table(&rows))
    }
}

/// Notes on the figures.
const NOTES: &str = " Calls and write units are those of a reset with two gates and notices to two destinations, which
a test counts and limits. Dollars are list prices of us-east-1 without messages: $112 before, less the write units since.";
