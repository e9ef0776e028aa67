//! Is this password acceptable, and if not, why. Pure; runs in the browser and in the agent.
