//! What the browser runs for users who can sign in.

fn main() {
    frontend::account::start();
}
