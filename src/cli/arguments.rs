//! What can be written behind `adder`.

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::translate::{ClosureStyle, Ints, Options, Stage};
use crate::verify::Limits;

/// Python lessons to Rust: exact or refused, in Rust a person would write.
#[derive(Debug, Parser)]
#[command(name = "adder", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Print the Rust of a program or of each snippet of a lesson
    Translate(TranslateArguments),
    /// Translate, compile and run; streams and exit status are the program's own
    Run(RunArguments),
    /// Run lessons under Python and as Rust, compare, and judge what their texts claim
    Check(CheckArguments),
    /// Show a lesson and its Rust side by side, with what both print
    Compare(CompareArguments),
    /// Write an optimised executable, or a Cargo project
    Build(BuildArguments),
    /// Open a playground in the browser: Python on the left, its Rust on the right as you type
    Serve(ServeArguments),
    /// Keep the Rust of lessons and what it does as golden files, and tell when it changes
    Snapshot(SnapshotArguments),
    /// Tell what a code in a message or a reason means
    Explain(ExplainArguments),
    /// Print a script that completes the command line in a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    Man(ManArguments),
}

/// `adder translate`.
#[derive(Debug, Args)]
pub(super) struct TranslateArguments {
    /// A Python program or a lesson (.py, .md, .ipynb, plain text); `-` is standard input
    pub(super) file: PathBuf,
    /// Write here instead of to standard output
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
    /// Print what a stage makes of the program instead of its Rust
    #[arg(long, value_enum)]
    pub(super) stage: Option<StageName>,
    /// Print how much of the program is statically typed, and how long its Rust is
    #[arg(long, conflicts_with = "stage")]
    pub(super) stats: bool,
    /// Print why the Rust looks as it does, line by line, and what closures capture
    #[arg(long, conflicts_with_all = ["stage", "stats"])]
    pub(super) why: bool,
    /// Only the snippet of this number
    #[arg(long, value_name = "N")]
    pub(super) snippet: Option<usize>,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

/// `adder run`.
#[derive(Debug, Args)]
pub(super) struct RunArguments {
    /// A Python program or a lesson; `-` is standard input
    pub(super) file: PathBuf,
    /// Arguments of the program
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(super) arguments: Vec<OsString>,
    /// Optimise: slower to compile, faster to run (write it before FILE)
    #[arg(long)]
    pub(super) release: bool,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

/// `adder check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Programs, lessons, folders of them, and patterns such as 'week*/**/*.md'
    ///
    /// In folders, files with the extensions of lessons are looked for; what .gitignore names, hidden files and folders like
    /// `node_modules` are left out.
    #[arg(required = true, value_name = "FILE|DIR|GLOB")]
    pub(super) files: Vec<PathBuf>,
    /// Leave out files and folders that this pattern names, as in .gitignore
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// Only what is to be looked at, and the summary
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// The form of the report
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(super) output_format: OutputFormat,
    /// The same as --output-format json
    #[arg(long, conflicts_with = "output_format")]
    json: bool,
    /// Also write a report in `JUnit`'s XML
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// Only one of N parts of the lessons, as in 1/3: together the parts cover all, and none twice
    #[arg(long, value_name = "I/N", value_parser = shard)]
    pub(super) shard: Option<Shard>,
    /// Go on: check again what changes, until Ctrl-C
    #[arg(long, conflicts_with_all = ["json", "output_format", "junit"])]
    pub(super) watch: bool,
    /// Check again what is known from an earlier run
    #[arg(long)]
    pub(super) no_cache: bool,
    #[command(flatten)]
    pub(super) runs: RunsArguments,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

impl CheckArguments {
    pub(super) fn format(&self) -> OutputFormat {
        if self.json {
            OutputFormat::Json
        } else {
            self.output_format
        }
    }
}

/// How programs are run to be compared.
#[derive(Debug, Args)]
pub(super) struct RunsArguments {
    /// How many programs may run at a time [default: the number of processors]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(super) jobs: Option<usize>,
    /// The Python to compare with [default: `ADDER_PYTHON`, or python3]
    #[arg(long, value_name = "PATH")]
    pub(super) python: Option<PathBuf>,
    /// Seconds that one run may take
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    pub(super) time_limit: f64,
    /// Megabytes of memory that one run may take
    #[arg(long, value_name = "MB", default_value_t = 4096)]
    pub(super) memory_limit: u32,
    /// Megabytes that one run may print
    #[arg(long, value_name = "MB", default_value_t = 16)]
    pub(super) output_limit: u32,
}

impl RunsArguments {
    pub(super) fn limits(&self) -> Limits {
        Limits {
            time: Duration::from_secs_f64(self.time_limit),
            memory: u64::from(self.memory_limit) << 20,
            output: usize::try_from(self.output_limit)
                .map_or(usize::MAX, |mb| mb.saturating_mul(1 << 20)),
            ..Limits::default()
        }
    }

    pub(super) fn n_workers(&self) -> usize {
        let n_processors = || thread::available_parallelism().map_or(1, NonZero::get);
        self.jobs.unwrap_or_else(n_processors)
    }
}

/// The form of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// For people
    #[default]
    Text,
    /// Annotations for GitHub Actions
    Github,
    /// One JSON document
    Json,
}

/// One of several parts of the lessons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shard {
    /// From 1.
    pub(super) number: usize,
    pub(super) count: usize,
}

fn shard(text: &str) -> Result<Shard, String> {
    let (number, count) = text.split_once('/').unwrap_or_default();
    match (number.parse(), count.parse()) {
        (Ok(number @ 1..), Ok(count)) if number <= count => Ok(Shard { number, count }),
        _ => Err("such as 2/3 is needed: the second of three parts".to_owned()),
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..) => Ok(number),
        Ok(_) | Err(_) => Err("a number from 1 on is needed".to_owned()),
    }
}

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if number > 0.0 && number <= 86_400.0 => Ok(number),
        Ok(_) | Err(_) => Err("a number of seconds up to a day is needed".to_owned()),
    }
}

/// `adder compare`.
#[derive(Debug, Args)]
pub(super) struct CompareArguments {
    /// A Python program or a lesson (.py, .md, .ipynb, plain text)
    pub(super) file: PathBuf,
    /// Write one HTML page, which needs no network
    #[arg(long)]
    pub(super) html: bool,
    /// Where to write the page instead of to standard output
    #[arg(short, long, value_name = "OUT", requires = "html")]
    pub(super) output: Option<PathBuf>,
    /// Show the page in the browser
    #[arg(long, requires = "html")]
    pub(super) open: bool,
    /// The width of the view in letters [default: the terminal's]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(super) width: Option<usize>,
    /// Print at once, even on a terminal
    #[arg(long)]
    pub(super) no_pager: bool,
    /// The Python to compare with [default: `ADDER_PYTHON`, or python3]
    #[arg(long, value_name = "PATH")]
    pub(super) python: Option<PathBuf>,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

/// `adder build`.
#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// A Python program or a lesson; `-` is standard input
    pub(super) file: PathBuf,
    /// The executable to write
    #[arg(short, long, value_name = "EXE", required_unless_present = "project")]
    pub(super) output: Option<PathBuf>,
    /// Write a Cargo project into this new folder
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(super) project: Option<PathBuf>,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

/// `adder serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// Programs and lessons to offer besides the examples
    pub(super) files: Vec<PathBuf>,
    /// The port on 127.0.0.1; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 7331)]
    pub(super) port: u16,
    /// The Python to compare with [default: `ADDER_PYTHON`, or python3]
    #[arg(long, value_name = "PATH")]
    pub(super) python: Option<PathBuf>,
}

/// Choices about the Rust that is written.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct TranslationArguments {
    /// How closures are written
    #[arg(long, value_enum, default_value_t)]
    closures: ClosureName,
    /// How large integers are
    #[arg(long, value_enum, default_value_t)]
    ints: IntsName,
}

impl TranslationArguments {
    pub(super) fn options(self) -> Options {
        Options {
            closures: match self.closures {
                ClosureName::Auto => ClosureStyle::Auto,
                ClosureName::Struct => ClosureStyle::Struct,
                ClosureName::Move => ClosureStyle::Move,
            },
            ints: match self.ints {
                IntsName::Auto => Ints::Auto,
                IntsName::Big => Ints::Big,
            },
        }
    }
}

/// The dress of closures, as the user names it.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum ClosureName {
    /// Whatever reads best
    #[default]
    Auto,
    /// A struct with fields: shows what a closure is
    Struct,
    /// A `move` closure wherever Rust allows it
    Move,
}

/// The sizes of integers, as the user names them.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
enum IntsName {
    /// 64 bits where that is enough
    #[default]
    Auto,
    /// Any size everywhere: slower, and right whatever the numbers are
    Big,
}

/// A stage, as the user names it.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum StageName {
    Syntax,
    Names,
    Types,
    Ir,
    Storage,
}

impl StageName {
    pub(super) fn stage(self) -> Stage {
        match self {
            Self::Syntax => Stage::Syntax,
            Self::Names => Stage::Names,
            Self::Types => Stage::Types,
            Self::Ir => Stage::Ir,
            Self::Storage => Stage::Storage,
        }
    }
}

/// `adder snapshot`.
#[derive(Debug, Args)]
pub(super) struct SnapshotArguments {
    /// Programs, lessons, folders of them, and patterns, as for `adder check`
    ///
    /// Snapshots in the folders whose lessons are gone are found too. On a terminal each difference is shown with a choice;
    /// elsewhere it is as with --check.
    #[arg(required = true, value_name = "FILE|DIR|GLOB")]
    pub(super) files: Vec<PathBuf>,
    /// Show what differs from what was accepted, and fail if something does
    #[arg(long)]
    pub(super) check: bool,
    /// Accept what is now: write what is new, replace what differs, remove what has no lesson any more
    #[arg(long, conflicts_with = "check")]
    pub(super) accept: bool,
    /// Keep the snapshots in this folder instead of beside the lessons
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// Leave out files and folders that this pattern names, as in .gitignore
    #[arg(long, value_name = "GLOB")]
    pub(super) exclude: Vec<String>,
    /// The form of the differences
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(super) output_format: DifferenceFormat,
    /// Also write a report in `JUnit`'s XML
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,
    /// Run again what is known from an earlier run
    #[arg(long)]
    pub(super) no_cache: bool,
    #[command(flatten)]
    pub(super) runs: RunsArguments,
    #[command(flatten)]
    pub(super) translation: TranslationArguments,
}

/// The form of differences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DifferenceFormat {
    /// For people
    #[default]
    Text,
    /// Annotations for GitHub Actions
    Github,
}

/// `adder explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A code such as `unsupported` or `shared-cell`; without one, all are listed
    pub(super) code: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// `adder completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

/// `adder man`.
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// Write a page for Adder and one for each command into this folder instead
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}
