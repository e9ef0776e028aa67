//! The words of suggested passwords, in several languages. They load when the first suggestion is asked for.

use crate::{banned, files, language::Language};

/// Loads the words of a language, or those of the first language if there are none in it.
pub(crate) async fn load(language: Language) -> Option<String> {
    let file = files::load_named(&banned::suggestion_words()?).await?;
    let mut lists = file.lines().filter_map(|line| line.split_once(' '));
    let first = lists.clone().next()?;
    let (_, words) = lists.find(|(tag, _)| *tag == language.tag()).unwrap_or(first);
    Some(words.to_owned())
}
