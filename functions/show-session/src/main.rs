//! Wires [`ShowSession`] to its tables, its keys and the clock.

use api_contract::show_session::ShowSession as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use show_session::ShowSession;
use step_kit::{Judge, Visitors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let secrets =
        async { tokio::try_join!(wiring.secret("CODE_SECRET_ARN"), wiring.secret("DESTINATION_SECRET_ARN")) };
    let (secrets, ()) = tokio::join!(secrets, settings.warm(now()));
    let (code, destinations) = secrets?;
    let site = wiring.site()?;
    let judge = Judge::new(&code, &destinations, &site)?;
    let visitors = Visitors { sessions: wiring.sessions()?, site };
    let step = ShowSession { settings, visitors, judge };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
