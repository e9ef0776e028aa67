//! What Leptos needs of `leptos_config` to compile. Nothing here is ever made: the pages have no server that Leptos knows. The
//! real crate reads files of settings, and brings regular expressions and a reader of TOML along,
//! which nothing calls.

use std::sync::Arc;

/// How a server serves.
#[derive(Debug, Clone)]
pub struct LeptosOptions {
    /// The name of the module.
    pub output_name: Arc<str>,
    /// Where the site is.
    pub site_root: Arc<str>,
    /// Where its modules are.
    pub site_pkg_dir: Arc<str>,
    /// Where it says that something has changed.
    pub reload_port: u32,
    /// The same, as browsers see it.
    pub reload_external_port: Option<u32>,
    /// How it says so.
    pub reload_ws_protocol: ReloadWSProtocol,
    /// Where the digests of files are.
    pub hash_file: Arc<str>,
    /// Whether there are any.
    pub hash_files: bool,
}

/// A protocol of web sockets.
#[derive(Debug, Clone)]
pub enum ReloadWSProtocol {
    /// In clear.
    WS,
    /// Over TLS.
    WSS,
}
