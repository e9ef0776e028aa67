//! The form of envelopes, which is all that the cloud can check.

use api_contract::{Envelope, ProblemKind};
use lambda_kit::Failure;

/// The maximum number of envelopes in one request: more than any company has agents.
const MAX_ENVELOPES: usize = 16;
/// The length of an encapsulated X25519 key: 32 bytes in base64url.
const ENC_CHARACTERS: usize = 43;
/// The maximum length of a sealed text: two passwords of 256 characters, padded, with the tag, in base64url.
const MAX_CIPHERTEXT_CHARACTERS: usize = 6_000;
/// The maximum length of an agent's id.
const MAX_AGENT_ID_CHARACTERS: usize = 64;

/// Returns the envelopes if they are well formed: at least one, and one per agent. Otherwise fails with
/// `malformed-request`.
pub fn validated_envelopes(envelopes: Vec<Envelope>) -> Result<Vec<Envelope>, Failure> {
    let malformed = Failure::refused(ProblemKind::MalformedRequest);
    let mut agents: Vec<&str> = envelopes.iter().map(|envelope| envelope.agent.as_str()).collect();
    agents.sort_unstable();
    agents.dedup();
    let is_count_valid = (1..=MAX_ENVELOPES).contains(&envelopes.len()) && agents.len() == envelopes.len();
    if !is_count_valid || !envelopes.iter().all(is_well_formed) {
        return Err(malformed);
    }
    Ok(envelopes)
}

fn is_well_formed(envelope: &Envelope) -> bool {
    (1..=MAX_AGENT_ID_CHARACTERS).contains(&envelope.agent.len())
        && envelope.enc.len() == ENC_CHARACTERS
        && (1..=MAX_CIPHERTEXT_CHARACTERS).contains(&envelope.ciphertext.len())
        && is_base64url(&envelope.enc)
        && is_base64url(&envelope.ciphertext)
}

fn is_base64url(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope(agent: &str) -> Envelope {
        Envelope { agent: agent.into(), enc: "A".repeat(43), ciphertext: "B".repeat(363) }
    }

    #[test]
    fn each_agent_has_at_most_one_envelope() {
        assert!(validated_envelopes(vec![envelope("a"), envelope("b")]).is_ok());
        assert!(validated_envelopes(vec![]).is_err());
        assert!(validated_envelopes(vec![envelope("a"), envelope("a")]).is_err());
        assert!(validated_envelopes((0..17).map(|n| envelope(&n.to_string())).collect()).is_err());
    }

    #[test]
    fn impossible_envelope_is_malformed() {
        for broken in [
            Envelope { agent: String::new(), ..envelope("a") },
            Envelope { agent: "a".repeat(65), ..envelope("a") },
            Envelope { enc: "A".repeat(42), ..envelope("a") },
            Envelope { enc: format!("{}=", "A".repeat(42)), ..envelope("a") },
            Envelope { ciphertext: String::new(), ..envelope("a") },
            Envelope { ciphertext: "B".repeat(6_001), ..envelope("a") },
            Envelope { ciphertext: "B+B".into(), ..envelope("a") },
        ] {
            assert!(validated_envelopes(vec![broken]).is_err());
        }
    }
}
