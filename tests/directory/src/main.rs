//! The agent with an action at a failpoint, which is named in the file `stop-at` of its working directory: `wait POINT`
//! creates a file `stopped` and waits until it is deleted; `kill POINT` kills the process and `freeze POINT` suspends
//! it as SIGSTOP does, each once.

#![expect(clippy::expect_used, reason = "a test that cannot go on ends")]

use std::{fs, path::Path, process::ExitCode, thread, time::Duration};

use directory_tests::failpoints::{PASSWORD_TRIED, POINTS};
use nix::sys::signal::{Signal, raise};
use readmit_agent::command_line;

fn main() -> ExitCode {
    for point in POINTS.into_iter().chain([PASSWORD_TRIED]) {
        fail::cfg_callback(point, move || reached(point)).expect("the points are compiled in");
    }
    command_line::run()
}

fn reached(point: &str) {
    let setting = fs::read_to_string("stop-at").unwrap_or_default();
    let Some((what, at)) = setting.split_once(' ') else { return };
    if at != point || fs::write("stopped", point).is_err() {
        return;
    }
    let once = |signal| {
        fs::remove_file("stop-at").expect("a failpoint was set");
        raise(signal).expect("a signal");
    };
    match what {
        "kill" => once(Signal::SIGKILL),
        "freeze" => once(Signal::SIGSTOP),
        _ => {
            while Path::new("stopped").exists() {
                thread::sleep(Duration::from_millis(10));
            }
        }
    }
}
