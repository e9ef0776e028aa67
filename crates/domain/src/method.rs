//! Ways to prove who one is.

pub use vocabulary::MethodKind;

/// Names a method of one reset; derived by keyed hash, so that it says nothing about the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MethodId(pub String);

/// One method as shown in one reset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    /// Its name on the wire.
    pub id: MethodId,
    /// Its kind.
    pub kind: MethodKind,
    /// The masked destination.
    pub hint: String,
    /// Keyed hash of the destination: what sends are counted by. Decoys have one too.
    pub destination: String,
    /// Whether nothing stands behind it: everything is counted, nothing is ever sent.
    pub decoy: bool,
}
