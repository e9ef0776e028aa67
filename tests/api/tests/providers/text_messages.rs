//! Text messages by End User Messaging first, and by SNS next, as the policy of this stack says for Swedish numbers.

use api_tests::{Person, Reset, SignedInUser, aws, fixtures, iam, outbox, path, tables};
use serde_json::{Value, json};

/// Returns what the emulator keeps of the text messages to a number, the oldest first.
async fn sent(number: &str) -> Vec<Value> {
    let all = aws::get("sns", "/_ministack/sns/sms-messages").await;
    all["sms_messages"][number].as_array().cloned().unwrap_or_default()
}

/// Makes End User Messaging refuse the number of a person.
async fn opt_out(person: &Person) {
    let number = json!({ "OptOutListName": "Default", "OptedOutNumber": person.mobile });
    aws::call("sms-voice", "PinpointSMSVoiceV2.PutOptedOutNumber", &number).await;
}

#[tokio::test]
async fn code_comes_from_the_number_of_the_company() {
    let person = Person::new().await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "text-message").await;
    let messages = sent(&person.mobile).await;
    let [message] = messages.as_slice() else { panic!("{messages:?}") };
    assert_eq!(message["Provider"], "end-user-messaging");
    assert!(message["Message"].as_str().unwrap().contains(&code));
    let request = &message["Request"];
    assert!(
        request["OriginationIdentity"].as_str().unwrap().ends_with(":pool/pool-of-the-company"),
        "{request}"
    );
    assert_eq!(request["ConfigurationSetName"], "readmit");
    assert_eq!(request["MessageType"], "TRANSACTIONAL");
    assert_eq!(request["MaxPrice"], "0.5");
}

#[tokio::test]
async fn number_that_one_service_refuses_gets_its_code_by_the_next() {
    let person = Person::new().await;
    opt_out(&person).await;
    let mut reset = Reset::start(&person.name).await;
    let code = reset.receive(&person, "text-message").await;
    reset.guess("text-message", &code).await.success(200);
    let messages = sent(&person.mobile).await;
    assert!(messages.len() == 1 && messages[0]["Provider"].is_null(), "{messages:?}");
    let events = tables::audit_of_account(&person.id).await;
    assert!(events.iter().all(|event| event["event"] != "delivery_failed"), "{events:?}");
}

#[tokio::test]
async fn serial_code_of_a_sign_in_comes_by_the_next_service_at_once() {
    let person = Person::new().await;
    let user = SignedInUser::sign_in(&person).await;
    let method = json!({ "method": user.factor("text-message").await });
    iam::deny("send-factor", &["sms-voice:SendTextMessage"], "*").await;
    let answer = user.post(path::SEND_FACTOR, &method).await;
    iam::restore("send-factor").await;
    answer.success(202);
    let messages = sent(&person.mobile).await;
    assert!(messages.len() == 1 && messages[0]["Provider"].is_null(), "{messages:?}");
}

#[tokio::test]
async fn serial_notice_that_a_service_refuses_is_not_counted() {
    let person = Person::new().await;
    opt_out(&person).await;
    let mut user = SignedInUser::sign_in(&person).await;
    let method = user.factor("text-message").await;
    user.post(path::SEND_FACTOR, &json!({ "method": method })).await.success(202);
    let code = outbox::new_code(&person.mobile, 0).await;
    user.post_and_rotate(path::PROVE_FACTOR, &json!({ "method": method, "code": code })).await;
    outbox::wait_until_idle().await;
    let before = fixtures::text_messages().await;
    user.add_app().await;
    // The queue delivers it to the next service after three minutes.
    outbox::wait_until_idle().await;
    assert_eq!(fixtures::text_messages().await, before);
}
