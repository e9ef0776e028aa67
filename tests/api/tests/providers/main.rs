//! A stack with other providers of messages. `./scripts/test providers` starts them, and deploys the template for them.

mod relay;
mod text_messages;
