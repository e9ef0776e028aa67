//! What the browser runs for users who cannot sign in.

fn main() {
    frontend::reset::start();
}
