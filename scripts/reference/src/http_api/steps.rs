//! The steps of browsers.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use api_contract::{
    Endpoint, Method, add_method, cancel_order, change_method, change_password, finish_sign_in,
    freeze_account, issue_challenge, prepare_sign_in, prove_factor, prove_method, remove_device,
    remove_method, send_code, send_factor, set_password, show_config, show_reset, show_session, sign_in,
    sign_out, skip_registration, start_change, start_reset, unlock_account, verify_code, verify_passkey,
};
use schemars::JsonSchema;
use serde_json::Value;

use super::credential::Credential;
use crate::{
    markdown::{capitalized, plain},
    schema, sources,
};

/// A step of browsers.
pub(crate) struct Step {
    /// The name of the step, in kebab-case.
    pub(crate) name: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    /// The status of a success.
    pub(crate) success: u16,
    pub(crate) credential: Credential,
    /// The schema of the body; `None` for a GET.
    pub(crate) request: Option<Value>,
    /// The schema of the body of a success.
    pub(crate) response: Value,
}

/// Returns every step, sorted by name.
pub(crate) fn all() -> Vec<Step> {
    use Credential::{CancelToken, FreezeToken, Nothing, ResetToken, Session, SignInToken};
    vec![
        step::<add_method::AddMethod>(Session),
        step::<cancel_order::CancelOrder>(CancelToken),
        step::<change_method::ChangeMethod>(Session),
        step::<change_password::ChangePassword>(ResetToken),
        step::<finish_sign_in::FinishSignIn>(SignInToken),
        step::<freeze_account::FreezeAccount>(FreezeToken),
        step::<issue_challenge::IssueChallenge>(Nothing),
        step::<prepare_sign_in::PrepareSignIn>(Nothing),
        step::<prove_factor::ProveFactor>(Session),
        step::<prove_method::ProveMethod>(Session),
        step::<remove_device::RemoveDevice>(Session),
        step::<remove_method::RemoveMethod>(Session),
        step::<send_code::SendCode>(ResetToken),
        step::<send_factor::SendFactor>(Session),
        step::<set_password::SetPassword>(ResetToken),
        step::<show_config::ShowConfig>(Nothing),
        step::<show_reset::ShowReset>(ResetToken),
        step::<show_session::ShowSession>(Session),
        step::<sign_in::SignIn>(Nothing),
        step::<sign_out::SignOut>(Session),
        step::<skip_registration::SkipRegistration>(Session),
        step::<start_change::StartChange>(Session),
        step::<start_reset::StartReset>(Nothing),
        step::<unlock_account::UnlockAccount>(ResetToken),
        step::<verify_code::VerifyCode>(ResetToken),
        step::<verify_passkey::VerifyPasskey>(ResetToken),
    ]
}

fn step<E: Endpoint<Request: JsonSchema, Response: JsonSchema>>(credential: Credential) -> Step {
    let (method, request) = match E::METHOD {
        Method::Get => ("GET", None),
        Method::Post => ("POST", Some(schema::for_request::<E::Request>())),
    };
    let (name, path, success) = (E::STEP, E::PATH, E::SUCCESS);
    Step { name, method, path, success, credential, request, response: schema::for_response::<E::Response>() }
}

impl Step {
    fn source(&self, root: &Path) -> Result<String> {
        sources::read(root, &format!("crates/api-contract/src/{}.rs", self.name.replace('-', "_")))
    }

    /// Returns what the step is for: the first paragraph of its module, after the method and the path.
    pub(crate) fn summary(&self, root: &Path) -> Result<String> {
        let paragraph = sources::summary(&self.source(root)?);
        let prefix = format!("`{} {}`: ", self.method, self.path);
        let summary = paragraph.strip_prefix(&prefix);
        Ok(capitalized(
            summary.with_context(|| format!("{}: its module does not begin with {prefix}", self.name))?,
        ))
    }

    /// Returns the documentation of the step's endpoint; empty if there is none.
    pub(crate) fn description(&self, root: &Path) -> Result<String> {
        let source = self.source(root)?;
        let (_, call) =
            source.split_once("\nendpoint!(").with_context(|| format!("{}: no endpoint!", self.name))?;
        let lines = call.lines().skip(1).map_while(|line| line.trim().strip_prefix("///"));
        let description = plain(&lines.collect::<Vec<_>>().join(" "));
        ensure!(!description.contains("[`"), "{}: a link in its doc comment is not closed", self.name);
        Ok(description)
    }
}

#[cfg(test)]
mod tests {
    use super::{Credential, all};
    use crate::{root, sources};

    #[test]
    fn every_endpoint_of_the_contract_is_a_step() {
        let sources = sources::rust(&root().unwrap(), "crates/api-contract/src").unwrap();
        let calls = sources.iter().filter_map(|(_, source)| source.split_once("\nendpoint!("));
        let declared: Vec<String> = calls
            .map(|(_, call)| {
                let call = call.split_once(");").unwrap().0;
                let lines = call.lines().filter(|line| !line.trim().starts_with("///"));
                lines.collect::<String>().split_once(", ").unwrap().1.trim().to_owned()
            })
            .collect();

        let listed: Vec<String> = all()
            .iter()
            .map(|step| format!("{:?}, {} {:?}, {}", step.name, step.method, step.path, step.success))
            .collect();

        assert_eq!(listed, declared);
    }

    #[test]
    fn steps_need_what_the_page_sends() {
        let root = root().unwrap();
        for step in all() {
            let file = format!("frontend/src/api/{}.rs", step.name.replace('-', "_"));
            let source = sources::read(&root, &file).unwrap();
            let sent = match step.credential {
                Credential::Nothing => "Authorization::Anonymous",
                Credential::Session => "Authorization::Session",
                Credential::ResetToken
                | Credential::CancelToken
                | Credential::SignInToken
                | Credential::FreezeToken => "Authorization::Bearer(",
            };
            for who in ["Authorization::Anonymous", "Authorization::Session", "Authorization::Bearer("] {
                assert_eq!(source.contains(who), who == sent, "{file}: {who}");
            }
        }
    }
}
