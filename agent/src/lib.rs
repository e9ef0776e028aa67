//! The on-prem agent: the only part that talks to Active Directory.
