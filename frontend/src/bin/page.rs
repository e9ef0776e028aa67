//! What the browser runs for people who cannot sign in.

fn main() {
    frontend::reset::start();
}
