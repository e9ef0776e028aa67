//! What a reset may do next. Pure: time and randomness come in, decisions and events go out.
