//! Replaces `leptos_config`, which Leptos needs to compile. Nothing here is ever constructed: the pages have no server
//! that Leptos knows. The real crate reads files of settings, and brings regular expressions and a reader of TOML that
//! nothing calls.

use std::sync::Arc;

/// The settings of a server.
#[derive(Debug, Clone)]
pub struct LeptosOptions {
    /// The name of the module.
    pub output_name: Arc<str>,
    /// The folder of the site.
    pub site_root: Arc<str>,
    /// The folder of the site's modules.
    pub site_pkg_dir: Arc<str>,
    /// The port at which the server announces changes.
    pub reload_port: u32,
    /// The same port as browsers see it.
    pub reload_external_port: Option<u32>,
    /// The protocol of those announcements.
    pub reload_ws_protocol: ReloadWSProtocol,
    /// The file with the digests of files.
    pub hash_file: Arc<str>,
    /// Whether files have digests.
    pub hash_files: bool,
}

/// A protocol of web sockets.
#[derive(Debug, Clone)]
pub enum ReloadWSProtocol {
    /// Unencrypted.
    WS,
    /// Over TLS.
    WSS,
}
