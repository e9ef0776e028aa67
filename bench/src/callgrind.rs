//! Reads dumps of callgrind: all instructions, and those of digests in software.
//!
//! The format: <https://valgrind.org/docs/manual/cl-format.html>. A line that begins with a digit, `+`, `-` or `*` is a
//! cost. After `calls=` it is the cost of a callee, which is counted there.

use std::collections::HashMap;

use anyhow::Context as _;

/// Symbols of SHA-256 and SHA-512 as the libraries in use compile them.
const DIGESTS: [&str; 3] = ["sha2::", "sha256_block", "sha512_block"];

/// The instructions of one dump.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Instructions {
    /// All instructions.
    pub all: u64,
    /// The instructions of digests. Valgrind has no SHA instructions, so the portable code is counted, which a
    /// processor with them never executes.
    pub digests: u64,
}

impl Instructions {
    pub fn read(dump: &str) -> anyhow::Result<Self> {
        let total = dump.lines().rev().find_map(|line| line.strip_prefix("totals: "));
        let all = total.context("callgrind counted nothing")?.trim().parse()?;
        Ok(Self { all, digests: digests(dump) })
    }

    /// Returns the instructions per request, if the dump is of this many requests.
    #[must_use]
    pub fn per(self, requests: u64) -> Self {
        let requests = requests.max(1);
        Self { all: self.all / requests, digests: self.digests / requests }
    }
}

fn digests(dump: &str) -> u64 {
    let mut names = HashMap::new();
    let (mut is_digest, mut is_call, mut sum) = (false, false, 0);
    for line in dump.lines() {
        if let Some(function) = line.strip_prefix("fn=") {
            is_digest = is_digest_function(function, &mut names);
        } else if let Some(callee) = line.strip_prefix("cfn=") {
            is_digest_function(callee, &mut names);
        } else if line.starts_with("calls=") {
            is_call = true;
        } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            if is_digest && !is_call {
                sum += line.rsplit(' ').next().and_then(|cost| cost.parse::<u64>().ok()).unwrap_or(0);
            }
            is_call = false;
        }
    }
    sum
}

/// Returns whether a function is a digest. `(12) name` defines the number of a name, `(12)` uses it.
fn is_digest_function<'a>(function: &'a str, names: &mut HashMap<&'a str, bool>) -> bool {
    let (number, name) = function.split_once(' ').unwrap_or((function, ""));
    if !name.is_empty() {
        names.insert(number, DIGESTS.iter().any(|digest| name.contains(digest)));
    }
    names.get(number).copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_exclude_their_callees() {
        let dump = "events: Ir\nfn=(1) main\n3 10\ncfn=(2) sha2::block_api::compress256\ncalls=1 5\n4 700\n\
                    fn=(2)\n5 600\n+1 50\ncfn=(3) memcpy\ncalls=1 9\n* 50\nfn=(3)\n9 50\ntotals: 760\n";

        let read = Instructions::read(dump).expect("a dump");

        assert_eq!(read, Instructions { all: 760, digests: 650 });
        assert_eq!(read.per(10), Instructions { all: 76, digests: 65 });
    }

    #[test]
    fn dump_without_totals_is_an_error() {
        assert!(Instructions::read("fn=(1) main\n3 10\n").is_err());
    }
}
