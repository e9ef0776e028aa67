//! Writes the files of a page, named after their content, and the HTML document that refers to them with their digests.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};
use texts::Language;
use texts_compiler::pages::Page;

use super::{Parts, bind::shorten, document, page_texts, styles::shorten_styles};

/// The prefix of the files with the texts of the first step. The language tag follows.
pub(super) const TEXTS: &str = "texts-";
/// The prefix of the files with the texts of later steps.
pub(super) const MORE_TEXTS: &str = "texts-more-";
/// The prefix of the module that the first step does not need.
pub(super) const LATER: &str = "later";
/// The list of every language, for the page.
const LANGUAGES: &str = "languages";
/// The words that passwords must not contain, loaded when the user chooses a password.
pub(super) const BANNED_WORDS: &str = "banned-words";
/// The styles of the company's branding, empty until `readmit-admin` writes them from a policy.
const BRANDING: &str = "branding.css";
/// The words of suggested passwords, loaded when the user asks for a suggestion.
pub(super) const SUGGESTION_WORDS: &str = "suggestion-words";

/// A file of the page, and the integrity digest that the document requires.
struct Asset {
    path: String,
    integrity: String,
}

/// The files that the document names itself.
struct Named {
    icon: Asset,
    styles: Asset,
    start_script: Asset,
    wasm: Asset,
    boot: Asset,
}

/// Writes every file and returns their paths relative to `out`.
pub(super) fn assemble(root: &Path, out: &Path, parts: &Parts, page: &Page) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(out.join("assets")).with_context(|| format!("making {}", out.display()))?;
    let fallbacks = document::Fallbacks::read(root)?;
    let later = later(root, out, page, &parts.later)?;
    let named = named(root, out, parts, page, &fallbacks)?;
    let document = write_document(root, page, &fallbacks, &named, &later)?;
    fs::write(out.join(&page.document), document).with_context(|| format!("writing {}", page.document))?;
    if page.addresses.iter().any(|address| address == "/") {
        write_site_files(root, out, &fallbacks, &named)?;
    }
    let Named { icon, styles, start_script, wasm, boot } = named;
    let assets =
        [boot, icon, start_script, styles, wasm].into_iter().chain(later.into_iter().map(|(_, file)| file));
    let assets = assets.map(|asset| PathBuf::from(asset.path.trim_start_matches('/')));
    Ok([PathBuf::from(&page.document), BRANDING.into()].into_iter().chain(assets).collect())
}

/// Writes the files that the document names itself.
fn named(
    root: &Path,
    out: &Path,
    parts: &Parts,
    page: &Page,
    fallbacks: &document::Fallbacks,
) -> Result<Named> {
    let icon = write(out, "icon", "svg", read(root, "icon.svg")?.as_bytes())?;
    let styles = page.styles.iter().map(|file| read(root, file)).collect::<Result<String>>()?;
    let styles = shorten_styles(&styles) + &fallbacks.start_styles();
    let styles = write(out, "styles", "css", styles.as_bytes())?;
    let start_script = start_script(&read(root, "start.js")?, page, &fallbacks.directions())?;
    let start_script = write(out, "start", "js", start_script.as_bytes())?;
    let wasm = write(out, &page.program, "wasm", &parts.first)?;
    let boot = boot(&read(root, "boot.js")?, &wasm);
    let boot = write(out, "boot", "js", format!("{}{boot}", parts.glue).as_bytes())?;
    Ok(Named { icon, styles, start_script, wasm, boot })
}

/// Returns the document, which names every file with its digest.
fn write_document(
    root: &Path,
    page: &Page,
    fallbacks: &document::Fallbacks,
    named: &Named,
    later: &[(String, Asset)],
) -> Result<String> {
    let start = fallbacks.start(&read(root, &page.start)?.replace("{{user}}", &read(root, "user.html")?))?;
    let values = [
        ("broken", fallbacks.broken.as_str()),
        ("no-script", &fallbacks.no_script),
        ("later", &metas(later)),
        ("start", &without_line_breaks(&start)),
        ("start.path", &named.start_script.path),
        ("start.integrity", &named.start_script.integrity),
        ("icon.path", &named.icon.path),
        ("styles.path", &named.styles.path),
        ("styles.integrity", &named.styles.integrity),
        ("boot.path", &named.boot.path),
        ("boot.integrity", &named.boot.integrity),
        ("wasm.path", &named.wasm.path),
        ("wasm.integrity", &named.wasm.integrity),
        ("texts.path", &default_texts(later)?.path),
    ];
    Ok(fill(&read(root, "index.html")?, &values))
}

/// Reads a file of `frontend/static`.
fn read(root: &Path, name: &str) -> Result<String> {
    let file = root.join("frontend/static").join(name);
    fs::read_to_string(file).with_context(|| format!("reading frontend/static/{name}"))
}

/// Writes what belongs to no page: the icon that programs ask for, the company's branding, and the page at addresses that
/// do not exist.
fn write_site_files(
    root: &Path,
    out: &Path,
    fallbacks: &document::Fallbacks,
    Named { icon, styles, .. }: &Named,
) -> Result<()> {
    let static_files = root.join("frontend/static");
    for file in ["favicon.ico", BRANDING] {
        fs::copy(static_files.join(file), out.join(file)).with_context(|| format!("copying {file}"))?;
    }
    let (title, not_found) = fallbacks.not_found()?;
    let template = read(root, "not-found.html")?;
    let values = [
        ("language", Language::DEFAULT.tag()),
        ("title", &title),
        ("not-found", &not_found),
        ("icon.path", &icon.path),
        ("styles.path", &styles.path),
        ("styles.integrity", &styles.integrity),
    ];
    fs::write(out.join("not-found.html"), fill(&template, &values)).context("writing not-found.html")
}

/// Returns the script that starts the program.
fn boot(source: &str, wasm: &Asset) -> String {
    let values = [
        ("wasm.path", wasm.path.as_str()),
        ("wasm.integrity", &wasm.integrity),
        ("language", Language::DEFAULT.tag()),
    ];
    fill(&shorten(source), &values)
}

/// Returns the script that shows the first step before the program runs.
fn start_script(source: &str, page: &Page, directions: &str) -> Result<String> {
    let address = page.addresses.first().context("a page has no address")?;
    let values =
        [("address", address.as_str()), ("directions", directions), ("language", Language::DEFAULT.tag())];
    Ok(fill(&shorten(source), &values))
}

/// Returns a part of the document in one line.
fn without_line_breaks(part: &str) -> String {
    part.lines().collect()
}

/// Returns the elements that name the files that are loaded later, and the languages.
fn metas(later: &[(String, Asset)]) -> String {
    let in_document = later.iter().filter(|(id, _)| !id.is_empty());
    let files = in_document.map(|(id, file)| meta(id, &path_and_digest(file)));
    let languages = Language::all().map(|language| format!("{} {}", language.tag(), language.name()));
    let languages = meta(LANGUAGES, &languages.collect::<Vec<_>>().join(","));
    files.chain([languages]).collect::<Vec<_>>().join("\n")
}

/// Returns the texts of the first step in the default language, which most readers have.
fn default_texts(later: &[(String, Asset)]) -> Result<&Asset> {
    let id = format!("{TEXTS}{}", Language::DEFAULT.tag());
    let found = later.iter().find(|(own, _)| *own == id);
    Ok(&found.context("the default language has no texts")?.1)
}

/// Returns path and digest, as the page requests a file.
fn path_and_digest(file: &Asset) -> String {
    format!("{} {}", file.path, file.integrity)
}

/// Returns the files that are loaded after the document, each with the id of the element that refers to it. Later texts
/// are named by earlier ones: everybody would have to load one more element for each language.
fn later(root: &Path, out: &Path, page: &Page, module: &[u8]) -> Result<Vec<(String, Asset)>> {
    let name = format!("{LATER}-{}", page.program);
    let mut files = vec![(LATER.to_owned(), write(out, &name, "wasm", module)?)];
    let text = |id: &str, text: &str| write(out, id, "txt", text.as_bytes());
    for texts in page_texts::read_every_language(root, page)? {
        let more = text(&format!("{MORE_TEXTS}{}", texts.tag), &texts.more)?;
        let id = format!("{TEXTS}{}", texts.tag);
        files.push((id.clone(), text(&id, &texts.first(&path_and_digest(&more)))?));
        files.push((String::new(), more));
    }
    let words = root.join("crates/password-policy/src/banned/words.txt");
    let words = fs::read_to_string(words).context("reading the banned words")?;
    let suggestion_words = text(SUGGESTION_WORDS, &suggestion_words(root)?)?;
    let words = format!("{}\n{words}", path_and_digest(&suggestion_words));
    files.push((String::new(), suggestion_words));
    files.push((BANNED_WORDS.to_owned(), text(BANNED_WORDS, &words)?));
    Ok(files)
}

/// Returns a line for each language that has words for suggestions, the default language first: its tag and the words.
fn suggestion_words(root: &Path) -> Result<String> {
    let folder = root.join("crates/password-policy/src/suggestion");
    let lists =
        Language::all().map(|language| (language.tag(), folder.join(format!("{}.txt", language.tag()))));
    lists
        .filter(|(_, list)| list.exists())
        .map(|(tag, list)| {
            let words = fs::read_to_string(&list).with_context(|| format!("reading {}", list.display()))?;
            Ok(format!("{tag} {}\n", words.split_whitespace().collect::<Vec<_>>().join(" ")))
        })
        .collect()
}

/// Returns an element with a value that the page reads from its document.
fn meta(id: &str, content: &str) -> String {
    format!("<meta id=\"{id}\" content=\"{content}\">")
}

fn write(out: &Path, name: &str, extension: &str, content: &[u8]) -> Result<Asset> {
    // A browser checks the whole digest; four bytes keep two versions of a file apart.
    let digest =
        Sha256::digest(content).iter().take(4).fold(0_u32, |digest, byte| digest << 8 | u32::from(*byte));
    let path = format!("assets/{name}-{digest:08x}.{extension}");
    fs::write(out.join(&path), content).with_context(|| format!("writing {path}"))?;
    let integrity = format!("sha256-{}", STANDARD.encode(Sha256::digest(content)));
    Ok(Asset { path: format!("/{path}"), integrity })
}

/// Replaces each `{{name}}` by its value.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    values
        .iter()
        .fold(template.to_owned(), |text, (name, value)| text.replace(&format!("{{{{{name}}}}}"), value))
}
