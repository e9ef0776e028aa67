//! Chooses a compiler that can build for `wasm32-unknown-unknown`.
//!
//! First choice is Debian's own Rust with the sources of its standard library, which is built along, for size; then an
//! installed target of the toolchain in use; last, `rustup target add`.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use super::Way;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCES: &str = "/usr/lib/rustlib/src/rust/library/std/Cargo.toml";

/// A way to compile for the browser.
pub(super) enum Toolchain {
    /// The toolchain in use has the target.
    Installed,
    /// Debian's toolchain, which builds the standard library from its sources, with this linker.
    Debian { linker: PathBuf },
}

/// The first of the three ways that is open on this machine; in a hurry, what is installed comes first.
pub(super) fn choose(root: &Path, way: Way) -> Result<Toolchain> {
    if way == Way::Quick && has_target(root) {
        return Ok(Toolchain::Installed);
    }
    if Path::new(DEBIAN_SOURCES).exists() && Path::new(DEBIAN_CARGO).exists() {
        if let Some(linker) = find_linker(root) {
            println!("page: Debian's Rust builds the standard library too; linker {}", linker.display());
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
    /// Compiles the pages and tells where the modules are.
    pub(super) fn compile(&self, root: &Path, way: Way) -> Result<PathBuf> {
        let mut cargo = match self {
            Self::Installed => command(root, "cargo"),
            Self::Debian { linker } => debian_cargo(root, linker, way),
        };
        let profile = match way {
            Way::Small => "page",
            Way::Quick => "page-quick",
        };
        let target_dir = scratch(root);
        let status = cargo
            .args(["build", "--package", "frontend", "--bins", "--profile", profile, "--target", TARGET])
            .args(self.unstable_arguments(way))
            .env("CARGO_TARGET_DIR", &target_dir)
            .env("CARGO_ENCODED_RUSTFLAGS", self.flags(way).join("\x1f"))
            .status()
            .context("running cargo for the page")?;
        if !status.success() {
            bail!("the page did not compile");
        }
        Ok(target_dir.join(TARGET).join(profile))
    }

    /// Whether what it compiles is as small as it can be.
    pub(super) const fn is_for_size(&self, way: Way) -> bool {
        matches!((self, way), (Self::Debian { .. }, Way::Small))
    }

    /// A standard library built for size, and panics that are one instruction: half a screen of code in each.
    fn unstable_arguments(&self, way: Way) -> &'static [&'static str] {
        match (self, way) {
            (Self::Installed, _) => &[],
            (Self::Debian { .. }, Way::Quick) => &["-Zbuild-std=std,panic_abort"],
            (Self::Debian { .. }, Way::Small) => &[
                "-Zbuild-std=std,panic_abort",
                "-Zbuild-std-features=optimize_for_size",
                "-Zpanic-immediate-abort",
            ],
        }
    }

    /// Type-erased views are smaller, and so is a SHA-256 whose rounds are a loop; names of folders on the building
    /// machine are nobody's business.
    fn flags(&self, way: Way) -> Vec<String> {
        let mut flags: Vec<_> =
            ["--cfg=erase_components", "--cfg=sha2_backend_soft=\"compact\"", "-Clink-arg=--emit-relocs"]
                .map(str::to_owned)
                .into();
        if self.is_for_size(way) {
            flags.extend(["-Zfmt-debug=none".to_owned(), "-Zlocation-detail=none".to_owned()]);
        }
        if let Some(home) = cargo_home() {
            flags.push(format!("--remap-path-prefix={}=cargo", home.display()));
        }
        flags
    }
}

/// Where the page is compiled: beside everything else that is built, in a folder of its own.
pub(super) fn scratch(root: &Path) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    root.join(target).join("page")
}

fn debian_cargo(root: &Path, linker: &Path, way: Way) -> Command {
    let mut cargo = command(root, DEBIAN_CARGO);
    cargo
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    if way == Way::Small {
        cargo.env("CARGO_PROFILE_PAGE_PANIC", "immediate-abort");
    }
    cargo
}

/// A command that does not inherit what the cargo running this tool set for itself.
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

/// The linker that comes with a rustup toolchain, or LLVM's own from the distribution.
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
