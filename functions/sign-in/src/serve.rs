//! Connects [`SignIn`] and serves it.

use api_contract::sign_in::SignIn as Step;
use crypto::sign_in_token::SignInTokens;
use lambda_kit::now;
use step_kit::{Devices, Flow};
use store::{SecretName, Wiring};

use crate::SignIn;

/// Serves the step until the platform stops the process.
pub async fn serve(wiring: &Wiring) -> Result<(), lambda_kit::Error> {
    let (jobs, secrets) = (wiring.jobs_queue()?, [SecretName::Token, SecretName::Name, SecretName::Device]);
    jobs.warm();
    let (settings, [token, names, device]) = wiring.settings_and_secrets(secrets, now()).await?;
    let step = SignIn {
        settings,
        counters: wiring.counters()?,
        accounts: wiring.accounts()?,
        names: names.name_key(),
        challenges: Flow::SignIn.challenges(&token),
        used_challenges: wiring.used_challenges()?,
        agents: wiring.agents()?,
        sign_ins: wiring.sign_ins()?,
        jobs,
        tokens: SignInTokens::new(&token.token_key()),
        devices: Devices::new(&device),
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
