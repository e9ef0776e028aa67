//! The routes in the template, written from the contract. The emulator deploys no events of functions, so each route is
//! spelled out: decision 0005.

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};

use crate::contract::{Step, agent_steps, browser_steps, pascal_case};

const TEMPLATE: &str = "infra/template.yaml";
/// The lines around the routes.
const START: &str = "  # Routes, written by `cargo xtask routes`\n";
const END: &str = "  # Alarms\n";
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

fn steps(root: &Path) -> Result<Vec<Step>> {
    Ok([browser_steps(root)?, agent_steps(root)?].concat())
}

fn with_routes(template: &str, steps: &[Step]) -> Result<String> {
    let (before, rest) =
        template.split_once(START).with_context(|| format!("{TEMPLATE} has no {START:?}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("{TEMPLATE} has no {END:?}"))?;
    let mut routes = String::new();
    for step in steps {
        routes += "\n";
        write_step(&mut routes, step)?;
    }
    Ok(format!("{before}{START}{routes}\n{END}{after}"))
}

fn write_step(out: &mut String, step: &Step) -> Result<()> {
    let name = pascal_case(&step.name);
    writeln!(out, "  {name}Integration:")?;
    writeln!(out, "    Type: AWS::ApiGatewayV2::Integration")?;
    writeln!(out, "    Properties:")?;
    writeln!(out, "      ApiId: !Ref Api")?;
    writeln!(out, "      IntegrationType: AWS_PROXY")?;
    writeln!(out, "      IntegrationUri: !GetAtt {name}.Arn")?;
    writeln!(out, "      PayloadFormatVersion: \"2.0\"")?;
    let Step { method, path, .. } = step;
    write_route(out, &name, &name, &format!("{method} {path}"), &format!("{method}{path}"))?;
    if step.name == DEFAULT_STEP {
        writeln!(
            out,
            "  # Requests without a route, by path or by method: the function with the fewest permissions answers \"not found\"."
        )?;
        write_route(out, "Default", &name, "$default", "$default")?;
    }
    Ok(())
}

/// Writes a route to a function and the permission to call it.
fn write_route(out: &mut String, route: &str, function: &str, key: &str, source: &str) -> Result<()> {
    writeln!(out, "  {route}Route:")?;
    writeln!(out, "    Type: AWS::ApiGatewayV2::Route")?;
    writeln!(
        out,
        "    Properties: {{ ApiId: !Ref Api, RouteKey: {key}, Target: !Sub \"integrations/${{{function}Integration}}\" }}"
    )?;
    writeln!(out, "  {route}Permission:")?;
    writeln!(out, "    Type: AWS::Lambda::Permission")?;
    writeln!(out, "    Properties:")?;
    writeln!(out, "      Action: lambda:InvokeFunction")?;
    writeln!(out, "      FunctionName: !Ref {function}")?;
    writeln!(out, "      Principal: apigateway.amazonaws.com")?;
    writeln!(
        out,
        "      SourceArn: !Sub arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{Api}}/*/{source}"
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_replace_those_that_were_there() {
        let step = Step { name: "show-config".into(), method: "GET".into(), path: "/api/config".into() };
        let template = format!("a\n{START}old\n{END}b\n");
        let written = with_routes(&template, &[step]).unwrap();
        assert!(!written.contains("old") && written.starts_with("a\n") && written.ends_with("# Alarms\nb\n"));
        for part in [
            "  ShowConfigRoute:\n",
            "RouteKey: GET /api/config, Target: !Sub \"integrations/${ShowConfigIntegration}\"",
            "${Api}/*/GET/api/config\n",
            "  DefaultRoute:\n",
            "RouteKey: $default, ",
        ] {
            assert!(written.contains(part), "{part}\n{written}");
        }
        assert_eq!(with_routes(&written, &[]).unwrap(), format!("a\n{START}\n{END}b\n"));
        assert!(with_routes("nothing", &[]).is_err());
    }
}
