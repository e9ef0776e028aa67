//! Requests of administrators. They have no route: a caller who may invoke the function may send them.

pub mod create_enrollment;
pub mod list_agents;
pub mod revoke_agent;
pub mod unfreeze_account;

use serde::{Serialize, de::DeserializeOwned};

/// One step that administrators invoke.
pub trait AdminStep {
    /// The name of the step in every layer, in kebab-case. The function's name is that of the stack, a hyphen and this.
    const STEP: &'static str;
    /// The payload of the invocation.
    type Request: Serialize + DeserializeOwned;
    /// The answer to the invocation. A refusal has the member `refused`.
    type Response: Serialize + DeserializeOwned;
}
