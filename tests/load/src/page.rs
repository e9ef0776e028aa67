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

/// The files of the built page and the settings that it asks for.
pub fn files(page: &Path, config: &str) -> anyhow::Result<Vec<File>> {
    let mut files: Vec<File> = below(page)
        .with_context(|| format!("{} is not built", page.display()))?
        .into_iter()
        .filter(|path| is_original(path) && !comes_later(path))
        .map(|path| file(page, &path))
        .collect::<Result<_, _>>()?;
    files.sort_by(|one, other| other.sent.cmp(&one.sent).then_with(|| one.name.cmp(&other.name)));
    files.push(File {
        name: "/api/config".to_owned(),
        raw: u64::try_from(config.len())?,
        sent: u64::try_from(compressed(config.as_bytes())?)?,
    });
    Ok(files)
}

fn below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(below(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Whether it is not the compressed twin of another file.
fn is_original(path: &Path) -> bool {
    let twin = path.extension().is_some_and(|extension| extension == "br" || extension == "gz");
    !twin || !path.with_extension("").exists()
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
