//! Moments as the reader's locale writes them. The first step shows none.

mod later;

use crate::{clock::Moment, language::Language, opaque::opaque};

/// Members of the options of `Intl.DateTimeFormat`.
type Style = &'static [(&'static str, &'static str)];

/// Formats a moment in the reader's time zone and locale: `Tuesday 24 November 2026 at 14:05`, or `14:05` if that is
/// today.
pub(crate) fn date_and_time(moment: Moment, language: Language) -> String {
    if date(moment, language) == date(Moment::now(), language) {
        return time_of_day(moment, language);
    }
    format(moment, language, &[("dateStyle", "full"), ("timeStyle", "short")])
}

/// Formats the date in the reader's time zone and locale: `24 November 2026`.
pub(crate) fn date(moment: Moment, language: Language) -> String {
    format(moment, language, &[("dateStyle", "long")])
}

/// Formats the time of day in the reader's time zone and locale: `14:05`.
pub(crate) fn time_of_day(moment: Moment, language: Language) -> String {
    format(moment, language, &[("timeStyle", "short")])
}

fn format(moment: Moment, language: Language, style: Style) -> String {
    let open: fn(_, _, _) -> _ = later::open;
    opaque(open)(moment, language, style)
}
