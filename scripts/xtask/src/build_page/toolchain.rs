//! Chooses a compiler that can build for `wasm32-unknown-unknown`.
//!
//! Prefers Debian's own Rust with the sources of the standard library, which is then built for size as well. Falls back
//! to an installed target of the toolchain in use, and then to `rustup target add`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use texts_compiler::pages::Pages;

use super::BuildMode;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A toolchain that compiles for the browser.
pub(super) enum Toolchain {
    /// The toolchain in use, which has the target installed.
    Installed,
    /// Debian's toolchain, which builds the standard library from source and links with `linker`.
    Debian { linker: PathBuf },
}

/// Returns the first of the toolchains that this machine has. A quick build prefers the installed target.
pub(super) fn choose(root: &Path, mode: BuildMode) -> Result<Toolchain> {
    if mode == BuildMode::Quick && has_target(root) {
        return Ok(Toolchain::Installed);
    }
    if Path::new(DEBIAN_SOURCES).exists() && Path::new(DEBIAN_CARGO).exists() {
        if let Some(linker) = find_linker(root) {
            println!(
                "page: with Debian's Rust and the linker {}; the standard library is built too",
                linker.display()
            );
            return Ok(Toolchain::Debian { linker });
        }
        println!(
            "page: Debian's Rust is here, but neither rust-lld nor lld to link with (apt-get install lld)"
        );
    }
    if has_target(root) {
        println!("page: the installed toolchain has {TARGET}");
        return Ok(Toolchain::Installed);
    }
    println!("page: rustup target add {TARGET}");
    let added = command(root, "rustup").args(["target", "add", TARGET]).status();
    if added.is_ok_and(|status| status.success()) && has_target(root) {
        return Ok(Toolchain::Installed);
    }
    bail!(
        "no Rust here can build for {TARGET}: `rustup target add {TARGET}`, \
         or on Debian `apt-get install rustc-web cargo-web rust-web-src`"
    )
}

impl Toolchain {
    /// Compiles the programs of the pages and returns the folder of the modules.
    pub(super) fn compile(&self, root: &Path, mode: BuildMode, pages: &Pages) -> Result<PathBuf> {
        let mut cargo = match self {
            Self::Installed => command(root, "cargo"),
            Self::Debian { linker } => debian_cargo(root, linker, mode),
        };
        let (profile, folder) = match mode {
            BuildMode::Small => ("page", "page"),
            BuildMode::Quick => ("dev", "debug"),
        };
        let target_dir = match mode {
            BuildMode::Small => scratch(root),
            BuildMode::Quick => target_dir(root),
        };
        let status = cargo
            .args(["build", "--profile", profile, "--target", TARGET])
            .args(selection(mode, pages))
            .args(self.unstable_arguments(mode))
            .env("CARGO_TARGET_DIR", &target_dir)
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags(mode).join("\x1f"))
            .status()
            .context("running cargo for the page")?;
        if !status.success() {
            bail!("the page did not compile");
        }
        Ok(target_dir.join(TARGET).join(folder))
    }

    /// Returns whether this toolchain produces the smallest modules, for which the size limits are set.
    pub(super) const fn is_for_size(&self, mode: BuildMode) -> bool {
        matches!((self, mode), (Self::Debian { .. }, BuildMode::Small))
    }

    /// Returns the arguments that build the standard library for size and turn each panic into a single instruction.
    fn unstable_arguments(&self, mode: BuildMode) -> &'static [&'static str] {
        match (self, mode) {
            (Self::Installed, _) => &[],
            (Self::Debian { .. }, BuildMode::Quick) => {
                &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]
            }
            (Self::Debian { .. }, BuildMode::Small) => &[
                "-Zbuild-std=std,panic_abort",
                "-Zbuild-std-features=optimize_for_size",
                "-Zpanic-immediate-abort",
            ],
        }
    }

    /// Returns the compiler flags. Type-erased views and a SHA-256 with its rounds in a loop are smaller; folder names
    /// of the build machine are removed, because the module is public.
    fn flags(&self, mode: BuildMode) -> Vec<String> {
        let mut flags: Vec<_> =
            ["--cfg=erase_components", "--cfg=sha2_backend_soft=\"compact\"", "-Clink-arg=--emit-relocs"]
                .map(str::to_owned)
                .into();
        if mode == BuildMode::Quick {
            // Nothing here reads it, and the steps after the compiler are slower with it.
            flags.push("-Cdebuginfo=0".to_owned());
        }
        if self.is_for_size(mode) {
            flags.extend(["-Zfmt-debug=none".to_owned(), "-Zlocation-detail=none".to_owned()]);
        }
        if let Some(home) = cargo_home() {
            flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
        }
        flags
    }
}

/// Returns the crates to compile. A quick build takes those of the programs too, so that macros and build scripts have
/// the features with which they are compiled already.
fn selection(mode: BuildMode, pages: &Pages) -> Vec<&str> {
    let crates: &[&str] = match mode {
        BuildMode::Small => &["--package", "frontend"],
        BuildMode::Quick => &["--workspace", "--exclude", "directory-tests"],
    };
    let programs = pages.pages.iter().flat_map(|page| ["--bin", &page.program]);
    crates.iter().copied().chain(programs).collect()
}

/// Returns the build folder of the page, a subfolder of cargo's target folder.
pub(super) fn scratch(root: &Path) -> PathBuf {
    target_dir(root).join("page")
}

fn target_dir(root: &Path) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    root.join(target)
}

fn debian_cargo(root: &Path, linker: &Path, mode: BuildMode) -> Command {
    let mut cargo = command(root, DEBIAN_CARGO);
    cargo
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    if mode == BuildMode::Small {
        cargo.env("CARGO_PROFILE_PAGE_PANIC", "immediate-abort");
    }
    cargo
}

/// Creates a command without the environment variables that the calling cargo sets for its own toolchain.
fn command(root: &Path, program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root);
    for name in ["RUSTC", "RUSTDOC", "CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH", "RUSTFLAGS"] {
        command.env_remove(name);
    }
    command
}

fn has_target(root: &Path) -> bool {
    let Some(sysroot) = output(command(root, "rustc").args(["--print", "sysroot"])) else { return false };
    Path::new(&sysroot).join("lib/rustlib").join(TARGET).join("lib").exists()
}

/// Returns the linker of the rustup toolchain, or LLVM's linker from the distribution.
fn find_linker(root: &Path) -> Option<PathBuf> {
    let sysroot = output(command(root, "rustc").args(["--print", "sysroot"]))?;
    let host = output(command(root, "rustc").args(["--print", "host-tuple"]))?;
    let bundled = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    let of_distribution = ["lld-22", "lld-21", "lld-20", "lld"].map(|name| Path::new("/usr/bin").join(name));
    std::iter::once(bundled)
        .chain(of_distribution)
        .find(|linker| output(Command::new(linker).args(["-flavor", "wasm", "--version"])).is_some())
}

fn cargo_home() -> Option<PathBuf> {
    let registry = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    registry.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
}

fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
