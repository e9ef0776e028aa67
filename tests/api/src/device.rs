//! The cookie of known devices.

use crate::{Answer, Client, Person, Reset, path, reset::GOOD_PASSWORD};

const COOKIE: &str = "__Host-readmit-device";

/// Returns the value of the cookie that an answer sets, after checking its attributes.
pub fn cookie(answer: &Answer) -> Option<String> {
    let (value, attributes) = answer.cookie(COOKIE)?;
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000");
    Some(value.to_owned())
}

/// Returns a browser with this cookie.
pub fn browser(cookie: &str) -> Client {
    Client::new().with_headers(&[("cookie", &format!("{COOKIE}={cookie}"))])
}

/// Resets the password of a person in a browser, with one gate, and returns the cookie that the browser has then.
pub async fn reset_in(client: Client, person: &Person) -> String {
    let mut reset = Reset::start_with_client(client, &person.name, "reset-password").await;
    reset.prove(person, "mail").await;
    assert_eq!(cookie(&reset.show_before_order().await), None);
    reset.set_password(GOOD_PASSWORD).await;
    assert_eq!(reset.outcome().await["state"], "done");
    cookie(&reset.show().await).expect("the cookie of a known device")
}

impl Reset {
    /// Asks for the outcome before anything was ordered.
    async fn show_before_order(&self) -> Answer {
        self.client.get(path::SHOW, Some(&self.token)).await
    }
}
