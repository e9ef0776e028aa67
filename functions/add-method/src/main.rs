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
    let (settings, site) = (wiring.settings()?, wiring.site()?);
    let (code, destinations) = (wiring.secret("CODE_SECRET_ARN"), wiring.secret("DESTINATION_SECRET_ARN"));
    let secrets = async { tokio::try_join!(code, destinations, wiring.secret("NAME_SECRET_ARN")) };
    let (secrets, ()) = tokio::join!(secrets, settings.warm(now()));
    let (code, destinations, names) = secrets?;
    let judge = Judge::new(&code, &destinations, &site)?;
    let destinations = destinations.destination_key();
    let courier = Courier { counters: wiring.counters()?, destinations, carriers: wiring.carriers()? };
    let step = AddMethod {
        settings,
        visitors: Visitors { sessions: wiring.sessions()?, site },
        accounts: wiring.accounts()?,
        names: names.name_key(),
        courier,
        judge,
    };
    lambda_kit::serve::<Step, _, _>(|request| step.handle(request, now())).await
}
