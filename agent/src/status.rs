//! `readmit-agent status`: the running agent sends its state through a socket to every user who may read its folder.

mod health;
mod show;

use std::{
    fs, io,
    io::Read as _,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use rustix::fs::Mode;
use tokio::{io::AsyncWriteExt as _, net::UnixListener};

use crate::state::{Snapshot, State};
pub use health::problems;
pub use show::show;

const NAME: &str = "status.sock";
const TIMEOUT: Duration = Duration::from_secs(5);
/// The maximum size of a response, more than any agent sends.
const MAX_BYTES: u64 = 1 << 20;

/// The path of the socket.
pub fn socket(state_dir: &Path) -> PathBuf {
    state_dir.join(NAME)
}

/// Listens for this user alone. A socket that is left here belongs to no agent, because the journal's lock admits one
/// agent at a time.
pub(crate) fn listen(state_dir: &Path) -> io::Result<UnixListener> {
    let path = socket(state_dir);
    if let Err(error) = fs::remove_file(&path)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let before = rustix::process::umask(Mode::RWXG | Mode::RWXO | Mode::XUSR);
    let listener = UnixListener::bind(&path);
    rustix::process::umask(before);
    listener
}

/// Sends the state to every client as one line of JSON, until the future is dropped.
pub(crate) async fn serve(listener: UnixListener, state: Arc<State>) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        };
        let Ok(mut line) = serde_json::to_vec(&state.snapshot()) else { continue };
        line.push(b'\n');
        // The client may be gone or too slow.
        let _sent = tokio::time::timeout(TIMEOUT, stream.write_all(&line)).await;
    }
}

/// Asks the running agent for its state. Returns `None` if none is running.
pub fn ask(state_dir: &Path) -> io::Result<Option<Snapshot>> {
    let stream = match UnixStream::connect(socket(state_dir)) {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    stream.set_read_timeout(Some(TIMEOUT))?;
    let mut text = String::new();
    stream.take(MAX_BYTES).read_to_string(&mut text)?;
    Ok(Some(serde_json::from_str(&text)?))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[tokio::test]
    async fn running_agent_answers_only_its_own_user() {
        let folder = tempfile::tempdir().expect("folder");
        assert_eq!(ask(folder.path()).expect("an answer"), None, "without a socket no agent is running");
        let state = Arc::new(State::default());
        state.note(|state| state.agent = "agent-1".to_owned());
        let listener = listen(folder.path()).expect("listening");
        let mode = fs::metadata(socket(folder.path())).expect("a socket").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let server = tokio::spawn(serve(listener, Arc::clone(&state)));
        let path = folder.path().to_owned();
        let snapshot = tokio::task::spawn_blocking(move || ask(&path)).await.expect("asked");
        assert_eq!(snapshot.expect("an answer"), Some(state.snapshot()));
        server.abort();
        let _ended = server.await;
        assert_eq!(
            ask(folder.path()).expect("an answer"),
            None,
            "a socket without a process means that no agent is running"
        );
        listen(folder.path()).expect("a new agent replaces the socket");
    }
}
