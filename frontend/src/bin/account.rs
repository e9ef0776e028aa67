//! The program of the page for users who can sign in.

fn main() {
    frontend::account::start();
}
