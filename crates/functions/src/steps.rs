//! The steps by name. The names are those of the folders in `functions/` and of the handlers in the template.

use store::Wiring;

/// The template has a `Handler` that is not the name of a step.
#[derive(Debug, thiserror::Error)]
#[error("no step is called {0}; the template's Handler must name one")]
pub(crate) struct UnknownStep(String);

macro_rules! steps {
    ($($name:literal => $step:ident,)*) => {
        /// The names of all steps.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$($name),*];

        /// Serves the step of this name until the platform stops the process.
        pub(crate) async fn serve(name: &str, wiring: &Wiring) -> Result<(), lambda_kit::Error> {
            match name {
                $($name => Box::pin($step::serve(wiring)).await,)*
                unknown => Err(UnknownStep(unknown.to_owned()).into()),
            }
        }
    };
}

steps! {
    "add-method" => add_method,
    "agent-session" => agent_session,
    "cancel-order" => cancel_order,
    "change-method" => change_method,
    "change-password" => change_password,
    "create-enrollment" => create_enrollment,
    "deliver-code" => deliver_code,
    "deliver-notice" => deliver_notice,
    "enroll-agent" => enroll_agent,
    "expire-order" => expire_order,
    "finish-sign-in" => finish_sign_in,
    "freeze-account" => freeze_account,
    "issue-challenge" => issue_challenge,
    "list-agents" => list_agents,
    "notify" => notify,
    "prepare-sign-in" => prepare_sign_in,
    "prove-factor" => prove_factor,
    "prove-method" => prove_method,
    "remove-device" => remove_device,
    "remove-method" => remove_method,
    "report-sign-in" => report_sign_in,
    "report-writeback" => report_writeback,
    "revoke-agent" => revoke_agent,
    "roll-keys" => roll_keys,
    "send-code" => send_code,
    "send-factor" => send_factor,
    "set-password" => set_password,
    "show-config" => show_config,
    "show-reset" => show_reset,
    "show-session" => show_session,
    "sign-in" => sign_in,
    "sign-out" => sign_out,
    "skip-registration" => skip_registration,
    "start-change" => start_change,
    "start-reset" => start_reset,
    "sync-directory" => sync_directory,
    "take-job" => take_job,
    "unfreeze-account" => unfreeze_account,
    "unlock-account" => unlock_account,
    "verify-code" => verify_code,
    "verify-passkey" => verify_passkey,
}

#[cfg(test)]
mod tests {
    use store::Wiring;

    use super::{NAMES, serve};

    /// Returns the handlers of the functions in `infra/template.yaml`.
    fn handlers() -> Vec<&'static str> {
        let template = include_str!("../../../infra/template.yaml");
        template.lines().filter_map(|line| line.strip_prefix("      Handler: ")).collect()
    }

    #[tokio::test]
    async fn unknown_handler_stops_the_start() {
        let wiring = Wiring::read(|name| Some(name.to_owned())).unwrap();

        let error = serve("no-such-step", &wiring).await.unwrap_err();

        assert!(error.to_string().contains("no-such-step"), "{error}");
    }

    #[test]
    fn each_handler_in_the_template_is_exactly_one_step() {
        let mut handlers = handlers();
        handlers.sort_unstable();

        assert_eq!(handlers, NAMES);
    }
}
