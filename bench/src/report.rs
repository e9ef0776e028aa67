//! The report, as text and as JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::{
    before::comparison,
    deployed::Deployed,
    measure::Row,
    page::Page,
    resets::Resets,
    samba::Waits,
    statistics::percentile,
    table::{decimal, grouped, table},
};

/// The results of all measurements.
#[derive(Debug)]
pub struct Report {
    /// The pages, with the page of a reset first.
    pub pages: Vec<Page>,
    /// The functions, with the empty function first.
    pub functions: Vec<Row>,
    pub resets: Resets,
    /// The times that users waited.
    pub waits: Waits,
    pub deployed: Deployed,
}

impl Report {
    fn largest(&self, figure: fn(&Row) -> f64) -> f64 {
        self.functions.iter().skip(1).map(figure).fold(f64::NAN, f64::max)
    }

    pub(crate) fn resets_per_second(&self) -> f64 {
        1000.0 / self.resets.cpu_of_all()
    }

    pub(crate) fn waited(&self, percent: usize) -> f64 {
        percentile(&mut self.waits.submit_to_done.clone(), percent)
    }

    pub(crate) fn signed_in(&self, percent: usize) -> f64 {
        percentile(&mut self.waits.click_to_signed_in.clone(), percent)
    }

    /// Returns the results as one flat JSON object.
    pub fn json(&self) -> Value {
        let mut flat = Map::new();
        let mut put = |name: String, value: Value| drop(flat.insert(name, value));
        for (name, page) in ["page_bytes_brotli", "account_page_bytes_brotli"].into_iter().zip(&self.pages) {
            put(name.into(), page.sent().into());
            put(format!("{name}_later"), page.sent_later().into());
        }
        put("init_ratio_max".into(), rounded(self.largest(|row| row.ready_ratio)));
        put("init_instructions_ratio_max".into(), rounded(self.largest(|row| row.init_ratio)));
        put("warm_instructions_ratio_max".into(), rounded(self.largest(|row| row.warm_ratio)));
        put("reset_cpu_ms".into(), rounded(self.resets.cpu_of_all()));
        put("resets_per_second_core".into(), rounded(self.resets_per_second()));
        put("submit_to_done_ms_p50".into(), rounded(self.waited(50)));
        put("submit_to_done_ms_p99".into(), rounded(self.waited(99)));
        put("submit_to_done_count".into(), self.waits.submit_to_done.len().into());
        put("submit_to_done_directory".into(), self.waits.directory.into());
        put("click_to_signed_in_ms_p50".into(), rounded(self.signed_in(50)));
        put("click_to_signed_in_ms_p99".into(), rounded(self.signed_in(99)));
        for (name, value) in self.deployed.json() {
            put(name.to_owned(), value);
        }
        for (program, cpu) in &self.resets.cpu {
            put(format!("reset_cpu_ms_{}", snake(program)), rounded(*cpu));
        }
        flat.extend(self.functions.iter().flat_map(function_json));
        Value::Object(flat)
    }

    /// Returns the results as aligned Markdown.
    pub fn text(&self) -> String {
        let mut parts: Vec<String> = self.pages.iter().map(page_table).collect();
        parts.extend([self.function_table(), self.whole_resets(), self.deployed.table()]);
        parts.join("\n")
    }

    fn function_table(&self) -> String {
        let mut rows = vec![FUNCTION_COLUMNS.map(str::to_owned).to_vec()];
        rows.extend(self.functions.iter().map(|row| function_row(row).to_vec()));
        let largest = decimal(self.largest(|row| row.ready_ratio));
        format!(
            "### Functions\n\n{}\nReady: at most {largest} × the empty function (goal: 4).\n\n{NOTES}\n\n{}\n{BEFORE}\n",
            table(&rows),
            comparison(&self.functions)
        )
    }
}

/// The heads of the columns of [`function_row`].
const FUNCTION_COLUMNS: [&str; 12] = [
    "function",
    "ready ms",
    "× empty",
    "first answer ms",
    "warm ms",
    "CPU ms",
    "instructions to be ready",
    "× empty",
    "digests in software",
    "instructions per warm request",
    "× empty",
    "digests in software",
];

/// Returns a function's figures for the table.
fn function_row(row: &Row) -> [String; 12] {
    let cost = &row.cost;
    [
        row.name.clone(),
        decimal(cost.ready),
        decimal(row.ready_ratio),
        decimal(cost.first),
        decimal(cost.warm),
        decimal(cost.warm_cpu),
        grouped(cost.init_instructions),
        decimal(row.init_ratio),
        grouped(cost.init_digests),
        grouped(cost.warm_instructions),
        decimal(row.warm_ratio),
        grouped(cost.warm_digests),
    ]
}

/// Returns a function's figures for the JSON object.
fn function_json(row: &Row) -> [(String, Value); 11] {
    let (name, cost) = (snake(&row.name), &row.cost);
    [
        (format!("init_ms_{name}"), rounded(cost.ready)),
        (format!("init_ratio_{name}"), rounded(row.ready_ratio)),
        (format!("first_answer_ms_{name}"), rounded(cost.first)),
        (format!("warm_ms_{name}"), rounded(cost.warm)),
        (format!("warm_cpu_ms_{name}"), rounded(cost.warm_cpu)),
        (format!("warm_digest_instructions_{name}"), cost.warm_digests.into()),
        (format!("init_instructions_{name}"), cost.init_instructions.into()),
        (format!("init_instructions_ratio_{name}"), rounded(row.init_ratio)),
        (format!("init_digest_instructions_{name}"), cost.init_digests.into()),
        (format!("warm_instructions_{name}"), cost.warm_instructions.into()),
        (format!("warm_instructions_ratio_{name}"), rounded(row.warm_ratio)),
    ]
}

/// Notes on the figures of functions.
const NOTES: &str = "These are the functions of a reset and of an unlock, which one user's requests start.

The empty function answers `{}` and logs nothing; its own \"ready\" ratio, of pairs with itself, is the noise of the
others. Valgrind has no SHA instructions: the digests, which sign every call to AWS, are of code that a processor of
Lambda never executes.

More than 4 times the empty function is ready time that goes to the work itself: one read of the settings and one of the
secrets, each a signed request over a new connection, and the clients for them. Linking the program to fixed addresses
would save a seventh of the instructions until it is ready, and would give up their random layout (ASLR), which a
program that reads what strangers send keeps.";

/// A note on the comparison.
const BEFORE: &str =
    "Before: a program for each function, which derived nothing and cached nothing between requests.";

fn page_table(page: &Page) -> String {
    let mut rows = vec![["file", "bytes", "bytes with brotli"].map(str::to_owned).to_vec()];
    let was = page.before.map_or_else(String::new, |bytes| format!("; {} before", grouped(bytes)));
    let parts = [
        (&page.files, format!("before the first step works (goal: 70,000{was})"), page.sent()),
        (&page.later, "while a user types there".to_owned(), page.sent_later()),
    ];
    for (files, together, sent) in parts {
        for file in files {
            rows.push(vec![file.name.clone(), grouped(file.raw), grouped(file.sent)]);
        }
        rows.push(vec![together, grouped(files.iter().map(|file| file.raw).sum()), grouped(sent)]);
    }
    format!("### The page of {}\n\n{}", page.addresses, table(&rows))
}

/// Returns an SVG with the instructions of one warm request as multiples of the empty function's.
pub fn plot(functions: &[Row]) -> String {
    let most = functions.iter().map(|row| row.warm_ratio).fold(1.0, f64::max);
    let height = 34 + 24 * functions.len();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"{height}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n\
         <text x=\"8\" y=\"20\" fill=\"#222\">Instructions of one warm request, in the empty function's</text>\n"
    );
    for (index, row) in functions.iter().enumerate() {
        let (y, width) = (34 + 24 * index, 470.0 * row.warm_ratio / most);
        let color = if index == 0 { "#8a8a8a" } else { "#0b6e4f" };
        let end = width + 158.0;
        // Writing to a string cannot fail.
        writeln!(
            svg,
            "<text x=\"142\" y=\"{}\" text-anchor=\"end\" fill=\"#222\">{}</text>\
             <rect x=\"150\" y=\"{y}\" width=\"{width:.1}\" height=\"18\" fill=\"{color}\"/>\
             <text x=\"{end:.1}\" y=\"{}\" fill=\"#222\">{:.1}</text>",
            y + 14,
            row.name,
            y + 14,
            row.warm_ratio
        )
        .ok();
    }
    svg.push_str("</svg>\n");
    svg
}

fn snake(name: &str) -> String {
    name.replace(['-', ' '], "_")
}

fn rounded(value: f64) -> Value {
    json!((value * 100.0).round() / 100.0)
}
