//! The variables in the template.

use std::collections::BTreeMap;

/// Returns the variables with the functions that have them, `all` for those of every function.
pub(super) fn variables(template: &str) -> BTreeMap<String, Vec<String>> {
    let (mut variables, mut function, mut depth) = (BTreeMap::<String, Vec<String>>::new(), "all", None);
    for line in template.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        if depth.is_some_and(|depth| indent <= depth) {
            depth = None;
        }
        let Some((key, value)) = line.trim().split_once(':') else { continue };
        match (key, depth) {
            ("Handler", None) => function = value.trim(),
            ("Variables", None) => depth = Some(indent),
            (key, Some(_)) if !key.starts_with(['#', '-']) => {
                variables.entry(key.to_owned()).or_default().push(function.to_owned());
            }
            _ => {}
        }
    }
    variables
}

#[cfg(test)]
mod tests {
    use super::variables;

    #[test]
    fn each_function_has_its_own_variables() {
        let template = "Globals:\n  Environment:\n    Variables:\n      # why: so\n      A: !If\n        - Yes\n        - !Sub s:x\n\nResources:\n  One:\n    Handler: one\n    \
                        Variables:\n      B: !Ref Y\n    Policies:\n      C: z\n  Two:\n    Handler: two\n    Variables:\n      B: y\n";
        let found = variables(template);
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            [("A".into(), vec!["all".to_owned()]), ("B".into(), vec!["one".into(), "two".into()]),]
        );
    }
}
