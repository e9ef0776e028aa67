//! The parts of `docs/bench.md`, each of which another measurement writes.

/// The marks before the parts, in their order. `scripts/lib/lighthouse/measure.mjs` writes the part of the pages,
/// `scripts/lib/loop.py` the last one.
const AGENT: &str = "<!-- the agent -->";
const SYNC: &str = "<!-- the sync -->";
const PAGES: &str = "<!-- the pages -->";
const LOOP: &str = "<!-- the loop -->";

/// The parts of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The cost of a reset.
    pub resets: String,
    /// The agent's writes.
    pub agent: String,
    /// The sync of a large directory.
    pub sync: String,
    pages: String,
    development_loop: String,
}

impl Document {
    /// Reads a document; a part that it lacks is empty.
    pub fn read(text: &str) -> Self {
        let (text, development_loop) = text.split_once(LOOP).unwrap_or((text, ""));
        let (text, pages) = text.split_once(PAGES).unwrap_or((text, ""));
        let (text, sync) = text.split_once(SYNC).unwrap_or((text, ""));
        let (resets, agent) = text.split_once(AGENT).unwrap_or((text, ""));
        let [resets, agent, sync, pages, development_loop] =
            [resets, agent, sync, pages, development_loop].map(|part| part.trim().to_owned());
        Self { resets, agent, sync, pages, development_loop }
    }

    /// Returns the text of the document.
    pub fn text(&self) -> String {
        let marked =
            [(AGENT, &self.agent), (SYNC, &self.sync), (PAGES, &self.pages), (LOOP, &self.development_loop)];
        let mut text = format!("{}\n", self.resets);
        for (mark, part) in marked.into_iter().filter(|(_, part)| !part.is_empty()) {
            text.extend(["\n", mark, "\n\n", part, "\n"]);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_replaced_and_the_others_stay() {
        let text = "# Resets\n\n<!-- the pages -->\n\n## Pages\n\n<!-- the loop -->\n\n## The loop\n";
        let mut document = Document::read(text);
        assert_eq!(document.text(), text);
        document.agent = "### Writes".to_owned();
        document.sync = "### Accounts".to_owned();
        let text = document.text();
        assert_eq!(
            text,
            "# Resets\n\n<!-- the agent -->\n\n### Writes\n\n<!-- the sync -->\n\n### Accounts\n\n\
             <!-- the pages -->\n\n## Pages\n\n<!-- the loop -->\n\n## The loop\n"
        );
        assert_eq!(Document::read(&text), document);
    }
}
