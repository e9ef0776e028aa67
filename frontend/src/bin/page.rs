//! The program of the page for users who cannot sign in.

fn main() {
    frontend::reset::start();
}
