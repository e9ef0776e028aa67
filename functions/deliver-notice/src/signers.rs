//! The links in notices.

use crypto::{
    freeze_link::FreezeLinks,
    link::{CancelLink, CancelLinks},
};
use domain::{AccountId, ResetId};
use jiff::Timestamp;
use lambda_kit::Failure;
use messaging::messages::NoticeKind;

#[derive(Debug)]
pub struct Signers {
    /// Signs links that cancel orders.
    pub cancel: CancelLinks,
    /// Signs links that freeze accounts.
    pub freeze: FreezeLinks,
}

impl Signers {
    /// Returns the token of the link that freezes the account. The notice of a freeze has none.
    pub(crate) fn freeze(&self, account: &AccountId, kind: NoticeKind, at: Timestamp) -> Option<String> {
        self.freeze.sign(&account.0, at).filter(|_| kind != NoticeKind::AccountFrozen)
    }

    /// Returns the token of the link that cancels an order.
    pub(crate) fn cancel(&self, reset: &ResetId, job: &str, until: Timestamp) -> Result<String, Failure> {
        let link = CancelLink { reset: reset.0.clone(), job: job.to_owned(), expires_at: until };
        self.cancel.sign(&link).map_err(Failure::internal)
    }
}
