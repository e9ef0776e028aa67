use super::*;

#[tokio::test]
async fn a_signed_request_is_taken_once() {
    let (world, signer) = World::enrolled().await;
    let token = sign(&signer, &claims("j1"), TOKEN_TYPE);

    assert_eq!(world.verify(&token, 0).await.as_deref(), Ok("agent-1"));
    assert_eq!(world.verify(&token, 1).await, Err(Reason::Replayed));
    let another = sign(&signer, &claims("j2"), TOKEN_TYPE);
    assert!(world.verify(&another, 59).await.is_ok());
}

#[tokio::test]
async fn anything_but_this_request_is_refused_for_its_own_reason() {
    let (world, signer) = World::enrolled().await;
    let good = claims("j");
    let stranger = self::signer(9);
    let tokens = [
        (Reason::NotAToken, String::new()),
        (Reason::NotAToken, "a.b.c".into()),
        (Reason::NotAToken, sign(&signer, &good, "JWT")),
        (Reason::NotAToken, sign(&signer, &Claims { jti: "j".repeat(65), ..good.clone() }, TOKEN_TYPE)),
        (Reason::WrongKey, sign(&stranger, &good, TOKEN_TYPE)),
        (
            Reason::WrongKey,
            sign(&signer, &Claims { aud: "readmit-reset".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (
            Reason::AnotherRequest,
            sign(&signer, &Claims { iss: "agent-2".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (Reason::AnotherRequest, sign(&signer, &Claims { method: "GET".into(), ..good.clone() }, TOKEN_TYPE)),
        (
            Reason::AnotherRequest,
            sign(&signer, &Claims { path: "/api/agent".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (Reason::WrongClock, sign(&signer, &Claims { exp: good.exp + 1, ..good.clone() }, TOKEN_TYPE)),
    ];
    for (reason, token) in &tokens {
        assert_eq!(world.verify(token, 0).await, Err(*reason), "{token}");
    }

    let token = sign(&signer, &good, TOKEN_TYPE);
    assert_eq!(world.verify_body(&token, b"{}", 0).await, Err(Reason::AlteredBody));
    for seconds in [-3_600, -61, 60, 3_600] {
        assert_eq!(world.verify(&token, seconds).await, Err(Reason::WrongClock), "{seconds}");
    }
    assert!(world.verify(&token, -60).await.is_ok());
}

#[tokio::test]
async fn a_revoked_agent_is_refused_at_once_and_nothing_is_sealed_to_it() {
    let (world, signer) = World::enrolled().await;
    world.agents.seen("agent-1", "1", &Health::default(), at(NOW)).await.unwrap();
    assert_eq!(world.agents.alive(at(NOW)).await.unwrap().len(), 1);

    world.agents.revoke("agent-1", &world.emulator.tables.audit, at(NOW)).await.unwrap();

    let token = sign(&signer, &claims("j"), TOKEN_TYPE);
    assert_eq!(world.verify(&token, 0).await, Err(Reason::RevokedAgent));
    world.agents.seen("agent-1", "1", &Health::default(), at(NOW)).await.unwrap();
    assert!(world.agents.alive(at(NOW)).await.unwrap().is_empty());
    assert!(world.agents.enrolled().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_is_present_is_believed_for_five_seconds() {
    let (world, _) = World::enrolled().await;
    let present = async |milliseconds| {
        world.agents.present(at(NOW) + SignedDuration::from_millis(milliseconds)).await.unwrap().len()
    };
    assert_eq!(present(0).await, 1);

    world.agents.revoke("agent-1", &world.emulator.tables.audit, at(NOW)).await.unwrap();

    assert_eq!((present(4_999).await, present(5_000).await), (1, 0));
}

#[tokio::test]
async fn an_agent_is_alive_for_ninety_seconds_and_writes_if_its_directory_answers() {
    let (world, signer) = World::enrolled().await;
    assert!(world.agents.alive(at(NOW)).await.unwrap().is_empty());

    let health = Health { directory_reachable: true, queue_lag_seconds: Some(3), ..Health::default() };
    world.agents.seen("agent-1", "0.1.0", &health, at(NOW)).await.unwrap();

    let after = |milliseconds| at(NOW) + SignedDuration::from_millis(milliseconds);
    let alive = world.agents.alive(after(89_999)).await.unwrap();
    assert_eq!((&alive[0].keys, &alive[0].health), (&signer.keys, &health));
    assert!(alive[0].can_write(after(89_999)));
    assert!(world.agents.alive(after(90_000)).await.unwrap().is_empty());

    world.agents.seen("agent-1", "0.1.0", &Health::default(), at(NOW)).await.unwrap();
    let known = world.agents.find("agent-1").await.unwrap().unwrap();
    assert!(known.is_alive(at(NOW)) && !known.can_write(at(NOW)));
}

#[tokio::test]
async fn new_keys_replace_the_old_ones() {
    let (world, old) = World::enrolled().await;
    let new = signer(8);
    let unproved = RollKeys { proof: roll(&old).proof, ..roll(&new) };
    assert_eq!(world.roll(&unproved).await, Err(RollRefusal::NotProved));
    assert_eq!(world.roll(&roll(&old)).await, Err(RollRefusal::KeyKnown));

    world.roll(&roll(&new)).await.unwrap();

    assert_eq!(world.verify(&sign(&old, &claims("j1"), TOKEN_TYPE), 0).await, Err(Reason::WrongKey));
    assert!(world.verify(&sign(&new, &claims("j2"), TOKEN_TYPE), 0).await.is_ok());
    assert_eq!(world.roll(&roll(&old)).await, Err(RollRefusal::KeyKnown));
    assert_eq!(world.agents.list().await.unwrap().len(), 1);
}
