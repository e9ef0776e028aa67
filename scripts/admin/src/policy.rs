//! Application of a policy file.

use std::path::Path;

use anyhow::{Context, anyhow};
use messaging::{Cost, Site};
use store::settings::{Administration, PolicyChange};

use crate::{
    Tables,
    changes::changes,
    environment::{clients, now, print_line},
    styles::branding_styles,
};

/// An address of a usual length: the end of each code names its host.
const TYPICAL_SITE: &str = "https://reset.company.example";

/// Checks a policy file, puts the policy in force, prints what it changes, and writes its branding as styles.
pub(crate) async fn apply(file: &Path, styles: Option<&Path>, tables: &Tables) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let policy = domain::policy::parse(&text)
        .map_err(|error| anyhow!("{} is not accepted, nothing was changed.\n{error}", file.display()))?;
    let administration = Administration::new(clients()?.dynamodb(), tables.settings()?, tables.audit()?);
    let applied = administration.apply(policy, now()).await.context("the policy was not applied")?;
    report(&applied)?;
    if let Some(styles) = styles {
        std::fs::write(styles, branding_styles(&applied.after.policy.branding))
            .with_context(|| format!("the policy is in force, but {} was not written", styles.display()))?;
    }
    let site = Site::parse(TYPICAL_SITE)?;
    if let Some(warning) = cost_warning(&Cost::estimate(&applied.after.policy, &site)) {
        print_line(&warning);
    }
    Ok(())
}

/// Returns what to say of a company's name whose letters make text messages cost more.
fn cost_warning(Cost { code, notice, foreign }: &Cost) -> Option<String> {
    if foreign.is_empty() {
        return None;
    }
    let letters: Vec<_> = foreign.iter().map(char::to_string).collect();
    Some(format!(
        "Warning: the company's name makes text messages cost more, because GSM 03.38 lacks {}. A code takes {code} \
         segments instead of 1, a notice {notice} instead of 2, and providers charge for each segment. \
         `text_message_name` in [branding] sets another name for text messages.",
        letters.join(" ")
    ))
}

fn report(PolicyChange { before, after }: &PolicyChange) -> anyhow::Result<()> {
    if before == after {
        print_line(&format!("Policy {} is in force already; nothing was changed.", after.version));
        return Ok(());
    }
    print_line(&format!("Policy {} is in force within 30 seconds.", after.version));
    let lines = changes(&serde_json::to_value(&*before.policy)?, &serde_json::to_value(&*after.policy)?);
    for line in lines {
        print_line(&format!("  {line}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Cost, cost_warning};

    #[test]
    fn only_a_name_of_another_alphabet_gets_a_warning() {
        assert_eq!(cost_warning(&Cost { code: 1, notice: 2, foreign: vec![] }), None);
        let warning = cost_warning(&Cost { code: 2, notice: 4, foreign: vec!['Ł', 'ź'] }).unwrap();
        assert!(warning.contains("lacks Ł ź. A code takes 2 segments instead of 1, a notice 4"), "{warning}");
    }
}
