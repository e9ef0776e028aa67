//! The company's branding as styles, for what a page shows before it knows the policy.

use domain::policy::{Branding, Image};

/// Returns `branding.css`: the colors, and the company's logo and name for a head that does not know the policy yet.
pub(crate) fn branding_styles(branding: &Branding) -> String {
    let url = |image: &Image| format!("url({})", quoted(image.as_str()));
    let background_image = branding.background_image.as_ref().map(url);
    let properties = [
        ("accent", Some(branding.accent.as_str())),
        ("on-accent", Some(branding.on_accent.as_str())),
        ("background", branding.background.as_ref().map(domain::policy::Color::as_str)),
        ("background-image", background_image.as_deref()),
    ];
    let properties: String = properties
        .into_iter()
        .filter_map(|(name, value)| Some(format!("  --{name}: {};\n", value?)))
        .collect();
    let logo = branding.logo.as_ref().map(url);
    let logo = logo.map(|logo| format!(".early .logo {{ display: block; content: {logo}; }}\n"));
    let (logo, name) = (logo.unwrap_or_default(), quoted(&branding.name));
    format!(":root {{\n{properties}}}\n{logo}.early::after {{ content: {name}; }}\n")
}

/// Returns a text as a string of CSS: quotes, backslashes and control characters as escapes of hexadecimal digits
/// (CSS Syntax Module Level 3, section 4.3.7).
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|sign| match sign {
            '"' | '\\' => format!("\\{:x} ", u32::from(sign)),
            _ if sign.is_control() => format!("\\{:x} ", u32::from(sign)),
            _ => sign.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles_of(policy: &str) -> String {
        branding_styles(&domain::policy::parse(policy).unwrap().branding)
    }

    #[test]
    fn branding_becomes_styles() {
        let policy = "[branding]\nname = \"Contoso\"\naccent = \"#0b6e4f\"\non_accent = \"#fffffe\"\n\
                      background = \"#eef4f1\"\nbackground_image = \"/brand/background.jpg\"\n\
                      logo = \"/brand/logo.svg\"\n";
        let expected = ":root {\n  --accent: #0b6e4f;\n  --on-accent: #fffffe;\n  --background: #eef4f1;\n  \
                        --background-image: url(\"/brand/background.jpg\");\n}\n.early .logo { display: block; content: \
                        url(\"/brand/logo.svg\"); }\n.early::after { content: \"Contoso\"; }\n";
        assert_eq!(styles_of(policy), expected);
        assert!(!styles_of("[branding]\nname = \"Contoso\"\n").contains(".logo"));
    }

    #[test]
    fn names_and_paths_cannot_escape_their_css_strings() {
        let styles =
            styles_of("[branding]\nname = 'A\"} * { display: none } \\'\nbackground_image = '/a\"); } \\'\n");
        assert!(styles.contains(r#"content: "A\22 } * { display: none } \5c ";"#), "{styles}");
        assert!(styles.contains(r#"url("/a\22 ); } \5c ")"#), "{styles}");
    }
}
