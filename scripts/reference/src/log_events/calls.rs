//! Calls that log, as in `tracing::info!(step, %error, count = 3, "handled")`.

/// The levels, named like the macros of `tracing`.
const LEVELS: [&str; 4] = ["error", "warn", "info", "debug"];

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) level: &'static str,
    /// The text of the call, its last argument.
    pub(super) event: String,
    pub(super) fields: Vec<String>,
}

pub(super) fn calls(source: &str) -> Vec<Call> {
    let of_level = |level: &'static str| {
        let macro_name = format!("tracing::{level}!(");
        let calls = source.split(&macro_name).skip(1).filter_map(|rest| call(level, rest));
        calls.collect::<Vec<_>>()
    };
    LEVELS.into_iter().flat_map(of_level).collect()
}

/// Reads a call from the text after its opening parenthesis.
fn call(level: &'static str, rest: &str) -> Option<Call> {
    let mut arguments = arguments(rest);
    let event = arguments.pop()?.strip_prefix('"')?.strip_suffix('"')?.to_owned();
    Some(Call { level, event, fields: arguments.iter().map(|argument| field(argument)).collect() })
}

/// Returns the arguments up to the closing parenthesis. Commas in parentheses and in texts separate none.
fn arguments(rest: &str) -> Vec<String> {
    let (mut arguments, mut depth, mut is_text) = (vec![String::new()], 0_u32, false);
    for letter in rest.chars() {
        match letter {
            '"' => is_text = !is_text,
            ')' if depth == 0 && !is_text => break,
            '(' | '[' | '{' if !is_text => depth += 1,
            ')' | ']' | '}' if !is_text => depth -= 1,
            ',' if depth == 0 && !is_text => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().into_iter().for_each(|argument| argument.push(letter));
    }
    arguments.into_iter().map(|argument| argument.trim().to_owned()).filter(|it| !it.is_empty()).collect()
}

/// Returns the name of a field: `count` of `count = 3`, `error` of `%error`.
fn field(argument: &str) -> String {
    let name = argument.split_once(" = ").map_or(argument, |(name, _)| name);
    name.trim_start_matches(['%', '?']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Call, calls};

    #[test]
    fn a_call_has_a_level_fields_and_an_event() {
        let source = "fn a() {\n tracing::warn!(\n  %error,\n  text = format!(\"{a}, {b}\"),\n  step,\n  \"left\",\n );\n}";
        let fields = ["error", "text", "step"].map(str::to_owned).to_vec();
        assert_eq!(calls(source), [Call { level: "warn", event: "left".into(), fields }]);
    }

    #[test]
    fn a_call_may_have_no_fields() {
        let call = Call { level: "info", event: "keys_rolled".into(), fields: Vec::new() };
        assert_eq!(calls("x => tracing::info!(\"keys_rolled\"),"), [call]);
    }
}
