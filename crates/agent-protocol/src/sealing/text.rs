//! Reads the JSON of a sealed password and leaves no copy of it behind.
//!
//! `serde_json` unescapes strings in its own buffer, which is never wiped. This small reader accepts less than JSON
//! allows: one object of strings, its two names unescaped, no name twice.

use std::str::Chars;

use zeroize::Zeroizing;

type Password = Zeroizing<String>;

pub(super) struct Reader<'a> {
    rest: Chars<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.chars() }
    }

    /// Returns the members `current` and `new`, if they are present; `None` for anything else.
    pub(super) fn passwords(mut self) -> Option<(Option<Password>, Option<Password>)> {
        let (mut current, mut new) = (None, None);
        self.take('{')?;
        loop {
            let member = match self.string()?.as_str() {
                "current" => &mut current,
                "new" => &mut new,
                _ => return None,
            };
            self.take(':')?;
            if member.replace(self.string()?).is_some() {
                return None;
            }
            match self.next_beyond_space()? {
                ',' => {}
                '}' => break,
                _ => return None,
            }
        }
        let rest = self.rest.as_str();
        rest.bytes().all(|byte| byte == b' ').then_some((current, new))
    }

    fn string(&mut self) -> Option<Password> {
        self.take('"')?;
        // An escape is never shorter than its character, so the string never outgrows the rest of the text.
        let mut text = Zeroizing::new(String::with_capacity(self.rest.as_str().len()));
        loop {
            match self.rest.next()? {
                '"' => return Some(text),
                '\\' => text.push(self.escape()?),
                control if control < ' ' => return None,
                plain => text.push(plain),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.rest.next()? {
            plain @ ('"' | '\\' | '/') => plain,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode(),
            _ => return None,
        })
    }

    fn unicode(&mut self) -> Option<char> {
        let unit = self.unit()?;
        let (high, low) = (0xD800..0xDC00, 0xDC00..0xE000);
        if !high.contains(&unit) {
            return char::from_u32(unit);
        }
        let pair = self.rest.next() == Some('\\') && self.rest.next() == Some('u');
        let second = self.unit().filter(|second| pair && low.contains(second))?;
        char::from_u32(0x1_0000 + ((unit - high.start) << 10) + (second - low.start))
    }

    fn unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit * 16 + self.rest.next()?.to_digit(16)?))
    }

    fn take(&mut self, expected: char) -> Option<()> {
        (self.next_beyond_space()? == expected).then_some(())
    }

    fn next_beyond_space(&mut self) -> Option<char> {
        self.rest.find(|character| *character != ' ')
    }
}
