//! Median and percentiles of a few measurements.

/// Returns the median. Of an even number it is the lower of the two, which was measured.
pub fn median(values: &mut [f64]) -> f64 {
    percentile(values, 50)
}

/// Returns the percentile: the smallest measurement that this many percent of the measurements do not exceed.
pub fn percentile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values.get(rank - 1).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_are_counted_from_one() {
        let mut values: Vec<f64> = (1..=100).rev().map(f64::from).collect();
        assert_eq!(percentile(&mut values, 50).to_string(), "50");
        assert_eq!(percentile(&mut values, 99).to_string(), "99");
        assert_eq!(median(&mut [3.0, 1.0, 2.0]).to_string(), "2");
        assert_eq!(percentile(&mut [7.0], 99).to_string(), "7");
        assert!(median(&mut []).is_nan());
    }
}
