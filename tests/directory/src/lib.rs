//! Tests of the agent against a real domain controller.
