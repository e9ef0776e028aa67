//! The methods of a reset.

pub use vocabulary::MethodKind;

/// The id of a method in one reset. It is a keyed hash, so that it says nothing about the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MethodId(pub String);

/// A method, as one reset shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// The id on the wire.
    pub id: MethodId,
    pub kind: MethodKind,
    /// The keyed hash of the destination, by which sends are counted. Decoys have one too.
    pub destination: String,
    /// Whether this is a decoy: everything is counted, and nothing is ever sent.
    pub decoy: bool,
}
