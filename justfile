# Short names for the scripts. `just` lists them.

set positional-arguments

_list:
    @just --list --unsorted

# Runs Readmit on this machine; `just run --samba`, `just run --help`
run *options:
    ./scripts/run "$@"

# Runs it, and builds and deploys every change
dev *options:
    ./scripts/run --dev "$@"

# Runs all tests, or groups of them: `just test fast`, `just test --help`
test *groups:
    ./scripts/test "$@"

# Runs the API tests whose names contain a text, against `just dev` if that runs: `just api verify_code`
api filter *more:
    ./scripts/test api "$@"

# Checks format, tidy, clippy, documentation, dependencies, template, workflows and book
lint:
    ./scripts/test lint

# Formats the sources and applies what clippy can fix
fix:
    cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged
    cargo fmt --all

# Deploys to AWS: `just deploy --help`
deploy *options:
    ./scripts/deploy "$@"

# Makes a release: `just release --help`
release *options:
    ./scripts/release "$@"

# Builds the page for this machine, quickly
page:
    ./scripts/page

# Measures what a reset costs; `just bench --loop` measures the development loop
bench *options:
    ./scripts/bench "$@"

# Opens the documentation of the crates
docs:
    cargo doc --workspace --no-deps --document-private-items --open

# Builds the book and checks links and pictures; `just book --serve` shows it
book *options:
    ./scripts/book "$@"

# Writes the reference pages of the book from types and sources
reference *options:
    cargo run --quiet --package reference -- "$@"

# Accepts changed snapshots of the fast tests; read them in git diff
snap *filters:
    INSTA_UPDATE=always ./scripts/test fast "$@"
