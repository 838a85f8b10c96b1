//! Reading what the user names.

use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

use super::Failure;
use super::screen::Screen;
use crate::lesson::{self, Format, Lesson};
use crate::source::SourceFile;

/// Offsets in a source file are 32 bits wide.
const SIZE_LIMIT: u64 = u32::MAX as u64 - 1;

/// The text of a file, or of standard input for `-`, with the name it has in messages.
pub(super) fn read_text(path: &Path) -> Result<(String, String), Failure> {
    let name = if path == Path::new("-") {
        "<stdin>".to_owned()
    } else {
        path.display().to_string()
    };
    let bytes = read_bytes(path).map_err(|error| Failure::Usage(format!("{name}: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::Refused(not_utf8(&name, error.as_bytes(), error.utf8_error())))?;
    Ok((name, text))
}

/// What a file is read as.
pub(super) enum Input {
    /// One program.
    Program(SourceFile),
    /// Prose and code.
    Lesson(Lesson),
}

/// Reads a program (`.py`, standard input, a text that begins with `#!` and names Python) or a lesson.
pub(super) fn read_input(path: &Path, screen: &Screen) -> Result<Input, Failure> {
    let (name, text) = read_text(path)?;
    let first_line = text.lines().next().unwrap_or_default();
    let is_script = first_line.starts_with("#!") && first_line.contains("python");
    if path == Path::new("-") || is_script || lesson::format_of(&name) == Format::Python {
        return Ok(Input::Program(SourceFile::new(name, text)));
    }
    let lesson = lesson_of(&name, &text, screen)?;
    if lesson.snippets.is_empty() {
        return Err(Failure::Usage(format!("{name}: no Python in this file")));
    }
    Ok(Input::Lesson(lesson))
}

/// Reads a file as a lesson, a program too.
pub(super) fn read_lesson(path: &Path, screen: &Screen) -> Result<Lesson, Failure> {
    let (name, text) = read_text(path)?;
    lesson_of(&name, &text, screen)
}

/// A text as a lesson; its format goes by the file's name.
pub(super) fn lesson_of(name: &str, text: &str, screen: &Screen) -> Result<Lesson, Failure> {
    lesson::read(name, text).map_err(|diagnostics| {
        let source = SourceFile::new(name, text);
        Failure::Refused(screen.refusal(&diagnostics, &source))
    })
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(SIZE_LIMIT).read_to_end(&mut bytes)
    } else {
        let metadata = fs::metadata(path).map_err(|error| describe(&error))?;
        if metadata.is_dir() {
            return Err("this is a folder; name a file".to_owned());
        }
        fs::File::open(path).and_then(|file| file.take(SIZE_LIMIT).read_to_end(&mut bytes))
    };
    let n_bytes = read.map_err(|error| describe(&error))?;
    if n_bytes as u64 == SIZE_LIMIT {
        return Err("larger than 4 GiB".to_owned());
    }
    Ok(bytes)
}

/// An error of the system in words without its number.
pub(super) fn describe(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn not_utf8(name: &str, bytes: &[u8], error: std::str::Utf8Error) -> String {
    let good = &bytes[..error.valid_up_to()];
    let line_number = good.split(|byte| *byte == b'\n').count();
    let line = good
        .rsplit(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let column = String::from_utf8_lossy(line).chars().count() + 1;
    let byte = bytes[error.valid_up_to()];
    format!(
        "error[not-utf-8]: the text is not UTF-8: byte 0x{byte:02x}\n \
         --> {name}:{line_number}:{column}\n\
         help: save the file as UTF-8\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_bad_byte_is_told() {
        let error = String::from_utf8(b"a\n\xd0\xb8 = \xff".to_vec()).expect_err("not UTF-8");
        let told = not_utf8("a.py", error.as_bytes(), error.utf8_error());
        assert!(told.contains("byte 0xff"), "{told}");
        assert!(told.contains("a.py:2:5"), "{told}");
    }
}
