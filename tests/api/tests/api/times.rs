//! Whether the times of answers tell if a name has an account. A measurement and no test of `./scripts/test`: it needs a
//! quiet machine. `./scripts/bench --times` runs it.

use std::time::{Duration, Instant};

use api_tests::{Client, Person, Reset, fixtures, path};
use serde_json::json;

/// The pairs of a real name and a decoy, in batches that end before the first resets expire.
const BATCHES: usize = 10;
const PAIRS: usize = 200;

/// The largest area under the curve: 0.5 if times reveal nothing, 1 if they reveal everything.
const MAXIMUM_AUC: f64 = 0.52;

/// The times of one step, of real names and of decoys.
#[derive(Default)]
struct Times {
    real: Vec<Duration>,
    decoy: Vec<Duration>,
}

impl Times {
    fn push(&mut self, is_real: bool, time: Duration) {
        if is_real { self.real.push(time) } else { self.decoy.push(time) }
    }

    /// Returns the probability that a decoy is faster than a real name (Mann-Whitney), or slower if that is more
    /// probable.
    fn auc(&self) -> f64 {
        let mut decoy = self.decoy.clone();
        decoy.sort_unstable();
        // An equal time counts half.
        let twice_slower = |time: &Duration| {
            decoy.partition_point(|other| other < time) + decoy.partition_point(|other| other <= time)
        };
        let all = 2 * self.real.len() * decoy.len();
        let slower = self.real.iter().map(twice_slower).sum::<usize>();
        let [slower, all] = [slower, all].map(|number| f64::from(u32::try_from(number).unwrap()));
        (slower / all).max(1.0 - slower / all)
    }

    fn row(&self, step: &str) -> String {
        let median = |times: &[Duration]| {
            let mut sorted = times.to_vec();
            sorted.sort_unstable();
            sorted[sorted.len() / 2].as_secs_f64() * 1e3
        };
        let (real, decoy) = (median(&self.real), median(&self.decoy));
        format!("| {step} | {} | {real:.2} | {decoy:.2} | {:.3} |", self.real.len(), self.auc())
    }
}

#[tokio::test]
#[ignore = "a measurement: ./scripts/bench --times"]
async fn times_reveal_nothing_about_a_name() {
    let (client, mut starts, mut sends, mut guesses) =
        (Client::new(), Times::default(), Times::default(), Times::default());
    for batch in 0..BATCHES {
        let mut resets = Vec::new();
        for pair in 0..PAIRS {
            let mut names = [(true, Person::new().await.name), (false, Person::without_account().name)];
            names.rotate_left(pair % 2);
            for (is_real, name) in names {
                resets.push((is_real, start(&client, &name, is_real, &mut starts).await));
            }
            fixtures::clear_failed_guesses().await;
        }
        for (is_real, reset) in &mut resets {
            let began = Instant::now();
            reset.send("mail").await;
            sends.push(*is_real, began.elapsed());
            // The delivery of this code would slow down the next answer.
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
        for (number, (is_real, reset)) in resets.iter().enumerate() {
            let began = Instant::now();
            reset.guess("mail", "000000").await.problem("code-wrong");
            guesses.push(*is_real, began.elapsed());
            if number % 20 == 0 {
                fixtures::clear_failed_guesses().await;
            }
        }
        println!("batch {} of {BATCHES}", batch + 1);
    }
    println!("| step | pairs | real, ms | decoy, ms | AUC |\n| --- | ---: | ---: | ---: | ---: |");
    for (step, times) in [("start-reset", &starts), ("send-code", &sends), ("verify-code", &guesses)] {
        println!("{}", times.row(step));
    }
    for (step, times) in [("start-reset", starts), ("send-code", sends), ("verify-code", guesses)] {
        assert!(times.auc() <= MAXIMUM_AUC, "{step}");
    }
}

/// Starts a reset, and notes the time of the answer without that of the proof of work.
async fn start(client: &Client, name: &str, is_real: bool, times: &mut Times) -> Reset {
    let body = json!({ "userId": name, "purpose": "reset-password", "work": client.work().await });
    let began = Instant::now();
    let answer = client.post(path::START, None, &body).await;
    times.push(is_real, began.elapsed());
    Reset::started(client.clone(), answer.success(201))
}
