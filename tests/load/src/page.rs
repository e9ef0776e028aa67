//! Bytes that a browser fetches before the page can be used, as they travel.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

/// One file, its size on disk and its size on the wire.
#[derive(Debug)]
pub struct File {
    /// Its path.
    pub name: String,
    /// As built.
    pub raw: u64,
    /// As sent: with brotli, or as it is where that is not smaller.
    pub sent: u64,
}

/// A page, and what is fetched for it.
#[derive(Debug)]
pub struct Page {
    /// Its addresses.
    pub addresses: &'static str,
    /// How many bytes it may have, and should have.
    pub budget: &'static str,
    /// The largest first.
    pub files: Vec<File>,
}

impl Page {
    /// Bytes as sent.
    pub fn sent(&self) -> u64 {
        self.files.iter().map(|file| file.sent).sum()
    }
}

/// The pages of the built site, with the settings that both ask for.
pub fn all(site: &Path, config: &str) -> anyhow::Result<Vec<Page>> {
    let page = |document, addresses, budget| {
        files(site, document, config).map(|files| Page { addresses, budget, files })
    };
    Ok(vec![
        page("index.html", "/", "goal: 100,000; aim: 60,000")?,
        page("account.html", "/sign-in, /security-info, /change-password", "goal: 130,000")?,
    ])
}

/// The document, the files that it names, and the settings.
fn files(site: &Path, document: &str, config: &str) -> anyhow::Result<Vec<File>> {
    let path = site.join(document);
    let text = fs::read_to_string(&path).with_context(|| format!("{} is not built", path.display()))?;
    let named = text.split("/assets/").skip(1).filter_map(|rest| rest.split(['"', ' ']).next());
    let mut paths: Vec<PathBuf> = named.map(|name| site.join("assets").join(name)).collect();
    paths.retain(|path| !comes_later(path));
    paths.push(path);
    let mut files: Vec<File> = paths.iter().map(|path| file(site, path)).collect::<Result<_, _>>()?;
    files.sort_by(|one, other| other.sent.cmp(&one.sent).then_with(|| one.name.cmp(&other.name)));
    files.push(File {
        name: "/api/config".to_owned(),
        raw: u64::try_from(config.len())?,
        sent: u64::try_from(compressed(config.as_bytes())?)?,
    });
    Ok(files)
}

/// Whether the page loads it later, or never: the texts of another language, and the words that passwords are judged by.
fn comes_later(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    (name.starts_with("texts-") && !name.starts_with("texts-en-")) || name.starts_with("banned-words-")
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
