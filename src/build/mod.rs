//! From generated Rust to an executable: the only stage that starts `rustc` and cargo.
//!
//! Everything that was compiled is kept in the user's cache (see [`cache`]), so that the second time costs
//! milliseconds:
//!
//! - [`library`]: the support library, compiled by cargo once per toolchain,
//! - [`program`]: one program, by a direct call of rustc,
//! - [`batch`]: many programs in one such call,
//! - [`project`]: a Cargo project instead, for whoever wants to go on from there.

mod batch;
mod cache;
mod library;
mod program;
mod project;
mod sources;
mod toolchain;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

pub use batch::{CHOICE, Executable};
pub use project::write_project;

use cache::Cache;
use library::Library;
use toolchain::Toolchain;

/// How much time the compiler may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// The shortest way to a running program.
    Quick,
    /// The fastest program.
    Fast,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Fast => "fast",
        }
    }
}

/// The text of one Rust program and what it is linked to.
#[derive(Clone, Copy, Debug)]
pub struct RustProgram<'a> {
    /// One file with a `main`.
    pub rust: &'a str,
    /// Whether it names the support library.
    pub needs_runtime: bool,
    /// Where its lines came from, for tracebacks ([`crate::places`]); nothing if nobody wants to know.
    pub places: &'a str,
}

/// Is told about work that takes longer than a person wants to wait without a word.
pub trait Watch: Sync {
    /// Something long begins.
    fn begin(&self, what: &str);
    /// It is over.
    fn end(&self);
}

/// Nobody is watching.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Watch for Silent {
    fn begin(&self, _: &str) {}
    fn end(&self) {}
}

/// Why there is no executable.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// There is no working Rust compiler.
    #[error(
        "no Rust compiler: `{}` cannot be used ({reason})\nInstall Rust from https://rustup.rs, or name the compiler in RUSTC", .rustc.display()
    )]
    NoRustc {
        /// What was tried.
        rustc: PathBuf,
        /// What it answered.
        reason: String,
    },
    /// The system names no home folder.
    #[error("no folder for compiled programs: set HOME or ADDER_CACHE_DIR")]
    NoHome,
    /// The cache folder cannot be made.
    #[error("the cache folder {} cannot be used: {error}\nSet ADDER_CACHE_DIR to a folder that can be written", .path.display())]
    NoCache {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The support library does not compile here.
    #[error("the support library does not compile\n{message}")]
    Library {
        /// What cargo says.
        message: String,
    },
    /// The compiler does not accept what Adder wrote, which is Adder's fault.
    #[error(
        "this is a bug in Adder: the Rust it wrote does not compile\n{message}\nThe Rust is kept in {}", .kept.display()
    )]
    Rejected {
        /// Where the Rust is.
        kept: PathBuf,
        /// What rustc says.
        message: String,
    },
    /// Files could not be written or read.
    #[error("cannot build: {0}")]
    Io(#[from] io::Error),
}

impl BuildError {
    fn no_rustc(rustc: &Path, reason: String) -> Self {
        Self::NoRustc {
            rustc: rustc.to_owned(),
            reason,
        }
    }

    /// Whether the fault is in Adder rather than in the machine.
    pub fn is_internal(&self) -> bool {
        match self {
            Self::Rejected { .. } => true,
            Self::NoRustc { .. }
            | Self::NoHome
            | Self::NoCache { .. }
            | Self::Library { .. }
            | Self::Io(_) => false,
        }
    }
}

/// Makes executables and remembers them.
pub struct Builder<'w> {
    cache: Cache,
    watch: &'w dyn Watch,
    toolchain: OnceLock<Toolchain>,
    library: OnceLock<Library>,
}

impl<'w> Builder<'w> {
    /// A builder over the user's cache.
    ///
    /// # Errors
    /// If the cache folder cannot be used.
    pub fn new(watch: &'w dyn Watch) -> Result<Self, BuildError> {
        Ok(Self::over(Cache::open()?, watch))
    }

    /// A builder that keeps everything in a folder of its own.
    ///
    /// # Errors
    /// If the folder cannot be used; it is best an absolute path.
    pub fn in_folder(folder: &Path, watch: &'w dyn Watch) -> Result<Self, BuildError> {
        Ok(Self::over(Cache::at(folder.to_owned())?, watch))
    }

    fn over(cache: Cache, watch: &'w dyn Watch) -> Self {
        Self {
            cache,
            watch,
            toolchain: OnceLock::new(),
            library: OnceLock::new(),
        }
    }

    /// The folder in which everything is kept.
    pub fn folder(&self) -> &Path {
        self.cache.root()
    }

    /// What was [remembered](Self::remember) under a key (letters and digits), undamaged.
    pub fn recall(&self, kind: &str, key: &str) -> Option<Vec<u8>> {
        self.cache.recall(kind, key)
    }

    /// Keeps something in the cache, for as long as there is room.
    ///
    /// # Errors
    /// If it cannot be written, which only costs time.
    pub fn remember(&self, kind: &str, key: &str, bytes: &[u8]) -> io::Result<()> {
        self.cache.remember(kind, key, bytes)
    }

    /// Makes room for what is remembered next: the longest unused of a kind goes, if there is too much of it.
    pub fn clean(&self, kind: &str) {
        self.cache.clean(kind);
    }

    /// The executable of a program, from the cache if it was ever compiled.
    ///
    /// # Errors
    /// If there is no compiler, or it does not accept the program.
    pub fn executable(
        &self,
        program: RustProgram<'_>,
        profile: Profile,
    ) -> Result<PathBuf, BuildError> {
        let mut files = vec![(program::SOURCE_NAME.to_owned(), program.rust.to_owned())];
        if profile == Profile::Quick && !program.places.is_empty() {
            let places = batch::places_of(program::SOURCE_NAME, program.places);
            files.push((program::PLACES_NAME.to_owned(), places));
        }
        let key = key(&files, program.needs_runtime, profile);
        let compiled = self.compile(&files, program.needs_runtime, profile, &key)?;
        compiled.or_else(|message| {
            let kept = program::keep_rejected(&self.cache, &files, &key)?;
            Err(BuildError::Rejected { kept, message })
        })
    }

    /// Executables of several programs with as few calls of the compiler as possible; for those that the compiler does not
    /// accept, the error.
    ///
    /// # Errors
    /// If there is no compiler, or something else is wrong that concerns all.
    pub fn executables(
        &self,
        programs: &[RustProgram<'_>],
        profile: Profile,
    ) -> Result<Vec<Result<Executable, BuildError>>, BuildError> {
        let mut made: Vec<Option<Result<Executable, BuildError>>> = Vec::new();
        made.resize_with(programs.len(), || None);
        let mut together: Vec<usize> = (0..programs.len()).collect();
        // Each turn compiles all, or finds out whom the compiler blames. It does so in phases: what does not parse hides what
        // has wrong types.
        while together.len() > 1 {
            let chosen: Vec<RustProgram<'_>> = together.iter().map(|&at| programs[at]).collect();
            let blamed = match self.batch(&chosen, profile)? {
                Ok(path) => {
                    for (number, &at) in together.iter().enumerate() {
                        let choice = Some(number.to_string());
                        let path = path.clone();
                        made[at] = Some(Ok(Executable { path, choice }));
                    }
                    break;
                }
                Err(message) => batch::blamed(&message),
            };
            if blamed.is_empty() {
                break;
            }
            let numbered = together.into_iter().enumerate();
            together = numbered
                .filter(|(number, _)| !blamed.contains(number))
                .map(|(_, at)| at)
                .collect();
        }
        let mut results = Vec::new();
        for (result, &program) in made.into_iter().zip(programs) {
            results.push(match result {
                Some(result) => result,
                None => self.alone(program, profile)?,
            });
        }
        Ok(results)
    }

    fn alone(
        &self,
        program: RustProgram<'_>,
        profile: Profile,
    ) -> Result<Result<Executable, BuildError>, BuildError> {
        match self.executable(program, profile) {
            Ok(path) => Ok(Ok(Executable { path, choice: None })),
            Err(error) if error.is_internal() => Ok(Err(error)),
            Err(error) => Err(error),
        }
    }

    fn batch(
        &self,
        programs: &[RustProgram<'_>],
        profile: Profile,
    ) -> Result<Result<PathBuf, String>, BuildError> {
        let needs_runtime = programs.iter().any(|program| program.needs_runtime);
        let files = batch::crate_files(programs, profile);
        let key = key(&files, needs_runtime, profile);
        self.compile(&files, needs_runtime, profile, &key)
    }

    /// Compiles the support library now, if it is not in the cache.
    ///
    /// # Errors
    /// If there is no compiler, or the library does not compile.
    pub fn prepare(&self) -> Result<(), BuildError> {
        self.library().map(drop)
    }

    fn compile(
        &self,
        files: &[(String, String)],
        needs_runtime: bool,
        profile: Profile,
        key: &str,
    ) -> Result<Result<PathBuf, String>, BuildError> {
        if let Some(folder) = self.cache.entry(program::KIND, key) {
            return Ok(Ok(folder.join(program::executable_name())));
        }
        let library = if needs_runtime {
            Some(self.library()?)
        } else {
            None
        };
        let toolchain = self.toolchain()?;
        program::compile(&self.cache, toolchain, library, profile, files, key)
    }

    fn toolchain(&self) -> Result<&Toolchain, BuildError> {
        if let Some(toolchain) = self.toolchain.get() {
            return Ok(toolchain);
        }
        let found = Toolchain::find(&self.cache)?;
        Ok(self.toolchain.get_or_init(|| found))
    }

    fn library(&self) -> Result<&Library, BuildError> {
        if let Some(library) = self.library.get() {
            return Ok(library);
        }
        let found = Library::obtain(&self.cache, self.toolchain()?, self.watch)?;
        Ok(self.library.get_or_init(|| found))
    }
}

/// The name of a program in the cache: its text, the options, and the support library it is linked to.
///
/// The compiler is no part of it: whichever made the executable, it is one of this text.
fn key(files: &[(String, String)], needs_runtime: bool, profile: Profile) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(profile.name().as_bytes());
    for option in program::options(profile) {
        hasher.update(option.as_bytes());
    }
    if needs_runtime {
        hasher.update(sources::hash().as_bytes());
    }
    for (name, text) in files {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex()[..32].to_owned()
}
