//! The built pages, in memory as in a CDN: a file that was not in the folder when the pages were built does not exist.
//! After another build, reloading the page in the browser is enough.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
    time::SystemTime,
};

use anyhow::{Context, ensure};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::responses;

/// The list of pages.
const PAGES: &str = include_str!("../../../frontend/pages.toml");
/// The address at which a password is changed.
pub(crate) const CHANGE_PASSWORD: &str = "/change-password";
/// The names of files under this folder contain a digest of their content.
const HASHED: &str = "/assets/";

/// The styles of the company's branding: the one file that changes between two builds.
const BRANDING: &str = "/branding.css";

/// The page at every address that does not exist.
const NOT_FOUND: &str = "/not-found.html";

/// The pages in a folder.
#[derive(Debug)]
pub(crate) struct Page {
    folder: PathBuf,
    branding: Option<PathBuf>,
    addresses: BTreeMap<String, String>,
    build: RwLock<Build>,
}

/// The files of one build, by address.
#[derive(Debug)]
struct Build {
    at: SystemTime,
    files: BTreeMap<String, File>,
}

#[derive(Debug, Clone, Default)]
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
    tag: String,
}

impl Page {
    /// Reads a folder with the built page. `branding` is the file with the company's branding, which may not exist yet.
    pub(crate) fn load(folder: &Path, branding: Option<PathBuf>) -> anyhow::Result<Self> {
        let addresses = addresses()?;
        let build = RwLock::new(Build::load(folder, &addresses)?);
        Ok(Self { folder: folder.to_owned(), branding, addresses, build })
    }

    /// Returns the file of this name.
    fn file(&self, path: &str) -> Option<File> {
        let branding = self.branding.as_ref().filter(|_| path == BRANDING);
        if let Some(styles) = branding.and_then(|file| fs::read(file).ok()) {
            return Some(File::new(styles));
        }
        let build = self.build.read().unwrap_or_else(PoisonError::into_inner);
        build.files.get(path).cloned()
    }

    /// Reads the folder again if there is another build in it.
    fn reload_if_rebuilt(&self) {
        let is_new = modified_at(&self.folder).is_ok_and(|at| {
            let build = self.build.read().unwrap_or_else(PoisonError::into_inner);
            build.at != at
        });
        if is_new {
            match Build::load(&self.folder, &self.addresses) {
                Ok(build) => *self.build.write().unwrap_or_else(PoisonError::into_inner) = build,
                Err(error) => tracing::warn!(%error, "page_not_replaced"),
            }
        }
    }

    /// Returns the file at an address, in the smallest encoding that the browser accepts.
    pub(crate) fn serve(&self, path: &str, request: &HeaderMap) -> Response<Body> {
        let page_file = self.addresses.get(path);
        if page_file.is_some() {
            self.reload_if_rebuilt();
        }
        let path = page_file.map_or(path, String::as_str);
        let Some(file) = self.file(path) else { return self.not_found(path, request) };
        let lifetime =
            if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response =
            if request.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == file.tag.as_bytes()) {
                let mut unchanged = Response::new(Body::empty());
                *unchanged.status_mut() = StatusCode::NOT_MODIFIED;
                unchanged
            } else {
                file.encoded(request)
            };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(path)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Ok(tag) = HeaderValue::from_str(&file.tag) {
            headers.insert(header::ETAG, tag);
        }
        response
    }

    /// Returns `404`: for a person the page that says so, for a program a short text.
    fn not_found(&self, path: &str, request: &HeaderMap) -> Response<Body> {
        let is_for_programs = [HASHED, "/.well-known/"].iter().any(|folder| path.starts_with(folder));
        let Some(file) = self.file(NOT_FOUND).filter(|_| !is_for_programs) else {
            return responses::not_found();
        };
        let mut response = file.encoded(request);
        *response.status_mut() = StatusCode::NOT_FOUND;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(NOT_FOUND)));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        response
    }
}

/// Returns the addresses of pages, and their files. Every other address is a file's or does not exist.
///
/// # Errors
/// `frontend/pages.toml` cannot be read.
pub fn addresses() -> anyhow::Result<BTreeMap<String, String>> {
    let list: PageList = toml::from_str(PAGES).context("frontend/pages.toml")?;
    let addresses = list.pages.into_iter().flat_map(|page| {
        let file = format!("/{}", page.document);
        page.addresses.into_iter().map(move |address| (address, file.clone()))
    });
    Ok(addresses.collect())
}

#[derive(Deserialize)]
struct PageList {
    pages: Vec<ListedPage>,
}

#[derive(Deserialize)]
struct ListedPage {
    document: String,
    addresses: Vec<String>,
}

impl Build {
    fn load(folder: &Path, addresses: &BTreeMap<String, String>) -> anyhow::Result<Self> {
        let at =
            modified_at(folder).with_context(|| format!("looking for the page in {}", folder.display()))?;
        let mut build = Self { at, files: BTreeMap::new() };
        build.read(folder, "").with_context(|| format!("reading the page in {}", folder.display()))?;
        for file in addresses.values() {
            ensure!(build.files.contains_key(file), "{} has no {file}", folder.display());
        }
        Ok(build)
    }

    fn read(&mut self, folder: &Path, address: &str) -> anyhow::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().into_string().ok().context("a file name is not UTF-8")?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                self.read(&path, &format!("{address}/{name}"))?;
            } else if !matches!(path.extension().and_then(OsStr::to_str), Some("br" | "gz")) {
                let sibling =
                    |extension| fs::read(folder.join(format!("{name}.{extension}"))).ok().map(Bytes::from);
                let file = File { brotli: sibling("br"), gzip: sibling("gz"), ..File::new(fs::read(&path)?) };
                self.files.insert(format!("{address}/{name}"), file);
            }
        }
        Ok(())
    }
}

fn modified_at(folder: &Path) -> std::io::Result<SystemTime> {
    fs::metadata(folder.join("index.html"))?.modified()
}

impl File {
    /// Returns a file that is not compressed.
    fn new(content: Vec<u8>) -> Self {
        let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&content)));
        Self { plain: Bytes::from(content), brotli: None, gzip: None, tag }
    }

    fn encoded(&self, request: &HeaderMap) -> Response<Body> {
        let smallest =
            [("br", &self.brotli), ("gzip", &self.gzip)].into_iter().find_map(|(encoding, body)| {
                body.as_ref().filter(|_| accepts(request, encoding)).map(|body| (encoding, body))
            });
        let Some((encoding, body)) = smallest else { return Response::new(Body::from(self.plain.clone())) };
        let mut response = Response::new(Body::from(body.clone()));
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        response
    }
}

/// Returns whether `Accept-Encoding` names the encoding with a weight above zero.
fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    let accepted = request.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|choice| {
        let (name, weight) = choice.split_once(';').unwrap_or((choice, ""));
        let is_refused =
            weight.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim().eq_ignore_ascii_case(encoding) && !is_refused
    })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("ico") => "image/vnd.microsoft.icon",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
