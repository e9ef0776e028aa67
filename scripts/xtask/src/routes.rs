//! The routes in the template, written from the contract. Agents have an API of their own. The emulator deploys no events of functions, so each route is
//! spelled out: decision 0005.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};

use crate::contract::{Step, agent_steps, browser_steps, pascal_case};

const TEMPLATE: &str = "infra/template.yaml";
/// The lines around the routes.
const START: &str = "  # Routes, written by `cargo xtask routes`\n";
const END: &str = "  # Alarms\n";
/// The APIs in the template.
const API: &str = "Api";
const AGENT_API: &str = "AgentApi";
/// The step that answers requests without a route.
const DEFAULT_STEP: &str = "show-config";

/// Writes the routes into the template.
pub(crate) fn run(root: &Path) -> Result<()> {
    let file = root.join(TEMPLATE);
    let template = fs::read_to_string(&file).with_context(|| format!("reading {TEMPLATE}"))?;
    fs::write(&file, with_routes(&template, &steps(root)?)?).with_context(|| format!("writing {TEMPLATE}"))
}

/// Returns a finding if the template's routes are not those of the contract.
pub(crate) fn check(root: &Path) -> Result<Vec<String>> {
    let template = fs::read_to_string(root.join(TEMPLATE)).with_context(|| format!("reading {TEMPLATE}"))?;
    let is_current = with_routes(&template, &steps(root)?)? == template;
    let finding = format!("{TEMPLATE}: its routes are not those of the contract; run cargo xtask routes");
    Ok(if is_current { Vec::new() } else { vec![finding] })
}

/// Returns each step with the API that serves it.
fn steps(root: &Path) -> Result<Vec<(&'static str, Step)>> {
    let [browser, agent] = [(API, browser_steps(root)?), (AGENT_API, agent_steps(root)?)]
        .map(|(api, steps)| steps.into_iter().map(move |step| (api, step)));
    Ok(browser.chain(agent).collect())
}

fn with_routes(template: &str, steps: &[(&str, Step)]) -> Result<String> {
    let (before, rest) =
        template.split_once(START).with_context(|| format!("{TEMPLATE} has no {START:?}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("{TEMPLATE} has no {END:?}"))?;
    let mut routes = String::new();
    for (api, step) in steps {
        routes += "\n";
        write_step(&mut routes, api, step)?;
    }
    Ok(format!("{before}{START}{routes}\n{END}{after}"))
}

fn write_step(out: &mut String, api: &str, step: &Step) -> Result<()> {
    let name = pascal_case(&step.name);
    writeln!(out, "  {name}Alias:")?;
    writeln!(out, "    Type: AWS::Lambda::Alias")?;
    writeln!(out, "    Properties: {{ FunctionName: !Ref {name}, FunctionVersion: $LATEST, Name: live }}")?;
    writeln!(out, "  {name}Integration:")?;
    writeln!(out, "    Type: AWS::ApiGatewayV2::Integration")?;
    writeln!(out, "    Properties:")?;
    writeln!(out, "      ApiId: !Ref {api}")?;
    writeln!(out, "      IntegrationType: AWS_PROXY")?;
    writeln!(out, "      IntegrationUri: !Ref {name}Alias")?;
    writeln!(out, "      PayloadFormatVersion: \"2.0\"")?;
    let Step { method, path, .. } = step;
    write_route(out, api, [&name, &name], [&format!("{method} {path}"), &format!("{method}{path}")])?;
    if step.name == DEFAULT_STEP {
        writeln!(
            out,
            "  # Requests without a route, by path or by method: the function with the fewest permissions answers \"not found\"."
        )?;
        write_route(out, api, ["Default", &name], ["$default", "$default"])?;
    }
    Ok(())
}

/// Writes a route to a function and the permission to call it. `key` is the route as the API and as the permission
/// spells it.
fn write_route(out: &mut String, api: &str, [route, function]: [&str; 2], key: [&str; 2]) -> Result<()> {
    let [key, source] = key;
    writeln!(out, "  {route}Route:")?;
    writeln!(out, "    Type: AWS::ApiGatewayV2::Route")?;
    writeln!(
        out,
        "    Properties: {{ ApiId: !Ref {api}, RouteKey: {key}, Target: !Sub \"integrations/${{{function}Integration}}\" }}"
    )?;
    writeln!(out, "  {route}Permission:")?;
    writeln!(out, "    Type: AWS::Lambda::Permission")?;
    writeln!(out, "    Properties:")?;
    writeln!(out, "      Action: lambda:InvokeFunction")?;
    writeln!(out, "      FunctionName: !Ref {function}Alias")?;
    writeln!(out, "      Principal: apigateway.amazonaws.com")?;
    writeln!(
        out,
        "      SourceArn: !Sub arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{api}}}/*/{source}"
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_replace_those_that_were_there() {
        let show = Step { name: "show-config".into(), method: "GET".into(), path: "/api/config".into() };
        let take =
            Step { name: "take-job".into(), method: "POST".into(), path: "/api/agent/take-job".into() };
        let template = format!("a\n{START}old\n{END}b\n");
        let written = with_routes(&template, &[(API, show), (AGENT_API, take)]).unwrap();
        assert!(!written.contains("old") && written.starts_with("a\n") && written.ends_with("# Alarms\nb\n"));
        for part in [
            "  ShowConfigRoute:\n",
            "ApiId: !Ref Api, RouteKey: GET /api/config, Target: !Sub \"integrations/${ShowConfigIntegration}\"",
            "${Api}/*/GET/api/config\n",
            "  TakeJobIntegration:\n    Type: AWS::ApiGatewayV2::Integration\n    Properties:\n      ApiId: !Ref AgentApi\n",
            "ApiId: !Ref AgentApi, RouteKey: POST /api/agent/take-job, ",
            "${AgentApi}/*/POST/api/agent/take-job\n",
            "  DefaultRoute:\n",
            "RouteKey: $default, ",
        ] {
            assert!(written.contains(part), "{part}\n{written}");
        }
        assert_eq!(with_routes(&written, &[]).unwrap(), format!("a\n{START}\n{END}b\n"));
        assert!(with_routes("nothing", &[]).is_err());
    }
}
