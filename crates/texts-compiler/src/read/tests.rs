use super::*;

fn read(tag: &str, source: &str) -> Result<Texts> {
    texts(source, &Grammar::new(tag).expect("a language"))
}

fn error(tag: &str, source: &str) -> String {
    format!("{:#}", read(tag, source).expect_err("refused"))
}

#[test]
fn attributes_are_separate_texts() {
    let texts = read("en", "a = A\n    .b = B { $c }{ \" \" }\n").expect("read");
    assert_eq!(texts.keys().collect::<Vec<_>>(), ["a", "a-b"]);
    let parts = [Part::Text("B ".to_owned()), Part::Value("c".to_owned()), Part::Text(" ".to_owned())];
    assert_eq!(texts["a-b"], parts);
}

#[test]
fn the_default_comes_last_and_needs_no_key() {
    let texts = read("en", "a = { $n ->\n    [0] none\n   *[other] some\n    [one] one\n}\n").expect("read");
    let Part::Choice(value, variants) = &texts["a"][0] else { panic!("a choice") };
    assert_eq!(value, "n");
    let keys: Vec<_> = variants.iter().map(|variant| variant.key).collect();
    assert_eq!(keys, [Key::Number(0), Key::Category('o'), Key::Default]);
}

#[test]
fn a_missing_category_is_named() {
    let one = "a = { $n ->\n    [one] x\n   *[other] y\n}\n";
    assert!(read("en", one).is_ok());
    assert_eq!(error("ar", one), "a: there is no variant for the plural category [few]");
    assert_eq!(error("pl", one), "a: there is no variant for the plural category [few]");
    assert_eq!(error("ja", one), "a: whole numbers have no category [one] in this language");
    assert_eq!(
        error("en", "a = { $n ->\n   *[other] y\n}\n"),
        "a: there is no variant for the plural category [one]"
    );
}

#[test]
fn a_number_replaces_a_category_that_it_alone_is_in() {
    assert!(read("en", "a = { $n ->\n    [1] x\n   *[other] y\n}\n").is_ok());
    assert!(
        error("ru", "a = { $n ->\n    [1] x\n    [few] y\n   *[many] z\n}\n").contains("[one]"),
        "21 has the category one"
    );
}

#[test]
fn all_six_categories_are_read() {
    let six =
        "a = { $n ->\n    [zero] 0\n    [one] 1\n    [two] 2\n    [few] 3\n    [many] 4\n   *[other] 5\n}\n";
    assert!(read("ar", six).is_ok());
    assert!(error("en", six).contains("no category [zero]"));
}

#[test]
fn unsupported_syntax_is_refused() {
    for (source, reason) in [
        ("a = { NUMBER($n) }\n", "only { $value }"),
        ("a = { b }\nb = B\n", "only { $value }"),
        ("-a = A\n", "terms"),
        ("a\n", "not Fluent"),
        ("a = A\na = B\n", "twice"),
        ("a = { $n ->\n    [one] x\n    [0] z\n   *[other] y\n}\n", "come before"),
        ("a = { $n ->\n    [male] x\n   *[other] y\n}\n", "[male] is neither"),
        ("a = { $n ->\n    [1.5] x\n   *[other] y\n}\n", "no whole number"),
        ("a = { $n ->\n    [one] { $m ->\n   *[other] y\n}\n   *[other] y\n}\n", "within a choice"),
    ] {
        assert!(error("en", source).contains(reason), "{source}: {}", error("en", source));
    }
}
