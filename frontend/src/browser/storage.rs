//! Texts that the browser keeps for this site, until the tab is closed or longer. A browser that refuses keeps nothing.

use web_sys::Storage;

/// A storage of the browser, by the lifetime of its texts (Web Storage).
#[derive(Clone, Copy)]
pub(crate) enum WebStorage {
    /// Until the tab is closed. Reloads, Back and a dropped tab change nothing.
    Session,
    /// Until the user clears it.
    Local,
}

impl WebStorage {
    fn storage(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Session => window.session_storage(),
            Self::Local => window.local_storage(),
        }
        .ok()?
    }

    /// Returns the text that is kept under a key.
    pub(crate) fn read(self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok()?
    }

    /// Keeps a text under a key in place of the one before, or none.
    pub(crate) fn write(self, key: &str, text: Option<&str>) {
        if let Some(storage) = self.storage() {
            // A full storage keeps what fits.
            drop(match text {
                Some(text) => storage.set_item(key, text),
                None => storage.remove_item(key),
            });
        }
    }
}
