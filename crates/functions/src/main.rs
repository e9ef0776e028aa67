//! The program of every Lambda function. It serves the step that its handler names.
//!
//! One program is compiled, packed and deployed once for all functions. A function's role decides what it may do.

mod steps;

use lambda_kit::environment;
use mimalloc::MiMalloc;
use store::Wiring;

/// The allocator. A fifth of the instructions of a request allocate memory, mostly for the AWS clients.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), lambda_kit::Error> {
    lambda_kit::init_telemetry();
    let handler = environment::required("_HANDLER")?;
    // Settings may name files beside the program.
    if let Some(folder) = environment::optional("LAMBDA_TASK_ROOT") {
        std::env::set_current_dir(folder)?;
    }
    let wiring = Wiring::read(environment::optional)?;
    steps::serve(&handler, &wiring).await
}
