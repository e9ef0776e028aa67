//! Aligned Markdown tables.

/// Returns a Markdown table with aligned columns: names to the left, numbers to the right.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        rows.iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
            .max(3)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
            let (before, behind) = if column == 0 { ("", padding.as_str()) } else { (padding.as_str(), "") };
            text.extend(["| ", before, cell, behind, " "]);
        }
        text.push_str("|\n");
        if index == 0 {
            for (column, width) in widths.iter().enumerate() {
                let end = if column == 0 { "-" } else { ":" };
                text.extend(["| ", &"-".repeat(width - 1), end, " "]);
            }
            text.push_str("|\n");
        }
    }
    text
}

/// Returns a number with two decimals.
pub fn decimal(value: f64) -> String {
    format!("{value:.2}")
}

/// Returns a number in the form `1,234,567`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["a".to_owned(), "b".to_owned()], vec!["long".to_owned(), "1".to_owned()]];
        assert_eq!(table(&rows), "| a    |   b |\n| ---- | --: |\n| long |   1 |\n");
    }
}
