//! Compiling: the cache, the support library, batches, and what goes wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use adder::build::{
    BuildError, Builder, CHOICE, Executable, Profile, RustProgram, Silent, write_project,
};

const HELLO: &str = "fn main() {\n    println!(\"hello\");\n}\n";

fn plain(rust: &str) -> RustProgram<'_> {
    RustProgram {
        rust,
        needs_runtime: false,
        places: "",
    }
}

/// A cache that lives as long as the build folder, so that the library is compiled once for all runs of the tests.
fn lasting_cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

fn run(executable: &Path) -> Output {
    Command::new(executable).output().expect("it starts")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_program_is_compiled_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
    let first = builder
        .executable(plain(HELLO), Profile::Quick)
        .expect("compiled");
    assert_eq!(text(&run(&first).stdout), "hello\n");
    let made = fs::metadata(&first)
        .and_then(|file| file.modified())
        .expect("there");
    let again = builder
        .executable(plain(HELLO), Profile::Quick)
        .expect("found");
    assert_eq!(first, again);
    let found = fs::metadata(&again)
        .and_then(|file| file.modified())
        .expect("there");
    assert_eq!(made, found);
}

#[test]
fn a_damaged_executable_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
    let made = builder
        .executable(plain(HELLO), Profile::Quick)
        .expect("compiled");
    fs::write(&made, "half of an exe").expect("written");
    let made = builder
        .executable(plain(HELLO), Profile::Quick)
        .expect("compiled");
    assert_eq!(text(&run(&made).stdout), "hello\n");
}

#[test]
fn several_at_once_do_not_disturb_each_other() {
    let folder = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
                let made = builder
                    .executable(plain(HELLO), Profile::Quick)
                    .expect("compiled");
                assert_eq!(text(&run(&made).stdout), "hello\n");
            });
        }
    });
}

#[test]
fn overflow_is_noticed_at_both_levels() {
    let rust = "fn main() {\n    let n = std::env::args().count() as i64;\n    println!(\"{}\", i64::MAX + n);\n}\n";
    let folder = tempfile::tempdir().expect("a folder");
    let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
    for profile in [Profile::Quick, Profile::Fast] {
        let made = builder.executable(plain(rust), profile).expect("compiled");
        let output = run(&made);
        assert!(text(&output.stderr).contains("attempt to add with overflow"));
        assert_eq!(output.status.code(), Some(101));
    }
}

#[test]
fn rust_that_does_not_compile_is_a_fault_of_ours() {
    let folder = tempfile::tempdir().expect("a folder");
    let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
    let rust = "fn main() {\n    let x: i64 = \"a\";\n}\n";
    let error = builder
        .executable(plain(rust), Profile::Quick)
        .expect_err("it is no good");
    assert!(error.is_internal());
    match &error {
        BuildError::Rejected { kept, message } => {
            assert!(message.contains("mismatched types"), "{message}");
            assert_eq!(fs::read_to_string(kept).expect("kept"), rust);
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_program_links_to_the_support_library() {
    let builder = Builder::in_folder(&lasting_cache(), &Silent).expect("a builder");
    let program = RustProgram {
        rust: "extern crate adder_runtime;\n\nfn main() {\n    println!(\"linked\");\n}\n",
        needs_runtime: true,
        places: "",
    };
    for profile in [Profile::Quick, Profile::Fast] {
        let made = builder.executable(program, profile).expect("compiled");
        assert_eq!(text(&run(&made).stdout), "linked\n");
    }
}

#[test]
fn a_batch_runs_the_program_that_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let builder = Builder::in_folder(folder.path(), &Silent).expect("a builder");
    let failing = "fn main() -> std::process::ExitCode {\n    std::process::ExitCode::from(7)\n}\n";
    let wrong = "fn main() {\n    let x: i64 = \"a\";\n}\n";
    let torn = "fn main() {\n";
    let programs = [HELLO, wrong, failing, torn].map(plain);
    let made = builder
        .executables(&programs, Profile::Quick)
        .expect("there is a compiler");
    let [Ok(hello), Err(wrong), Ok(failing), Err(torn)] = &made[..] else {
        panic!("{made:?}");
    };
    assert_eq!(hello.path, failing.path, "compiled together");
    let run = |executable: &Executable| {
        let choice = executable.choice.as_deref().expect("one of two");
        let mut command = Command::new(&executable.path);
        command.env(CHOICE, choice).output().expect("it starts")
    };
    assert_eq!(text(&run(hello).stdout), "hello\n");
    assert_eq!(run(failing).status.code(), Some(7));
    assert!(wrong.to_string().contains("mismatched types"), "{wrong}");
    assert!(torn.to_string().contains("unclosed delimiter"), "{torn}");
}

#[test]
fn a_project_builds_with_cargo_alone() {
    // Always the same folder, so that cargo compiles only what has changed since the last time.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects");
    let project = folder.join("hello");
    let _ = fs::remove_dir_all(&project);
    let program = RustProgram {
        rust: "extern crate adder_runtime;\n\nfn main() {\n    println!(\"built\");\n}\n",
        needs_runtime: true,
        places: "",
    };
    write_project(&project, "hello", program).expect("written");
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&project)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("cargo starts");
    assert_eq!(text(&output.stdout), "built\n", "{}", text(&output.stderr));
    let again = write_project(&project, "hello", program).expect_err("it is there already");
    assert_eq!(again.to_string(), "the folder is not empty");
}
