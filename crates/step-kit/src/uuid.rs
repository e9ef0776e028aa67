//! Names for resets, sendings and jobs.

/// A random UUID (RFC 9562, version 4) of these bytes.
pub fn uuid(random: [u8; 16]) -> String {
    ::uuid::Builder::from_random_bytes(random).into_uuid().to_string()
}
