//! Compresses files at build time, so that the server does not have to.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// The size of a file in bytes, uncompressed and compressed.
pub(super) struct Size {
    pub(super) file: PathBuf,
    pub(super) raw: usize,
    pub(super) brotli: usize,
    pub(super) gzip: usize,
}

/// Writes `FILE.br` and `FILE.gz` next to the file.
pub(super) fn compress(out: &Path, file: &Path) -> Result<Size> {
    let path = out.join(file);
    let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;

    let mut brotli = Vec::new();
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &parameters).context("brotli")?;
    fs::write(with_suffix(&path, ".br"), &brotli).context("writing the brotli file")?;

    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&content).context("gzip")?;
    let gzip = encoder.finish().context("gzip")?;
    fs::write(with_suffix(&path, ".gz"), &gzip).context("writing the gzip file")?;

    Ok(Size { file: file.to_owned(), raw: content.len(), brotli: brotli.len(), gzip: gzip.len() })
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
