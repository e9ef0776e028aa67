//! A cache of one value.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// One value that is served from memory for a fixed time.
#[derive(Debug)]
pub struct Cached<T> {
    ttl: SignedDuration,
    entry: Mutex<Option<(Timestamp, T)>>,
}

impl<T: Clone> Cached<T> {
    /// Makes an empty cache.
    pub const fn new(ttl: SignedDuration) -> Self {
        Self { ttl, entry: Mutex::new(None) }
    }

    /// Returns the value, unless it has expired.
    pub fn get(&self, now: Timestamp) -> Option<T> {
        let entry = self.entry.lock().unwrap_or_else(PoisonError::into_inner);
        entry.as_ref().filter(|(until, _)| now < *until).map(|(_, value)| value.clone())
    }

    /// Stores a value that was read at this moment, and returns it.
    pub fn put(&self, value: T, now: Timestamp) -> T {
        *self.entry.lock().unwrap_or_else(PoisonError::into_inner) = Some((now + self.ttl, value.clone()));
        value
    }

    /// Empties the cache.
    pub fn clear(&self) {
        *self.entry.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::Cached;

    #[test]
    fn value_is_cached_until_its_ttl_ends() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let cached = Cached::new(SignedDuration::from_secs(5));
        assert_eq!(cached.get(at(0)), None);
        assert_eq!(cached.put("a", at(0)), "a");
        assert_eq!((cached.get(at(4)), cached.get(at(5))), (Some("a"), None));
        cached.put("b", at(4));
        assert_eq!(cached.get(at(8)), Some("b"));
        cached.clear();
        assert_eq!(cached.get(at(8)), None);
    }
}
