//! Steps that no browser asks for: those of agents and of administrators.

use std::path::Path;

use anyhow::Result;
use api_contract::admin::{
    AdminStep, create_enrollment::CreateEnrollment, list_agents::ListAgents, revoke_agent::RevokeAgent,
    unfreeze_account::UnfreezeAccount,
};
use schemars::JsonSchema;
use serde_json::Value;

use crate::{markdown::plain, schema, sources};

/// A step of administrators.
pub(crate) struct Invocation {
    /// The name of the step, in kebab-case.
    pub(crate) name: &'static str,
    /// The schema of the payload.
    pub(crate) request: Value,
    /// The schema of the answer.
    pub(crate) response: Value,
}

/// Returns the steps of administrators, sorted by name.
pub(crate) fn invocations() -> Vec<Invocation> {
    vec![
        invocation::<CreateEnrollment>(),
        invocation::<ListAgents>(),
        invocation::<RevokeAgent>(),
        invocation::<UnfreezeAccount>(),
    ]
}

fn invocation<S: AdminStep<Request: JsonSchema, Response: JsonSchema>>() -> Invocation {
    let (request, response) = (schema::for_request::<S::Request>(), schema::for_response::<S::Response>());
    Invocation { name: S::STEP, request, response }
}

/// Returns the paths that agents ask for, sorted, with the names of their steps.
pub(crate) fn agent_paths(root: &Path) -> Result<Vec<(String, String)>> {
    let literals = sources::rust(root, "crates/agent-protocol/src")?;
    let literals = literals.iter().flat_map(|(_, source)| sources::literals(source));
    let mut paths: Vec<_> = literals
        .filter_map(|path| Some((path.strip_prefix("/api/agent/")?.to_owned(), path.clone())))
        .collect();
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Returns the first paragraph of a step's function.
pub(crate) fn purpose(root: &Path, step: &str) -> Result<String> {
    Ok(plain(&sources::summary(&sources::read(root, &format!("functions/{step}/src/lib.rs"))?)))
}

#[cfg(test)]
mod tests {
    use super::{agent_paths, invocations};
    use crate::{root, sources};

    #[test]
    fn every_step_of_administrators_is_listed() {
        let sources = sources::rust(&root().unwrap(), "crates/api-contract/src/admin").unwrap();
        let steps = sources.iter().flat_map(|(_, source)| source.lines()).filter_map(|line| {
            line.trim().strip_prefix("const STEP: &'static str = \"")?.strip_suffix("\";")
        });

        let listed: Vec<_> = invocations().iter().map(|step| step.name).collect();

        assert_eq!(listed, steps.collect::<Vec<_>>());
    }

    #[test]
    fn paths_of_agents_name_their_steps() {
        let paths = agent_paths(&root().unwrap()).unwrap();
        assert!(paths.contains(&("take-job".into(), "/api/agent/take-job".into())), "{paths:?}");
    }
}
