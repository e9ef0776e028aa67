//! The language of commands.

use texts::Language;

/// The variables that choose a language, as POSIX ranks them: the first that is set decides.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The argument that chooses the language of the output.
#[derive(Debug, clap::Args)]
pub(super) struct Choice {
    /// The language of the answer, such as sv; if omitted, that of the environment, or English
    #[arg(long, global = true, value_name = "TAG", value_parser = parse)]
    language: Option<Language>,
}

impl Choice {
    pub(super) fn language(&self) -> Language {
        self.language.unwrap_or_else(|| from_environment(|name| std::env::var_os(name)?.into_string().ok()))
    }
}

fn parse(tag: &str) -> Result<Language, String> {
    Language::best(tag, Language::all()).ok_or_else(|| {
        let known = Language::all().map(Language::tag).collect::<Vec<_>>().join(", ");
        format!("the languages are {known}")
    })
}

fn from_environment(value: impl Fn(&str) -> Option<String>) -> Language {
    let named = VARIABLES.into_iter().filter_map(value).find(|value| !value.is_empty());
    // `de_AT.UTF-8@euro`: character set and modifier follow the region.
    let tag = named.as_deref().and_then(|value| value.split(['.', '@']).next());
    tag.and_then(|tag| Language::best(tag, Language::all())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(variables: &[(&str, &str)]) -> &'static str {
        let value =
            |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        from_environment(value).tag()
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        assert_eq!(chosen(&[("LANG", "sv_SE.UTF-8")]), "sv");
        assert_eq!(chosen(&[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "sv_FI@euro")]), "sv");
        assert_eq!(chosen(&[("LANG", "sv_SE"), ("LC_ALL", "C")]), "en");
        assert_eq!(chosen(&[("LANG", "sv_SE"), ("LC_ALL", "")]), "sv");
    }

    #[test]
    fn unknown_languages_are_answered_in_english() {
        assert_eq!(chosen(&[]), "en");
        assert_eq!(chosen(&[("LANG", "POSIX")]), "en");
        assert!(parse("xx").expect_err("unknown").starts_with("the languages are en, "));
        assert_eq!(parse("sv-SE").map(Language::tag), Ok("sv"));
    }
}
