//! The page about the HTTP API.

use std::path::Path;

use anyhow::Result;
use api_contract::{Problem, ProblemKind};
use serde_json::Value;

use super::{
    credential::Credential,
    others::{agent_paths, invocations, purpose},
    steps::{self, Step},
};
use crate::{
    markdown::{code, page as join, plain, table},
    members::{members, variants},
    schema, sources,
};

const INTRODUCTION: &str = "\
The crate `api-contract` defines the requests and responses of browsers. [http-api.json](http-api.json) is the same as an
OpenAPI 3.1 document. The page of a release and its API belong together; there is no promise to other clients.

Bodies are JSON. Requests refuse members that they do not know, and `null` in place of a member that may be left out.
Responses may get new members. Moments are RFC 3339, in UTC.";

pub(crate) fn page(root: &Path) -> Result<String> {
    let steps = steps::all();
    let mut blocks = vec!["# HTTP API".to_owned(), INTRODUCTION.to_owned()];
    blocks.extend(["## Steps".to_owned(), overview(root, &steps)?]);
    blocks.extend(["## What a step needs".to_owned(), credentials()]);
    blocks.extend(problems(root)?);
    for step in &steps {
        blocks.extend(details(root, step)?);
    }
    blocks.extend(agents(root)?);
    blocks.extend(administrators(root)?);
    Ok(join(blocks))
}

fn overview(root: &Path, steps: &[Step]) -> Result<String> {
    let row = |step: &Step| {
        let link = format!("[{name}](#{name})", name = step.name);
        let request = code(&format!("{} {}", step.method, step.path));
        let needs = step.credential.title().to_owned();
        Ok([link, request, step.summary(root)?, needs, step.success.to_string()])
    };
    let rows = steps.iter().map(row).collect::<Result<Vec<_>>>()?;
    Ok(table(["Step", "Request", "What for", "Needs", "Success"], &rows))
}

fn credentials() -> String {
    let rows =
        Credential::ALL.map(|credential| [credential.title().to_owned(), credential.meaning().to_owned()]);
    table(["Needs", "Meaning"], &rows)
}

fn problems(root: &Path) -> Result<Vec<String>> {
    let source = sources::read(root, "crates/api-contract/src/problem.rs")?;
    let rows = ProblemKind::ALL.map(|kind| {
        [
            code(kind.name()),
            kind.status().to_string(),
            kind.title().to_owned(),
            problem_meaning(&source, kind),
        ]
    });
    Ok(vec![
        "## Problems".to_owned(),
        "Every other response is a problem (RFC 9457), `application/problem+json`:".to_owned(),
        member_table(&schema::for_response::<Problem>()),
        "The kinds:".to_owned(),
        table(["Kind", "Status", "Title", "Meaning"], &rows),
    ])
}

/// Returns the comment above a kind in the table of kinds.
fn problem_meaning(source: &str, kind: ProblemKind) -> String {
    let row = format!(" = \"{}\", ", kind.name());
    let before = source.split(&row).next().unwrap_or_default();
    let comments = before.lines().rev().skip(1).map_while(|line| line.trim().strip_prefix("///"));
    let mut lines: Vec<&str> = comments.collect();
    lines.reverse();
    plain(&lines.join(" "))
}

fn details(root: &Path, step: &Step) -> Result<Vec<String>> {
    let Step { name, method, path, success, credential, .. } = step;
    let mut blocks = vec![
        format!("## {name}"),
        format!("`{method} {path}`. {}", step.summary(root)?),
        step.description(root)?,
        format!("Needs: {}.", credential.title()),
    ];
    blocks.extend(step.request.iter().flat_map(|request| body("Request", request)));
    blocks.extend(body(&format!("Response, `{success}`"), &step.response));
    Ok(blocks)
}

/// Returns a body: its description and its members, those of each form if there are several.
fn body(title: &str, schema: &Value) -> Vec<String> {
    let forms = variants(schema);
    let mut blocks = vec![format!("**{title}.** {}", description(schema)).trim_end().to_owned()];
    if forms.is_empty() {
        blocks.push(member_table(schema));
    }
    for form in forms {
        blocks.extend([description(form).to_owned(), member_table(form)]);
    }
    blocks
}

fn description(schema: &Value) -> &str {
    schema.get("description").and_then(Value::as_str).unwrap_or_default()
}

fn member_table(schema: &Value) -> String {
    let yes_or_no = |flag| if flag { "yes" } else { "no" }.to_owned();
    let rows = members(schema)
        .into_iter()
        .map(|member| [code(&member.path), member.kind, yes_or_no(member.is_required), member.meaning]);
    table(["Member", "Type", "Required", "Meaning"], &rows.collect::<Vec<_>>())
}

fn agents(root: &Path) -> Result<Vec<String>> {
    let row = |(step, path): &(String, String)| Ok([code(&format!("POST {path}")), purpose(root, step)?]);
    let rows = agent_paths(root)?.iter().map(row).collect::<Result<Vec<_>>>()?;
    let introduction =
        "The crate `agent-protocol` defines them. Every request is signed with the key of its agent.";
    let table = table(["Request", "What for"], &rows);
    Ok(vec!["## Requests of agents".to_owned(), introduction.to_owned(), table])
}

fn administrators(root: &Path) -> Result<Vec<String>> {
    let introduction = "These functions have no route. Administrators invoke them by name, `<stack>-<step>`, with the \
                        request as payload.";
    let mut blocks = vec!["## Steps of administrators".to_owned(), introduction.to_owned()];
    for step in invocations() {
        blocks.extend([format!("### {}", step.name), purpose(root, step.name)?]);
        blocks.extend(body("Request", &step.request));
        blocks.extend(body("Response", &step.response));
    }
    Ok(blocks)
}

#[cfg(test)]
mod tests {
    use super::{invocations, members, page, steps};
    use crate::root;

    #[test]
    fn every_member_has_a_meaning() {
        let steps = steps::all().into_iter().flat_map(|step| {
            step.request.into_iter().chain([step.response]).map(move |schema| (step.name, schema))
        });
        let invocations = invocations()
            .into_iter()
            .flat_map(|step| [(step.name, step.request), (step.name, step.response)]);
        for (step, schema) in steps.chain(invocations) {
            for member in members(&schema) {
                assert!(!member.meaning.is_empty(), "{step}: {} has no doc comment", member.path);
            }
        }
    }

    #[test]
    fn problems_have_the_meanings_of_the_contract() {
        let page = page(&root().unwrap()).unwrap();
        assert!(page.contains("| `reset-expired` | 410 | The reset has expired | The reset is over. |"));
    }
}
