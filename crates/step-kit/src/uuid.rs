//! Ids for resets, sendings and jobs.

/// Returns a random UUID (RFC 9562, version 4) made of these bytes.
pub fn uuid(random: [u8; 16]) -> String {
    ::uuid::Builder::from_random_bytes(random).into_uuid().to_string()
}
