//! A passkey: the device makes it, and asks for fingerprint, face or PIN.

use leptos::{prelude::*, task::spawn_local};

use super::{Place, made::registered, title};
use crate::{
    api::{self, add_method::Needs},
    parts::{alert, heading, paragraph, submit, tag},
    passkey::{self, Credential},
    words,
};

/// Says what it is, and makes one.
pub(super) fn passkey(place: Place) -> AnyView {
    Effect::new(move || {
        if let Some(added) = place.added.get()
            && let Needs::Passkey(options) = added.needs
        {
            place.busy.set(true);
            spawn_local(async move {
                make(place, &added.method, &options).await;
                place.busy.try_set(false);
            });
        }
    });
    tag("form")
        .set("novalidate", "")
        .on_submit(move || place.begin(None))
        .tag(heading(title(place.kind)))
        .tag(paragraph("lead", words::add_passkey_lead()))
        .tag(alert(place.trouble))
        .tag(submit(words::add_passkey_submit(), words::add_passkey_working(), place.busy))
        .tag(place.back())
        .done()
}

async fn make(place: Place, method: &str, options: &passkey::Options) {
    let Some(credential) = Credential::of(passkey::create(options)).await else {
        return place.trouble.set(Some(words::add_passkey_failed().into()));
    };
    match api::prove_method::prove_method_by_passkey(method, &credential).await {
        Ok(response) => registered(place, &response.session).await,
        Err(failure) => place.here.settle(&failure, place.trouble),
    }
}
