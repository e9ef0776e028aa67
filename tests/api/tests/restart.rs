//! Restarts: an instance that was stopped or killed starts again with its whole state. Each test has its own instance:
//! `./scripts/test restart`.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use api_tests::{
    Client, Instance, Person, Reset, SignIn, SignedInUser, directory,
    environment::{self, environment},
    path,
    reset::GOOD_PASSWORD,
    secrets::{Secrets, keys_of_last_sync},
    tables,
};
use serde_json::json;

/// The maximum duration of a start with nothing to build and nothing to deploy, on a busy machine.
const MAXIMUM: Duration = Duration::from_mins(1);

/// A way to end an instance.
type End = fn(&Instance);

const ENDS: [(&str, End); 7] = [
    ("Ctrl-C", Instance::interrupt),
    ("SIGTERM", |instance| instance.signal("TERM")),
    ("SIGKILL of the agent", |instance| instance.kill("agent")),
    ("SIGKILL of the emulator", |instance| instance.kill("emulator")),
    ("SIGKILL of the edge", |instance| instance.kill("edge")),
    ("SIGKILL of the script", |instance| instance.signal("KILL")),
    ("a power cut", Instance::cut_power),
];

/// The other programs go on without the domain controller.
const END_OF_CONTROLLER: (&str, End) = ("SIGKILL of the domain controller, then Ctrl-C", |instance| {
    instance.kill_controller();
    instance.interrupt();
});

#[tokio::test]
async fn restarts_after_every_kind_of_end() {
    let mut instance = Instance::new("demonstration", &[]);
    instance.start();
    let people: Vec<_> = (0..=ENDS.len()).map(|_| Person::without_account()).collect();
    people.iter().for_each(directory::add);
    until_synced(&people).await;
    restart_after_each(&mut instance, &ENDS, &people).await;
}

#[tokio::test]
#[ignore = "needs root: ./scripts/test restart"]
async fn restarts_with_a_domain_controller() {
    let mut instance = Instance::new("samba", &["--samba", "--fresh"]);
    instance.start();
    instance.reuse_state();
    // Their passwords were changed an hour ago.
    for user in ["dag", "ivan"] {
        instance.age_password(user);
    }
    let people = ["bo", "alice", "bob", "carol", "cleo", "dag", "ivan", "judy", "erin"].map(somebody);
    restart_after_each(&mut instance, &[&[END_OF_CONTROLLER][..], &ENDS].concat(), &people).await;
}

#[tokio::test]
async fn interrupted_first_start_is_repeated() {
    for said in ["starting the emulator", "deploying", "applying the policy", "enrolling the agent"] {
        let mut instance = Instance::new("half", &[]);
        instance.launch();
        instance.wait_until_printed(said);
        tokio::time::sleep(Duration::from_millis(300)).await;
        instance.signal("KILL");
        instance.wait_until_exited();
        instance.start();
        reset(&somebody("anna"), GOOD_PASSWORD).await;
    }
}

#[tokio::test]
async fn ctrl_c_before_the_first_start_is_ready_exits_with_130() {
    let mut instance = Instance::new("interrupted", &[]);
    instance.launch();
    instance.wait_until_printed("deploying");
    instance.interrupt();
    assert_eq!(instance.wait_until_exited(), Some(130));
    instance.start();
    instance.interrupt();
    assert_eq!(instance.wait_until_exited(), Some(0));
}

/// The time of a text's last change is new, and its content is not, so that nothing is compiled.
#[tokio::test]
async fn restarts_after_following_the_sources() {
    let mut instance = Instance::new("dev", &["--dev"]);
    for created in [true, false] {
        instance.start();
        assert_eq!(instance.outputs()["Created"], created);
        instance.wait_until_printed("following the sources");
        let text = environment::scripts().join("../locales/en/page.ftl");
        fs::set_permissions(&text, fs::metadata(&text).unwrap().permissions()).unwrap();
        instance.wait_until_printed("up to date");
        reset(&somebody(if created { "anna" } else { "bo" }), GOOD_PASSWORD).await;
        instance.interrupt();
        assert_eq!(instance.wait_until_exited(), Some(0));
    }
}

#[tokio::test]
async fn restarts_on_other_ports() {
    let mut instance = Instance::new("ports", &[]);
    instance.start();
    instance.interrupt();
    instance.wait_until_exited();
    let _taken = instance.occupy_emulator_port();
    instance.change_port();
    instance.start();
    assert_eq!(instance.outputs()["Created"], false);
    reset(&somebody("anna"), GOOD_PASSWORD).await;
}

/// As [the book](../../../docs/book/src/operate/keys.md) says: the new value is put after the old one, then before it,
/// and then the old one is removed. Functions read secrets when they start.
#[tokio::test]
async fn secrets_are_replaced_in_three_steps_and_nothing_is_lost() {
    let mut instance = Instance::new("secrets", &[]);
    instance.start();
    let (anna, bo, last) = (somebody("anna"), somebody("bo"), Person::without_account());
    directory::add(&last);
    let app = SignedInUser::sign_in_with_second_factor(&anna).await.add_app().await;
    let (secrets, keys) = (Secrets::read().await, keys_of_last_sync().await);
    let mut under_way = Reset::start("bo").await;
    under_way.prove(&bo, "mail").await;

    secrets.put(|old, new| format!("{old}\n{new}")).await;
    instance.kill_functions();
    // The token is good: nothing is ordered yet.
    under_way.show().await.problem("gate-missing");
    secrets.put(|old, new| format!("{new}\n{old}")).await;
    instance.kill_functions();
    under_way.set_password(GOOD_PASSWORD).await;
    assert_eq!(under_way.outcome().await["state"], "done");
    prove_by_app(&anna, &app.code(1)).await;
    let end = Instant::now() + MAXIMUM;
    while keys_of_last_sync().await == keys {
        assert!(Instant::now() < end, "no account was stored again");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    secrets.put(|_, new| new.to_owned()).await;
    instance.kill_functions();
    reset(&last, GOOD_PASSWORD).await;
    // A code of a step is good once.
    tokio::time::sleep(Duration::from_secs(30)).await;
    prove_by_app(&anna, &app.code(1)).await;
}

/// Signs in with a password and a code of an app.
async fn prove_by_app(person: &Person, code: &str) {
    let mut user = SignedInUser::sign_in(person).await;
    let method = user.factor("authenticator-app").await;
    user.post_and_rotate(path::PROVE_FACTOR, &json!({ "method": method, "code": code })).await;
}

#[tokio::test]
async fn restarts_with_the_state_of_an_earlier_version() {
    let archives: Vec<_> = fs::read_dir(states()).unwrap().map(|archive| archive.unwrap().path()).collect();
    assert!(!archives.is_empty(), "no state of an earlier version is kept");
    for archive in archives {
        let mut instance = Instance::new("earlier", &[]);
        instance.restore_state(&archive);
        instance.start();
        let name = archive.display();
        assert_eq!(instance.outputs()["Created"], false, "{name}: the stack was created again");
        assert!(signs_in(&somebody("bo"), GOOD_PASSWORD).await, "{name}: the password is lost");
        let method = SignedInUser::sign_in(&somebody("anna")).await.factor("authenticator-app").await;
        assert!(!method.is_empty(), "{name}: the method is lost");
        reset(&somebody("anna"), GOOD_PASSWORD).await;
    }
}

/// Run with every release, so that the next one is tested with its state: `./scripts/test keep-state`.
#[tokio::test]
#[ignore = "makes what another test takes over"]
async fn keeps_a_state_for_the_next_version() {
    let mut instance = Instance::new("kept", &[]);
    instance.start();
    SignedInUser::sign_in_with_second_factor(&somebody("anna")).await.add_app().await;
    reset(&somebody("bo"), GOOD_PASSWORD).await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    instance.interrupt();
    instance.wait_until_exited();
    instance.archive_state(&states().join(concat!(env!("CARGO_PKG_VERSION"), ".tar.gz")));
}

fn states() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("states")
}

/// Ends and restarts the instance in all these ways, with a reset before each and after the last, and asserts that
/// everything is kept. One more user resets after every function was killed.
async fn restart_after_each(instance: &mut Instance, ends: &[(&str, End)], people: &[Person]) {
    let registered = somebody("anna");
    SignedInUser::sign_in_with_second_factor(&registered).await.add_app().await;
    let agent = instance.agent_status()["state"]["fingerprint"].clone();
    let (last, people) = people.split_last().unwrap();
    assert_eq!(ends.len(), people.len());
    for ((name, end), person) in ends.iter().zip(people) {
        reset(person, GOOD_PASSWORD).await;
        // A kill may lose the last second.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        end(instance);
        instance.wait_until_exited();
        let began = Instant::now();
        instance.start();
        assert!(began.elapsed() < MAXIMUM, "{name}: it took {:?}", began.elapsed());
        assert_eq!(instance.outputs()["Created"], false, "{name}: the stack was created again");
        assert_eq!(instance.agent_status()["state"]["fingerprint"], agent, "{name}: another agent");
        assert!(signs_in(person, GOOD_PASSWORD).await, "{name}: the password is lost");
        let method = SignedInUser::sign_in(&registered).await.factor("authenticator-app").await;
        assert!(!method.is_empty(), "{name}: the method is lost");
    }
    reset(last, GOOD_PASSWORD).await;
    instance.kill_functions();
    reset(&registered, GOOD_PASSWORD).await;
}

async fn reset(person: &Person, password: &str) {
    let mut reset = Reset::start(&person.name).await;
    reset.prove(person, "mail").await;
    reset.set_password(password).await;
    let shown = reset.outcome().await;
    assert_eq!(shown["state"], "done", "{}: {shown}", person.name);
}

async fn signs_in(person: &Person, password: &str) -> bool {
    let answer = SignIn::start(Client::new(), &person.name, password).await.outcome().await;
    answer.success(200)["state"] == "signed-in"
}

/// Waits until people are synced.
async fn until_synced(people: &[Person]) {
    let end = Instant::now() + MAXIMUM;
    let table = &environment().accounts_table;
    loop {
        let known = json!(tables::scan(table).await).to_string();
        if people.iter().all(|person| known.contains(&person.id)) {
            return;
        }
        assert!(Instant::now() < end, "the cloud was not notified");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Returns a user of the demonstration and of the test domain.
fn somebody(name: &str) -> Person {
    Person { mail: format!("{name}@home.example"), name: name.to_owned(), ..Person::without_account() }
}
