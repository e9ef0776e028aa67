# Short names for what the scripts do. `just` lists them.

_list:
    @just --list --unsorted

# Runs Readmit on this machine; `just run --samba`, `just run --help`
run *options:
    ./scripts/run {{ options }}

# Runs it, and builds and deploys again whatever changes
dev *options:
    ./scripts/run --dev {{ options }}

# Runs all tests, or groups of them: `just test fast`, `just test --help`
test *groups:
    ./scripts/test {{ groups }}

# Runs the tests of the API whose names hold a text, against `just dev` if that runs: `just api verify_code`
api filter *more:
    ./scripts/test api {{ filter }} {{ more }}

# Checks format, habits, clippy, documentation, dependencies and template
lint:
    ./scripts/test lint

# Formats the sources and mends what clippy can
fix:
    cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged
    cargo fmt --all

# Builds the page for this machine, quickly
page:
    ./scripts/page

# Measures what a reset costs; `just bench --loop` measures the loop of whoever works here
bench *options:
    ./scripts/bench {{ options }}

# Opens the documentation of the crates
docs:
    cargo doc --workspace --no-deps --document-private-items --open

# Builds the book and checks links and pictures; `just book --serve` shows it
book *options:
    ./scripts/book {{ options }}

# Looks through snapshots that changed (needs cargo-insta)
snap:
    cargo insta review
