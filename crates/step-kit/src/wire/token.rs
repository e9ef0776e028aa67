//! Refused tokens as problems of the contract.

use api_contract::ProblemKind;
use crypto::signer::TokenError;
use lambda_kit::Failure;

/// Returns the problem of a refused token. An expired one has a separate answer.
pub fn token_failure(error: TokenError) -> Failure {
    Failure::refused(match error {
        TokenError::Invalid => ProblemKind::TokenInvalid,
        TokenError::Expired => ProblemKind::ResetExpired,
    })
}
