//! The list of pages, `frontend/pages.toml`, which explains its members.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    pub first_maximum: usize,
    pub first: Vec<String>,
    pub after_first: Vec<String>,
    pub pages: Vec<Page>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub program: String,
    pub module: String,
    pub document: String,
    pub start: String,
    pub addresses: Vec<String>,
    pub styles: Vec<String>,
    pub maximum: usize,
    pub first: Vec<String>,
    pub after_first: Vec<String>,
}

impl Pages {
    /// Reads the list beside the sources, in the folder `frontend`.
    pub fn read(frontend: &Path) -> Result<Self> {
        let file = frontend.join("pages.toml");
        let list = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        toml::from_str(&list).with_context(|| format!("in {}", file.display()))
    }
}
