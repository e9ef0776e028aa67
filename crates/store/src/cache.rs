//! A cache of one value.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// One value that is served from memory for a fixed time.
#[derive(Debug)]
pub struct Cached<T> {
    life: SignedDuration,
    read: Mutex<Option<(Timestamp, T)>>,
}

impl<T: Clone> Cached<T> {
    /// Makes an empty cache.
    pub const fn new(life: SignedDuration) -> Self {
        Self { life, read: Mutex::new(None) }
    }

    /// Returns the value, unless it has expired.
    pub fn get(&self, now: Timestamp) -> Option<T> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.as_ref().filter(|(until, _)| now < *until).map(|(_, value)| value.clone())
    }

    /// Stores a value that was read at this moment, and returns it.
    pub fn keep(&self, value: T, now: Timestamp) -> T {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = Some((now + self.life, value.clone()));
        value
    }

    /// Empties the cache.
    pub fn forget(&self) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::Cached;

    #[test]
    fn what_was_read_is_believed_until_its_last_moment() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let cached = Cached::new(SignedDuration::from_secs(5));
        assert_eq!(cached.get(at(0)), None);
        assert_eq!(cached.keep("a", at(0)), "a");
        assert_eq!((cached.get(at(4)), cached.get(at(5))), (Some("a"), None));
        cached.keep("b", at(4));
        assert_eq!(cached.get(at(8)), Some("b"));
        cached.forget();
        assert_eq!(cached.get(at(8)), None);
    }
}
