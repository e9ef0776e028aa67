use super::*;

#[tokio::test]
async fn signed_request_is_accepted_once() {
    let (fixture, signer) = Fixture::enrolled().await;
    let token = sign(&signer, &claims("j1"), TOKEN_TYPE);

    assert_eq!(fixture.verify(&token, 0).await.as_deref(), Ok("agent-1"));
    assert_eq!(fixture.verify(&token, 1).await, Err(RequestRefusal::Replayed));
    let another = sign(&signer, &claims("j2"), TOKEN_TYPE);
    assert!(fixture.verify(&another, 59).await.is_ok());
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a list of examples")]
async fn each_defect_of_a_request_has_its_own_reason() {
    let (fixture, signer) = Fixture::enrolled().await;
    let good = claims("j");
    let stranger = self::signer(9);
    let tokens = [
        (RequestRefusal::NotAToken, String::new()),
        (RequestRefusal::NotAToken, "a.b.c".into()),
        (RequestRefusal::NotAToken, sign(&signer, &good, "JWT")),
        (
            RequestRefusal::NotAToken,
            sign(&signer, &Claims { jti: "j".repeat(65), ..good.clone() }, TOKEN_TYPE),
        ),
        (RequestRefusal::WrongKey, sign(&stranger, &good, TOKEN_TYPE)),
        (
            RequestRefusal::WrongKey,
            sign(&signer, &Claims { aud: "readmit-reset".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (
            RequestRefusal::AnotherRequest,
            sign(&signer, &Claims { iss: "agent-2".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (
            RequestRefusal::AnotherRequest,
            sign(&signer, &Claims { method: "GET".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (
            RequestRefusal::AnotherRequest,
            sign(&signer, &Claims { path: "/api/agent".into(), ..good.clone() }, TOKEN_TYPE),
        ),
        (
            RequestRefusal::WrongClock,
            sign(&signer, &Claims { exp: good.exp + 1, ..good.clone() }, TOKEN_TYPE),
        ),
    ];
    for (reason, token) in &tokens {
        assert_eq!(fixture.verify(token, 0).await, Err(*reason), "{token}");
    }

    let token = sign(&signer, &good, TOKEN_TYPE);
    assert_eq!(fixture.verify_body(&token, b"{}", 0).await, Err(RequestRefusal::AlteredBody));
    for seconds in [-3_600, -61, 60, 3_600] {
        assert_eq!(fixture.verify(&token, seconds).await, Err(RequestRefusal::WrongClock), "{seconds}");
    }
    assert!(fixture.verify(&token, -60).await.is_ok());
}

#[tokio::test]
async fn revoked_agent_is_refused_and_not_listed_at_once() {
    let (fixture, signer) = Fixture::enrolled().await;
    fixture.agents.record_heartbeat("agent-1", "1", &Health::default(), at(NOW)).await.unwrap();
    assert_eq!(fixture.agents.alive(at(NOW)).await.unwrap().len(), 1);

    fixture.agents.revoke("agent-1", &fixture.emulator.tables.audit, at(NOW)).await.unwrap();

    let token = sign(&signer, &claims("j"), TOKEN_TYPE);
    assert_eq!(fixture.verify(&token, 0).await, Err(RequestRefusal::RevokedAgent));
    fixture.agents.record_heartbeat("agent-1", "1", &Health::default(), at(NOW)).await.unwrap();
    assert!(fixture.agents.alive(at(NOW)).await.unwrap().is_empty());
    assert!(fixture.agents.enrolled().await.unwrap().is_empty());
}

#[tokio::test]
async fn enrolled_agents_are_cached_for_5_s() {
    let (fixture, _) = Fixture::enrolled().await;
    let present = async |milliseconds| {
        fixture
            .agents
            .enrolled_cached(at(NOW) + SignedDuration::from_millis(milliseconds))
            .await
            .unwrap()
            .len()
    };
    assert_eq!(present(0).await, 1);

    fixture.agents.revoke("agent-1", &fixture.emulator.tables.audit, at(NOW)).await.unwrap();

    assert_eq!((present(4_999).await, present(5_000).await), (1, 0));
}

#[tokio::test]
async fn agent_is_alive_for_90_s_and_writes_with_a_directory() {
    let (fixture, signer) = Fixture::enrolled().await;
    assert!(fixture.agents.alive(at(NOW)).await.unwrap().is_empty());

    let health = Health { directory_reachable: true, queue_lag_seconds: Some(3), ..Health::default() };
    fixture.agents.record_heartbeat("agent-1", "0.1.0", &health, at(NOW)).await.unwrap();

    let after = |milliseconds| at(NOW) + SignedDuration::from_millis(milliseconds);
    let alive = fixture.agents.alive(after(89_999)).await.unwrap();
    assert_eq!((&alive[0].keys, &alive[0].health), (&signer.keys, &health));
    assert!(alive[0].can_write(after(89_999)));
    assert!(fixture.agents.alive(after(90_000)).await.unwrap().is_empty());

    fixture.agents.record_heartbeat("agent-1", "0.1.0", &Health::default(), at(NOW)).await.unwrap();
    let known = fixture.agents.find("agent-1").await.unwrap().unwrap();
    assert!(known.is_alive(at(NOW)) && !known.can_write(at(NOW)));
}

#[tokio::test]
async fn rolled_keys_replace_the_old_ones() {
    let (fixture, old) = Fixture::enrolled().await;
    let new = signer(8);
    let unproved = RollKeys { proof: roll(&old).proof, ..roll(&new) };
    assert_eq!(fixture.roll(&unproved).await, Err(RollRefusal::NotProved));
    assert_eq!(fixture.roll(&roll(&old)).await, Err(RollRefusal::KeyKnown));

    fixture.roll(&roll(&new)).await.unwrap();

    assert_eq!(
        fixture.verify(&sign(&old, &claims("j1"), TOKEN_TYPE), 0).await,
        Err(RequestRefusal::WrongKey)
    );
    assert!(fixture.verify(&sign(&new, &claims("j2"), TOKEN_TYPE), 0).await.is_ok());
    assert_eq!(fixture.roll(&roll(&old)).await, Err(RollRefusal::KeyKnown));
    assert_eq!(fixture.agents.list().await.unwrap().len(), 1);
}
