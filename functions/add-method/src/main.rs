//! Wires [`AddMethod`] to its tables, its carriers, its keys and the clock.

use add_method::AddMethod;
use api_contract::add_method::AddMethod as Step;
use cloud::Wiring;
use lambda_kit::{environment, now};
use step_kit::{Courier, Judge, Visitors};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let wiring = Wiring::read(environment::optional)?;
    let settings = wiring.settings()?;
    let (code, destinations, names, ()) = tokio::join!(
        wiring.secret("CODE_SECRET_ARN"),
        wiring.secret("DESTINATION_SECRET_ARN"),
        wiring.secret("NAME_SECRET_ARN"),
        settings.warm(now()),
    );
    let (destinations, site) = (destinations?.destination_key(), wiring.site()?);
    let passkeys = Judge::relying_party(&site, "Readmit")?;
    let (counters, carriers) = (wiring.counters()?, wiring.carriers()?);
    let step = AddMethod {
        settings,
        visitors: Visitors { sessions: wiring.sessions()?, site },
        accounts: wiring.accounts()?,
        names: names?.name_key(),
        courier: Courier { counters, destinations: destinations.clone(), carriers },
        judge: Judge { codes: code?.code_key(), secrets: destinations, passkeys },
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
