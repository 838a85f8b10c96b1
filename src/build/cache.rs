//! Where compiled things are kept: one folder per user, entries named by a hash of all that went into them.
//!
//! An entry is written into a temporary folder and renamed into its place, so it is there completely or not at all,
//! whoever else is building the same. Each entry lists its files with their hashes; one that does not agree with its
//! list (a full disk, a clean-up that was cut short) counts as missing and is made anew.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, io};

use etcetera::BaseStrategy;

use super::BuildError;

const LIST_NAME: &str = "entry.json";
/// The file of an entry that is only bytes.
const BYTES_NAME: &str = "bytes";
/// Entries of one kind that take more than this together are thrown out, the longest unused first.
const SIZE_LIMIT: u64 = 1 << 30;
/// Folders of builds that were cut short, and Rust that was kept for a look, go after this time.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(7 * 24 * 3600);
/// What was used this recently may be about to run and stays.
const KEPT_FOR: Duration = Duration::from_secs(600);

/// The user's cache folder.
#[derive(Clone, Debug)]
pub(super) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// `ADDER_CACHE_DIR`, or `adder` in the folder that the system has for caches.
    pub(super) fn open() -> Result<Self, BuildError> {
        let root = match env::var_os("ADDER_CACHE_DIR").filter(|dir| !dir.is_empty()) {
            Some(dir) => std::path::absolute(dir).map_err(|error| BuildError::NoCache {
                path: PathBuf::from("."),
                error,
            })?,
            None => etcetera::choose_base_strategy()
                .map_err(|_| BuildError::NoHome)?
                .cache_dir()
                .join("adder"),
        };
        Self::at(root)
    }

    /// The cache in a given folder, which is made if it is not there.
    pub(super) fn at(root: PathBuf) -> Result<Self, BuildError> {
        fs::create_dir_all(&root).map_err(|error| BuildError::NoCache {
            path: root.clone(),
            error,
        })?;
        Ok(Self { root })
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A fresh folder to build in, deleted when dropped.
    pub(super) fn build_folder(&self) -> Result<tempfile::TempDir, BuildError> {
        self.work_folder().map_err(|error| BuildError::NoCache {
            path: self.root.clone(),
            error,
        })
    }

    /// The same for those who care about the place only: on the file system of the entries.
    fn work_folder(&self) -> io::Result<tempfile::TempDir> {
        let folder = self.root.join("work");
        fs::create_dir_all(&folder)?;
        tempfile::Builder::new().prefix("build-").tempdir_in(folder)
    }

    /// The folder of a complete and undamaged entry.
    pub(super) fn entry(&self, kind: &str, key: &str) -> Option<PathBuf> {
        let folder = self.root.join(kind).join(key);
        if !is_complete(&folder) {
            return None;
        }
        // The time of last use steers the clean-up; a read-only cache works without.
        let _ = File::open(folder.join(LIST_NAME))
            .and_then(|list| list.set_modified(SystemTime::now()));
        Some(folder)
    }

    /// Makes `files` (name in the entry, file to take) an entry and returns its folder.
    pub(super) fn publish(
        &self,
        kind: &str,
        key: &str,
        files: &[(String, PathBuf)],
    ) -> io::Result<PathBuf> {
        let parent = self.root.join(kind);
        fs::create_dir_all(&parent)?;
        let staged = self.work_folder()?;
        let mut list = BTreeMap::new();
        for (name, from) in files {
            let to = staged.path().join(name);
            fs::rename(from, &to).or_else(|_| fs::copy(from, &to).map(drop))?;
            list.insert(name.as_str(), hash_of(&to)?);
        }
        let list = serde_json::to_vec(&list).map_err(io::Error::other)?;
        fs::write(staged.path().join(LIST_NAME), list)?;

        let folder = parent.join(key);
        if fs::rename(staged.path(), &folder).is_err() {
            // Somebody was faster, or a damaged entry is in the way.
            if !is_complete(&folder) {
                self.discard(&folder)?;
                fs::rename(staged.path(), &folder).or_else(|error| {
                    if is_complete(&folder) {
                        Ok(())
                    } else {
                        Err(error)
                    }
                })?;
            }
        }
        Ok(folder)
    }

    /// The bytes that were [remembered](Self::remember) under a key, undamaged.
    pub(super) fn recall(&self, kind: &str, key: &str) -> Option<Vec<u8>> {
        fs::read(self.entry(kind, key)?.join(BYTES_NAME)).ok()
    }

    /// Keeps bytes under a key.
    pub(super) fn remember(&self, kind: &str, key: &str, bytes: &[u8]) -> io::Result<()> {
        let work = self.work_folder()?;
        let path = work.path().join(BYTES_NAME);
        fs::write(&path, bytes)?;
        self.publish(kind, key, &[(BYTES_NAME.to_owned(), path)])?;
        Ok(())
    }

    /// Takes an entry away in one step: first out of its place, then off the disk.
    fn discard(&self, folder: &Path) -> io::Result<()> {
        let grave = self.work_folder()?;
        match fs::rename(folder, grave.path().join("discarded")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Waits until no other process holds the lock of that name; the lock ends when the file is dropped.
    pub(super) fn lock(&self, name: &str) -> io::Result<File> {
        let file = File::create(self.root.join(format!("{name}.lock")))?;
        #[cfg(unix)]
        rustix::fs::flock(&file, rustix::fs::FlockOperation::LockExclusive)?;
        Ok(file)
    }

    /// Throws out the longest unused entries of a kind until the rest is small enough, and forgotten leftovers.
    pub(super) fn clean(&self, kind: &str) {
        self.clean_to(kind, SIZE_LIMIT);
        for leftovers in ["work", "rejected"] {
            for (folder, used, _) in entries(&self.root.join(leftovers)) {
                if age(used) > FORGOTTEN_AFTER {
                    let _ = fs::remove_dir_all(folder);
                }
            }
        }
    }

    fn clean_to(&self, kind: &str, limit: u64) {
        let mut found = entries(&self.root.join(kind));
        let mut total: u64 = found.iter().map(|(_, _, size)| size).sum();
        found.sort_by_key(|(_, used, _)| *used);
        for (folder, used, size) in found {
            if total <= limit || age(used) < KEPT_FOR {
                break;
            }
            if self.discard(&folder).is_ok() {
                total = total.saturating_sub(size);
            }
        }
    }
}

fn age(time: SystemTime) -> Duration {
    SystemTime::now().duration_since(time).unwrap_or_default()
}

/// The folders inside `parent`, when each was last used, and its size.
fn entries(parent: &Path) -> Vec<(PathBuf, SystemTime, u64)> {
    let Ok(folders) = fs::read_dir(parent) else {
        return Vec::new();
    };
    folders
        .flatten()
        .filter_map(|folder| {
            let used = fs::metadata(folder.path().join(LIST_NAME))
                .or_else(|_| folder.metadata())
                .and_then(|metadata| metadata.modified())
                .ok()?;
            let files = fs::read_dir(folder.path()).ok()?.flatten();
            let size = files
                .filter_map(|file| file.metadata().ok())
                .map(|metadata| metadata.len())
                .sum();
            Some((folder.path(), used, size))
        })
        .collect()
}

fn is_complete(folder: &Path) -> bool {
    let Ok(list) = fs::read(folder.join(LIST_NAME)) else {
        return false;
    };
    let Ok(list) = serde_json::from_slice::<BTreeMap<String, String>>(&list) else {
        return false;
    };
    list.iter()
        .all(|(name, hash)| hash_of(&folder.join(name)).is_ok_and(|found| found == *hash))
}

fn hash_of(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path)?;
    Ok(blake3::hash(&bytes).to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let cache = Cache {
            root: folder.path().to_owned(),
        };
        (folder, cache)
    }

    fn publish(cache: &Cache, key: &str, text: &str) -> PathBuf {
        let from = cache.root.join("made");
        fs::write(&from, text).expect("written");
        cache
            .publish("programs", key, &[("program".to_owned(), from)])
            .expect("published")
    }

    #[test]
    fn an_entry_is_found_until_it_is_damaged() {
        let (_folder, cache) = cache();
        assert_eq!(cache.entry("programs", "k"), None);
        let entry = publish(&cache, "k", "good");
        assert_eq!(cache.entry("programs", "k"), Some(entry.clone()));
        fs::write(entry.join("program"), "goo").expect("written");
        assert_eq!(cache.entry("programs", "k"), None);
        publish(&cache, "k", "good again");
        let text = fs::read_to_string(entry.join("program")).expect("read");
        assert_eq!(text, "good again");
    }

    #[test]
    fn the_first_of_two_publishers_wins() {
        let (_folder, cache) = cache();
        publish(&cache, "k", "first");
        let entry = publish(&cache, "k", "second");
        let text = fs::read_to_string(entry.join("program")).expect("read");
        assert_eq!(text, "first");
    }

    #[test]
    fn damaged_bytes_are_forgotten() {
        let (_folder, cache) = cache();
        assert_eq!(cache.recall("lessons", "k"), None);
        for bytes in [&b"good"[..], b"better"] {
            cache.remember("lessons", "k", bytes).expect("kept");
            assert_eq!(cache.recall("lessons", "k").as_deref(), Some(bytes));
            let entry = cache.entry("lessons", "k").expect("an entry");
            fs::write(entry.join(BYTES_NAME), "bad").expect("written");
            assert_eq!(cache.recall("lessons", "k"), None);
        }
    }

    #[test]
    fn the_longest_unused_go_first() {
        let (_folder, cache) = cache();
        for (key, hours) in [("old", 3), ("older", 5), ("new", 0)] {
            let entry = publish(&cache, key, &"x".repeat(1000));
            let used = SystemTime::now() - Duration::from_secs(hours * 3600);
            let list = File::options()
                .append(true)
                .open(entry.join(LIST_NAME))
                .expect("opened");
            list.set_modified(used).expect("set");
        }
        cache.clean_to("programs", 2500);
        assert_eq!(cache.entry("programs", "older"), None);
        assert!(cache.entry("programs", "old").is_some());
        cache.clean_to("programs", 0);
        assert!(cache.entry("programs", "new").is_some(), "just used");
    }
}
