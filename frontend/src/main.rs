//! What the browser runs.

fn main() {
    frontend::start();
}
