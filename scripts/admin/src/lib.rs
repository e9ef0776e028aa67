//! Commands of an administrator: apply a policy, register an agent.
