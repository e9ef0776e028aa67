//! The bytes of a page that a browser loads before its first screen works, and those that it loads later.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use texts_compiler::pages::Pages;

/// One file, its size on disk and its size on the wire.
#[derive(Debug)]
pub struct File {
    /// The path of the file from the root of the site.
    pub name: String,
    /// The size in bytes as built.
    pub raw: u64,
    /// The size in bytes as sent: with brotli, unless that is larger.
    pub sent: u64,
}

/// A page and its files.
#[derive(Debug)]
pub struct Page {
    /// The paths that show it.
    pub addresses: String,
    /// The files before the first screen works, the largest first.
    pub files: Vec<File>,
    /// The files that load later.
    pub later: Vec<File>,
    /// The bytes as sent before the first screen worked when the page was one file.
    pub before: Option<u64>,
}

impl Page {
    /// Returns the bytes as sent before the first screen works.
    pub fn sent(&self) -> u64 {
        sent(&self.files)
    }

    /// Returns the bytes as sent later.
    pub fn sent_later(&self) -> u64 {
        sent(&self.later)
    }
}

fn sent(files: &[File]) -> u64 {
    files.iter().map(|file| file.sent).sum()
}

/// The documents of pages that were one file, and the bytes as sent before their first screens worked then.
const BEFORE: [(&str, u64); 2] = [("index.html", 99_904), ("account.html", 124_907)];

/// Returns the pages of the built site, with the settings that all of them load.
pub fn all(site: &Path, frontend: &Path, config: &str) -> anyhow::Result<Vec<Page>> {
    Pages::read(frontend)?.pages.iter().map(|listed| page(site, listed, config)).collect()
}

/// Returns the document, the files that it names, and the settings.
fn page(site: &Path, listed: &texts_compiler::pages::Page, config: &str) -> anyhow::Result<Page> {
    let path = site.join(&listed.document);
    let text = fs::read_to_string(&path).with_context(|| format!("{} is not built", path.display()))?;
    let asset = |name: String| site.join("assets").join(name);
    let mut named = named_assets(&text);
    // The texts name the file with the other texts of their language.
    for texts in named.clone().into_iter().filter(|name| name.starts_with("texts-")) {
        named.extend(named_assets(&fs::read_to_string(asset(texts))?));
    }
    named.sort_unstable();
    named.dedup();
    let (later, first): (Vec<_>, Vec<_>) = named.into_iter().partition(|name| is_loaded_later(name));
    let mut files = measured(site, first.into_iter().map(asset).chain([path, site.join("branding.css")]))?;
    let later = measured(site, later.into_iter().map(asset))?;
    files.push(File {
        name: "/api/config".to_owned(),
        raw: u64::try_from(config.len())?,
        sent: u64::try_from(compressed(config.as_bytes())?)?,
    });
    let before = BEFORE.iter().find(|(document, _)| *document == listed.document).map(|(_, bytes)| *bytes);
    Ok(Page { addresses: listed.addresses.join(", "), files, later, before })
}

/// Returns the names of the counted files in `/assets/` that a text names.
fn named_assets(text: &str) -> Vec<String> {
    let names = text.split("/assets/").skip(1).filter_map(|rest| rest.split(['"', ' ', '\n']).next());
    names.filter(|name| !is_not_counted(name)).map(ToOwned::to_owned).collect()
}

/// Returns the sizes of files, the largest first.
fn measured(site: &Path, paths: impl Iterator<Item = PathBuf>) -> anyhow::Result<Vec<File>> {
    let mut files: Vec<File> = paths.map(|path| file(site, &path)).collect::<Result<_, _>>()?;
    files.sort_by(|one, other| other.sent.cmp(&one.sent).then_with(|| one.name.cmp(&other.name)));
    Ok(files)
}

/// Returns whether a file loads after the first screen works.
fn is_loaded_later(name: &str) -> bool {
    name.starts_with("later-") || name.starts_with("texts-more-")
}

/// Returns whether a file is not counted: words that load much later, if at all, and texts of other languages.
fn is_not_counted(name: &str) -> bool {
    let is_english = name.starts_with("texts-en-") || name.starts_with("texts-more-en-");
    let is_words = name.starts_with("banned-words-") || name.starts_with("suggestion-words-");
    (name.starts_with("texts-") && !is_english) || is_words
}

fn file(page: &Path, path: &Path) -> anyhow::Result<File> {
    let raw = fs::metadata(path)?.len();
    let mut twin = path.as_os_str().to_owned();
    twin.push(".br");
    let sent = fs::metadata(&twin).map_or(raw, |twin| twin.len());
    Ok(File { name: format!("/{}", path.strip_prefix(page)?.display()), raw, sent })
}

fn compressed(bytes: &[u8]) -> anyhow::Result<usize> {
    let mut out = Vec::new();
    let options = brotli::enc::BrotliEncoderParams { quality: 5, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut out, &options)?;
    Ok(out.len().min(bytes.len()))
}
