//! Seals passwords to each agent.

use agent_protocol::sealing::{Plaintext, PublicKey, seal};
use api_contract::{Envelope, verify_code::Seal};

use crate::entropy;

/// Returns one envelope per agent, or `None` if there is no agent or a key is invalid.
pub(crate) fn for_every_agent(plaintext: &Plaintext, to: &Seal) -> Option<Vec<Envelope>> {
    let envelopes = to.agents.iter().map(|agent| {
        let key = PublicKey::parse(&agent.public_key).ok()?;
        seal(&mut entropy::random(), &agent.id, &key, &to.binding, plaintext).ok()
    });
    let envelopes = envelopes.collect::<Option<Vec<_>>>()?;
    (!envelopes.is_empty()).then_some(envelopes)
}

#[cfg(test)]
mod tests {
    use agent_protocol::sealing::{PrivateKey, open};
    use api_contract::verify_code::AgentKey;

    use super::*;

    #[test]
    fn each_agent_opens_its_own_envelope() {
        let keys = ["north", "south"].map(|id| (id, PrivateKey::generate(&mut entropy::random())));
        let agents = keys
            .iter()
            .map(|(id, key)| AgentKey { id: (*id).to_owned(), public_key: key.public_key().encode() });
        let to = Seal { binding: "binding".to_owned(), agents: agents.collect(), all_offline: false };
        let plaintext = Plaintext::change("Fjäll-stuga 9", "Sommar-stuga 10");
        let envelopes = for_every_agent(&plaintext, &to).expect("there are agents");
        assert_eq!(envelopes.len(), 2);
        for ((id, key), envelope) in keys.iter().zip(envelopes) {
            let opened = open(id, key, "binding", &envelope).expect("it is for this agent");
            assert_eq!(opened, plaintext);
        }
    }

    #[test]
    fn sealing_needs_agents_with_valid_keys() {
        let password = Plaintext::reset("x");
        let no_agents = Seal { binding: "binding".to_owned(), agents: Vec::new(), all_offline: true };
        assert_eq!(for_every_agent(&password, &no_agents), None);
        let broken = AgentKey { id: "north".to_owned(), public_key: "short".to_owned() };
        assert_eq!(for_every_agent(&password, &Seal { agents: vec![broken], ..no_agents }), None);
    }
}
