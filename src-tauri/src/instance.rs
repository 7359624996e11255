//! One window for each data directory: a second start hands over what it was given and ends.
//!
//! A lock on a file in the data directory says who was first. The system takes it back when its
//! process ends, however it ends, so that none is ever stale; and two directories have nothing to do
//! with each other. The first listens on a socket beside it, which this account alone may use
//! (Windows: a named pipe, which others may read but not write).
//!
//! Where the directory can be neither locked nor written, every start opens: the desk withstands
//! two on one folder.

use std::{
    fs::{self, File, TryLockError},
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use desk::{asked::Asked, storage::create_private_dir};
use interprocess::local_socket::{ListenerOptions, Stream, prelude::*};
use serde::{Deserialize, Serialize};

/// Whoever holds a lock on it has the window.
const LOCK: &str = "instance.lock";
#[cfg(unix)]
const SOCKET: &str = "instance.socket";
/// How long the first start may take to answer. It is asked again meanwhile: it may be opening, or
/// closing.
const PATIENCE: Duration = Duration::from_secs(8);
const ASK_AGAIN_AFTER: Duration = Duration::from_millis(100);
/// How long another start may take to say what it was given.
const SAYS_WITHIN: Duration = Duration::from_secs(2);
/// More than that at once are turned away.
const MOST_AT_ONCE: usize = 8;
/// Longer than any token a desktop makes up for a start.
const LONGEST_TOKEN: usize = 256;
const TAKEN: &[u8] = b"taken\n";

/// Where this start stands.
pub(crate) enum Place {
    /// It is the one to open the window.
    First(First),
    /// Another has the window, and has taken what this one was given.
    Taken,
    /// Another has the window, and doesn't answer.
    Silent,
}

/// The right to the window, for as long as it is held.
pub(crate) struct First {
    /// Nothing where the directory could not be locked.
    lock: Option<File>,
}

/// What another start was given, and the desktop's leave for the window to come to the front.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Start {
    pub(crate) asked: Asked,
    pub(crate) token: Option<String>,
}

impl Start {
    /// This one.
    pub(crate) fn this(asked: Asked) -> Self {
        let token = ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"]
            .into_iter()
            .find_map(|name| std::env::var(name).ok())
            .filter(|token| is_token(token));
        Self { asked, token }
    }

    fn written(&self) -> io::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }

    fn read(line: &[u8]) -> Option<Self> {
        let start: Self = serde_json::from_slice(line).ok()?;
        start.token.as_deref().is_none_or(is_token).then_some(start)
    }
}

fn is_token(token: &str) -> bool {
    (1..=LONGEST_TOKEN).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Takes the window of this directory, or tells whoever has it what this start was given.
pub(crate) fn take_place(data_dir: &Path, this: &Start) -> Place {
    take_place_within(data_dir, this, PATIENCE)
}

fn take_place_within(data_dir: &Path, this: &Start, patience: Duration) -> Place {
    let opened = open_lock(data_dir);
    let Ok(lock) = opened else {
        return Place::First(First { lock: None });
    };
    let asked_first = Instant::now();
    loop {
        match lock.try_lock() {
            Ok(()) => return Place::First(First { lock: Some(lock) }),
            Err(TryLockError::WouldBlock) => {}
            // Some file systems of a network have no locks.
            Err(TryLockError::Error(error)) => {
                tracing::warn!(kind = %error.kind(), "the data directory could not be locked");
                return Place::First(First { lock: None });
            }
        }
        let left = patience.saturating_sub(asked_first.elapsed());
        if left.is_zero() {
            return Place::Silent;
        }
        if tell(data_dir, this, left) {
            return Place::Taken;
        }
        thread::sleep(ASK_AGAIN_AFTER);
    }
}

/// Whether a window is open on this directory.
pub(crate) fn is_open(data_dir: &Path) -> bool {
    let lock = File::open(data_dir.join(LOCK));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

fn open_lock(data_dir: &Path) -> io::Result<File> {
    create_private_dir(data_dir).map_err(|_| io::ErrorKind::Other)?;
    let mut options = File::options();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(data_dir.join(LOCK))
}

/// Whether the first start has taken what this one was given.
fn tell(data_dir: &Path, this: &Start, within: Duration) -> bool {
    let (data_dir, Ok(line)) = (data_dir.to_owned(), this.written()) else {
        return false;
    };
    let (answer, answered) = mpsc::channel();
    // On a thread of its own, since not every system lets a pipe be given up on.
    thread::spawn(move || {
        // Nobody waits any more when it took too long.
        let _ = answer.send(say(&data_dir, &line).is_ok());
    });
    answered.recv_timeout(within).unwrap_or(false)
}

fn say(data_dir: &Path, line: &[u8]) -> io::Result<()> {
    with_name(data_dir, |name| {
        let mut stream = Stream::connect(name)?;
        stream.write_all(line)?;
        let mut answer = [0; TAKEN.len()];
        stream.read_exact(&mut answer)?;
        if answer == TAKEN {
            Ok(())
        } else {
            Err(io::ErrorKind::InvalidData.into())
        }
    })
}

impl First {
    /// Listens to further starts for as long as the process runs, and keeps the window until then.
    pub(crate) fn listen(
        self,
        data_dir: &Path,
        take: impl Fn(Start) + Send + Sync + 'static,
    ) -> io::Result<()> {
        if self.lock.is_none() {
            return Ok(());
        }
        let listener = bind(data_dir)?;
        let (take, busy) = (Arc::new(take), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            // The lock goes with this thread, which goes with the process.
            let _held = self;
            for stream in listener.incoming() {
                let Ok(stream) = stream else {
                    // Whatever is the matter (no more files may be opened, for one) may pass.
                    thread::sleep(ASK_AGAIN_AFTER);
                    continue;
                };
                if busy.fetch_add(1, Ordering::SeqCst) >= MOST_AT_ONCE {
                    busy.fetch_sub(1, Ordering::SeqCst);
                    continue;
                }
                let (take, busy) = (Arc::clone(&take), Arc::clone(&busy));
                thread::spawn(move || {
                    if let Err(error) = hear(stream, &*take) {
                        tracing::warn!(kind = %error.kind(), "another start was not understood");
                    }
                    busy.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Ok(())
    }
}

fn hear(stream: Stream, take: &dyn Fn(Start)) -> io::Result<()> {
    // Not on every system, where a start that says nothing keeps its thread.
    let _ = stream.set_recv_timeout(Some(SAYS_WITHIN));
    let longest = u64::try_from(Asked::LONGEST + LONGEST_TOKEN + 64).unwrap_or(u64::MAX);
    let mut line = Vec::new();
    let mut stream = BufReader::new(stream);
    stream.by_ref().take(longest).read_until(b'\n', &mut line)?;
    let start = line.strip_suffix(b"\n").and_then(Start::read);
    let start = start.ok_or(io::ErrorKind::InvalidData)?;
    take(start);
    stream.get_mut().write_all(TAKEN)
}

fn bind(data_dir: &Path) -> io::Result<LocalSocketListener> {
    // One that a killed process left. The lock says that nobody listens there.
    #[cfg(unix)]
    match fs::remove_file(data_dir.join(SOCKET)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = with_name(data_dir, |name| {
        // It stays when the process ends; the next one removes it.
        let options = ListenerOptions::new().reclaim_name(false);
        options.name(name).create_sync()
    })?;
    #[cfg(unix)]
    fs::set_permissions(
        data_dir.join(SOCKET),
        std::os::unix::fs::PermissionsExt::from_mode(0o600),
    )?;
    Ok(listener)
}

/// The socket's path may have about a hundred bytes, and a directory's may have more: on Linux it is
/// named by way of the open directory.
#[cfg(unix)]
fn with_name<T>(
    data_dir: &Path,
    act: impl FnOnce(interprocess::local_socket::Name<'_>) -> io::Result<T>,
) -> io::Result<T> {
    use interprocess::local_socket::GenericFilePath;
    use std::os::fd::AsRawFd;
    let directory = File::open(data_dir)?;
    let path = if cfg!(target_os = "linux") {
        format!("/proc/self/fd/{}/{SOCKET}", directory.as_raw_fd()).into()
    } else {
        data_dir.join(SOCKET)
    };
    act(path.as_path().to_fs_name::<GenericFilePath>()?)
}

/// A pipe has no place in a directory; its name is made from the directory's.
#[cfg(not(unix))]
fn with_name<T>(
    data_dir: &Path,
    act: impl FnOnce(interprocess::local_socket::Name<'_>) -> io::Result<T>,
) -> io::Result<T> {
    use interprocess::local_socket::GenericNamespaced;
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    fs::canonicalize(data_dir)?.hash(&mut hasher);
    let name = format!("connect-desk-{:016x}", hasher.finish());
    act(name.as_str().to_ns_name::<GenericNamespaced>()?)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use desk::view::ScenarioName;

    use super::*;

    type Heard = Arc<Mutex<Vec<Start>>>;

    fn start(link: &str) -> Start {
        Start {
            asked: Asked {
                link: Some(link.to_owned()),
                scenario: Some(ScenarioName::MfaText),
            },
            token: Some("token_TIME123".to_owned()),
        }
    }

    fn first(data_dir: &Path) -> Heard {
        let Place::First(first) = take_place(data_dir, &Start::default()) else {
            panic!("somebody was there before");
        };
        let heard = Heard::default();
        let note = Arc::clone(&heard);
        first
            .listen(data_dir, move |start| note.lock().unwrap().push(start))
            .unwrap();
        heard
    }

    #[test]
    fn a_second_start_is_heard_word_for_word_and_another_directory_is_its_own() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (heard, elsewhere) = (first(here.path()), first(there.path()));
        let second = start("connectdesk://verify?customer=c-1");
        assert!(matches!(take_place(here.path(), &second), Place::Taken));
        assert_eq!(*heard.lock().unwrap(), [second]);
        assert!(elsewhere.lock().unwrap().is_empty());
    }

    #[test]
    fn a_directory_with_a_long_name_is_as_good() {
        let home = tempfile::tempdir().unwrap();
        let deep = home.path().join("d".repeat(120)).join("e".repeat(120));
        if cfg!(target_os = "linux") {
            let heard = first(&deep);
            assert!(matches!(take_place(&deep, &start("x")), Place::Taken));
            assert_eq!(heard.lock().unwrap().len(), 1);
        }
    }

    #[test]
    fn what_is_not_a_start_is_not_heard() {
        let home = tempfile::tempdir().unwrap();
        let heard = first(home.path());
        let long = format!("{{\"asked\":{{\"link\":\"{}\"}}}}\n", "x".repeat(10_000));
        let flags = br#"{"asked":{"environment":"production"}}"#;
        let token = br#"{"asked":{},"token":"a b"}"#;
        for bytes in [
            &b"\n"[..],
            b"[]\n",
            b"\xff\n",
            long.as_bytes(),
            flags,
            token,
        ] {
            let mut line = bytes.to_vec();
            line.push(b'\n');
            assert!(say(home.path(), &line).is_err(), "{bytes:?}");
        }
        assert!(heard.lock().unwrap().is_empty());
        // It listens all the same.
        assert!(matches!(take_place(home.path(), &start("x")), Place::Taken));
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_reach_it_and_what_a_killed_process_left_is_no_hindrance() {
        use std::os::unix::{fs::PermissionsExt, net::UnixListener};
        let home = tempfile::tempdir().unwrap();
        // As after a kill: a file and a socket, and nobody behind them.
        fs::write(home.path().join(LOCK), "").unwrap();
        drop(UnixListener::bind(home.path().join(SOCKET)).unwrap());
        let heard = first(home.path());
        let mode = |name| {
            fs::metadata(home.path().join(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode(SOCKET) & 0o777, 0o600);
        assert!(matches!(take_place(home.path(), &start("x")), Place::Taken));
        assert_eq!(heard.lock().unwrap().len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn one_that_hangs_is_told_from_one_that_is_gone() {
        use std::os::unix::net::UnixListener;
        let home = tempfile::tempdir().unwrap();
        let Place::First(hanging) = take_place(home.path(), &Start::default()) else {
            panic!("somebody was there before");
        };
        let _accepts_nobody = UnixListener::bind(home.path().join(SOCKET)).unwrap();
        let soon = Duration::from_millis(400);
        let place = || take_place_within(home.path(), &start("x"), soon);
        assert!(matches!(place(), Place::Silent));
        drop(hanging);
        assert!(matches!(place(), Place::First(_)));
    }

    #[cfg(unix)]
    #[test]
    fn where_nothing_can_be_locked_every_start_opens() {
        let home = tempfile::tempdir().unwrap();
        let in_the_way = home.path().join("data");
        fs::write(&in_the_way, "").unwrap();
        for _ in 0..2 {
            let place = take_place(&in_the_way, &Start::default());
            assert!(matches!(place, Place::First(First { lock: None })));
        }
    }
}
