//! Event to request, result to response or problem, telemetry, environment.
