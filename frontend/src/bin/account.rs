//! What the browser runs for people who can sign in.

fn main() {
    frontend::account::start();
}
