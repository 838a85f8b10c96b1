//! Exceptions as values, and how a program ends when nobody catches one.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use crate::{
    ExceptionClass, PyEq, Show, Truthy, Tuple, Type, Value, closest, output, text, traceback,
};

/// A Python exception: a class, arguments, and what it was raised from. Cloning shares it.
#[derive(Clone)]
pub struct Exception(Rc<ExceptionData>);

struct ExceptionData {
    class: ExceptionClass,
    args: RefCell<Vec<Value>>,
    chain: RefCell<Chain>,
    attributes: RefCell<Vec<(Box<str>, Value)>>,
    /// The known name that a `NameError` offers. It is no part of the message.
    suggestion: RefCell<Option<Box<str>>>,
}

#[derive(Default)]
struct Chain {
    cause: Option<Exception>,
    context: Option<Exception>,
    suppress_context: bool,
}

macro_rules! message_constructors {
    ($($name:ident = $constant:ident;)*) => {
        impl Exception {
            $(
                #[doc = concat!("An exception of class `", stringify!($constant), "` with one message.")]
                #[cold]
                pub fn $name(message: impl AsRef<str>) -> Self {
                    Self::with_message(ExceptionClass::$constant, message.as_ref())
                }
            )*
        }
    };
}

message_constructors! {
    type_error = TYPE_ERROR;
    value_error = VALUE_ERROR;
    index_error = INDEX_ERROR;
    unbound_local_error = UNBOUND_LOCAL_ERROR;
    zero_division_error = ZERO_DIVISION_ERROR;
    attribute_error = ATTRIBUTE_ERROR;
    overflow_error = OVERFLOW_ERROR;
    recursion_error = RECURSION_ERROR;
    runtime_error = RUNTIME_ERROR;
    lookup_error = LOOKUP_ERROR;
    memory_error = MEMORY_ERROR;
    eof_error = EOF_ERROR;
    not_implemented_error = NOT_IMPLEMENTED_ERROR;
    import_error = IMPORT_ERROR;
    name_error = NAME_ERROR;
    arithmetic_error = ARITHMETIC_ERROR;
}

impl Exception {
    /// An exception of `class` with any arguments.
    pub fn new(class: ExceptionClass, args: impl IntoIterator<Item = Value>) -> Self {
        let args: Vec<Value> = args.into_iter().collect();
        if class.is_subclass(ExceptionClass::OS_ERROR) && (2..6).contains(&args.len()) {
            return Self::system_error(class, args);
        }
        Self::plain(class, args)
    }

    /// `OSError(2, "…")` is a `FileNotFoundError`; the name of a file is an attribute.
    #[cold]
    fn system_error(class: ExceptionClass, mut args: Vec<Value>) -> Self {
        let class = if class == ExceptionClass::OS_ERROR {
            class.numbered(&args[0])
        } else {
            class
        };
        let file = args.get(2).cloned();
        args.truncate(2);
        let exc = Self::plain(class, args);
        if let Some(file) = file {
            exc.set_attribute("filename", file);
        }
        exc
    }

    fn plain(class: ExceptionClass, args: Vec<Value>) -> Self {
        Self(Rc::new(ExceptionData {
            class,
            args: RefCell::new(args),
            chain: RefCell::default(),
            attributes: RefCell::default(),
            suggestion: RefCell::default(),
        }))
    }

    /// An exception of `class` whose only argument is `message`.
    pub fn with_message(class: ExceptionClass, message: &str) -> Self {
        Self::new(class, vec![Value::from(message)])
    }

    /// `KeyError(key)`.
    #[cold]
    pub fn key_error(key: Value) -> Self {
        Self::new(ExceptionClass::KEY_ERROR, vec![key])
    }

    /// `StopIteration(value)`; without an argument for `None`.
    #[cold]
    pub fn stop_iteration(value: Option<Value>) -> Self {
        Self::new(ExceptionClass::STOP_ITERATION, value)
    }

    /// `AssertionError`, with the message of `assert test, message` if there is one.
    #[cold]
    pub fn assertion_error(message: Option<Value>) -> Self {
        Self::new(ExceptionClass::ASSERTION_ERROR, message)
    }

    /// `NameError: name 'x' is not defined`.
    #[cold]
    pub fn undefined_name(name: &str) -> Self {
        let exc = Self::name_error(format!("name '{name}' is not defined"));
        exc.set_attribute("name", Value::from(name));
        exc
    }

    /// `AttributeError` for the attribute `name` that `object` does not have: a name like it is offered when nobody
    /// catches the exception.
    #[cold]
    pub fn missing_attribute(message: String, object: &Value, name: &str) -> Self {
        let exc = Self::attribute_error(message);
        exc.set_attribute("name", Value::from(name));
        exc.set_attribute("obj", object.clone());
        exc
    }

    /// The exception with "Did you mean: 'name'?" behind the message when nobody catches it.
    #[must_use]
    pub fn suggesting(self, name: &str) -> Self {
        *self.0.suggestion.borrow_mut() = Some(name.into());
        self
    }

    /// The class.
    pub fn class(&self) -> ExceptionClass {
        self.0.class
    }

    /// Whether an `except class:` clause catches this.
    pub fn is_instance(&self, class: ExceptionClass) -> bool {
        self.0.class.is_subclass(class)
    }

    /// Whether an `except (class, …):` clause catches this.
    pub fn is_any(&self, classes: &[ExceptionClass]) -> bool {
        classes.iter().any(|class| self.is_instance(*class))
    }

    /// `exc.args`.
    pub fn args(&self) -> Vec<Value> {
        self.0.args.borrow().clone()
    }

    /// `exc.args = …`.
    pub fn set_args(&self, args: Vec<Value>) {
        *self.0.args.borrow_mut() = args;
    }

    /// `exc.__cause__`.
    pub fn cause(&self) -> Option<Exception> {
        self.0.chain.borrow().cause.clone()
    }

    /// `exc.__context__`.
    pub fn context(&self) -> Option<Exception> {
        self.0.chain.borrow().context.clone()
    }

    /// What `raise exc from cause` makes of `exc`.
    #[must_use]
    pub fn from_cause(self, cause: Option<Exception>) -> Self {
        {
            let mut chain = self.0.chain.borrow_mut();
            chain.cause = cause;
            chain.suppress_context = true;
        }
        self
    }

    /// What `raise exc from cause` raises for a cause that only running the program tells.
    #[must_use]
    pub fn from_value(self, cause: impl Into<Value>) -> Self {
        match cause.into() {
            Value::None => self.from_cause(None),
            cause => match crate::builtins::try_exception_from(&cause) {
                Ok(cause) => self.from_cause(Some(cause)),
                Err(_) => Self::type_error("exception causes must derive from BaseException"),
            },
        }
    }

    /// Whether `except classes:` catches this.
    pub fn try_is_caught_by(&self, classes: &Value) -> Result<bool, Exception> {
        match classes {
            Value::Type(Type::Exception(class)) => Ok(self.is_instance(*class)),
            Value::Tuple(items) => {
                for item in items.items() {
                    if self.try_is_caught_by(&item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(Self::type_error(
                "catching classes that do not inherit from BaseException is not allowed",
            )),
        }
    }

    /// [`Exception::try_is_caught_by`] where nobody catches its own failure.
    pub fn is_caught_by(&self, classes: &Value) -> bool {
        or_raise(self.try_is_caught_by(classes))
    }

    /// `exc.__suppress_context__`.
    pub fn suppresses_context(&self) -> bool {
        self.0.chain.borrow().suppress_context
    }

    /// What raising `exc` while `context` is being handled makes of `exc`: the last of its own contexts has this one.
    #[must_use]
    pub fn in_context(self, context: &Exception) -> Self {
        let mut last = self.clone();
        while let Some(next) = last.context() {
            last = next;
        }
        if !self.has_in_chain(context) && !context.has_in_chain(&self) {
            last.0.chain.borrow_mut().context = Some(context.clone());
        }
        self
    }

    /// Whether the other is this exception or one of its contexts.
    fn has_in_chain(&self, other: &Exception) -> bool {
        let mut at = Some(self.clone());
        while let Some(exc) = at {
            if exc.is(other) {
                return true;
            }
            at = exc.context();
        }
        false
    }

    /// `type(exc).__name__`.
    pub fn class_name(&self) -> String {
        self.class().name().to_owned()
    }

    /// `exc.args` as a tuple.
    pub fn arguments(&self) -> Tuple<Value> {
        self.0.args.borrow().iter().cloned().collect()
    }

    /// An attribute that the program set on the exception.
    pub fn attribute(&self, name: &str) -> Option<Value> {
        let attributes = self.0.attributes.borrow();
        attributes
            .iter()
            .find(|(known, _)| &**known == name)
            .map(|(_, value)| value.clone())
    }

    /// Sets an attribute of the exception.
    pub fn set_attribute(&self, name: &str, value: Value) {
        let mut attributes = self.0.attributes.borrow_mut();
        match attributes.iter_mut().find(|(known, _)| &**known == name) {
            Some((_, old)) => *old = value,
            None => attributes.push((name.into(), value)),
        }
    }

    /// Whether both are the same object.
    pub fn is(&self, other: &Exception) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// A number that tells this object from all others that are alive.
    pub fn id(&self) -> usize {
        Rc::as_ptr(&self.0).cast::<u8>() as usize
    }

    /// The last line of the traceback: `ValueError: message`, or the bare class when the message is empty, and what a
    /// misspelt name may stand for.
    pub fn last_line(&self) -> String {
        let mut line = self.class().printed_name();
        let message = self.str();
        if !message.is_empty() {
            append!(&mut line, ": {message}");
        }
        if let Some(name) = self.suggestion() {
            append!(&mut line, ". Did you mean: '{name}'?");
        }
        line
    }

    /// Semantics: `_Py_Offer_Suggestions` in CPython's `Python/suggestions.c`, which looks at these two classes only.
    fn suggestion(&self) -> Option<Box<str>> {
        if self.class() == ExceptionClass::NAME_ERROR {
            return self.0.suggestion.borrow().clone();
        }
        if self.class() != ExceptionClass::ATTRIBUTE_ERROR {
            return None;
        }
        let object = self.attribute("obj")?;
        let Value::Str(name) = self.attribute("name")? else {
            return None;
        };
        let known = object.attribute_names();
        let known: Vec<&str> = known.iter().map(AsRef::as_ref).collect();
        closest(&name, &known).map(Box::from)
    }

    /// The names of the attributes that the program set.
    pub(crate) fn own_attribute_names(&self) -> Vec<Box<str>> {
        let attributes = self.0.attributes.borrow();
        attributes.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Ends the program as CPython does when nobody catches the exception.
    ///
    /// `SystemExit` ends it with its own status and prints only a message that is neither a number nor `None`.
    pub fn exit(&self) -> ! {
        output::flush();
        if self.is_instance(ExceptionClass::SYSTEM_EXIT) {
            output::end(self.exit_status());
        }
        let mut report = String::new();
        self.write_report(&mut report, &traceback::frames(), &mut Vec::new());
        output::complain(&report);
        output::end(1)
    }

    fn exit_status(&self) -> i32 {
        let args = self.args();
        let code = match args.as_slice() {
            [] => Value::None,
            [code] => code.clone(),
            _ => Value::from(args.clone()),
        };
        match &code {
            Value::None => 0,
            Value::Bool(flag) => i32::from(*flag),
            Value::Int(number) => number
                .to_i64()
                .map_or(-1, |n| i32::try_from(n & 0xff).expect("masked")),
            other => {
                output::complain(&format!("{}\n", other.str()));
                1
            }
        }
    }

    /// `frames` are those of this exception; nobody knows those of the ones before it.
    fn write_report(&self, out: &mut String, frames: &str, seen: &mut Vec<usize>) {
        seen.push(self.id());
        let (before, how) = {
            let chain = self.0.chain.borrow();
            match (&chain.cause, &chain.context) {
                (Some(cause), _) => (
                    Some(cause.clone()),
                    "The above exception was the direct cause of the following exception:",
                ),
                (None, Some(context)) if !chain.suppress_context => (
                    Some(context.clone()),
                    "During handling of the above exception, another exception occurred:",
                ),
                _ => (None, ""),
            }
        };
        if let Some(before) = before.filter(|before| !seen.contains(&before.id())) {
            before.write_report(out, "", seen);
            out.push('\n');
            out.push_str(how);
            out.push_str("\n\n");
        }
        out.push_str("Traceback (most recent call last):\n");
        out.push_str(frames);
        out.push_str(&self.last_line());
        out.push('\n');
    }
}

impl PyEq for Exception {
    fn py_eq(&self, other: &Self) -> bool {
        self.is(other)
    }
}

impl Truthy for Exception {
    fn truthy(&self) -> bool {
        true
    }
}

impl Show for Exception {
    fn fmt_repr(&self, out: &mut String) {
        let args = self.0.args.borrow().clone();
        out.push_str(self.class().name());
        out.push('(');
        for (index, arg) in args.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            arg.fmt_repr(out);
        }
        out.push(')');
    }

    fn fmt_str(&self, out: &mut String) {
        let args = self.0.args.borrow().clone();
        match args.as_slice() {
            [] => {}
            [key] if self.is_instance(ExceptionClass::KEY_ERROR) => key.fmt_repr(out),
            [errno, text] if self.is_instance(ExceptionClass::OS_ERROR) => {
                append!(out, "[Errno {}] {}", errno.str(), text.str());
                if let Some(file) = self.attribute("filename") {
                    append!(out, ": {}", file.repr());
                }
            }
            [only] => only.fmt_str(out),
            many => match text::unicode_error_message(many) {
                Some(message) if self.is_instance(ExceptionClass::UNICODE_ERROR) => {
                    out.push_str(&message);
                }
                _ => Value::from(args).fmt_repr(out),
            },
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.str())
    }
}

impl fmt::Debug for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.repr())
    }
}

impl std::error::Error for Exception {}

/// The value of a name that nobody binds: reading it raises `NameError`.
pub fn undefined<T>(name: &str) -> T {
    raise(Exception::undefined_name(name))
}

/// The same where the exception may be caught.
pub fn try_undefined<T>(name: &str) -> Result<T, Exception> {
    Err(Exception::undefined_name(name))
}

/// The value of a call whose arguments fit no parameters: making it raises `TypeError`.
pub fn wrong_call<T>(message: &str) -> T {
    raise(Exception::type_error(message))
}

/// The same where the exception may be caught.
pub fn try_wrong_call<T>(message: &str) -> Result<T, Exception> {
    Err(Exception::type_error(message))
}

/// The value of a name that nobody binds, where a name like it has a value.
pub fn misspelt<T>(name: &str, like: &str) -> T {
    raise(Exception::undefined_name(name).suggesting(like))
}

/// The same where the exception may be caught.
pub fn try_misspelt<T>(name: &str, like: &str) -> Result<T, Exception> {
    Err(Exception::undefined_name(name).suggesting(like))
}

/// The result of something that runs while an exception is being handled: what it raises has that as its context.
pub fn within<T>(result: Result<T, Exception>, handled: &Exception) -> Result<T, Exception> {
    result.map_err(|exc| exc.in_context(handled))
}

/// `raise exc` where nobody can catch it: ends the program.
#[cold]
#[expect(
    clippy::needless_pass_by_value,
    reason = "raising takes the exception, as in Python"
)]
pub fn raise(exc: Exception) -> ! {
    exc.exit()
}

/// The value, or the end of the program.
#[inline]
pub fn or_raise<T>(result: Result<T, Exception>) -> T {
    match result {
        Ok(value) => value,
        Err(exc) => raise(exc),
    }
}

/// The value, or the end of the labelled block around with the exception: `or_break!('attempt, operation)`.
#[macro_export]
macro_rules! or_break {
    ($label:lifetime, $result:expr $(,)?) => {
        match $result {
            Ok(value) => value,
            Err(error) => break $label error,
        }
    };
}

/// The value, or the end of the labelled block around, whose `finally` is still to run: `or_leave!('body, operation)`.
#[macro_export]
macro_rules! or_leave {
    ($label:lifetime, $result:expr $(,)?) => {
        match $result {
            Ok(value) => value,
            Err(error) => break $label $crate::Outcome::Raised(error),
        }
    };
}

/// How the body of a `try` with `finally` was left.
pub enum Outcome<T> {
    /// At its end.
    Done,
    /// By `return`.
    Returned(T),
    /// By `break`.
    Broke,
    /// By `continue`.
    Continued,
    /// By an exception.
    Raised(Exception),
}

/// Watches iterators that may raise: they end where an exception is raised, which is kept here.
#[derive(Default)]
pub struct Failure(RefCell<Option<Exception>>);

impl Failure {
    /// Nothing has failed yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The items up to the first failure.
    pub fn watch<T, I: IntoIterator<Item = Result<T, Exception>>>(
        &self,
        items: I,
    ) -> impl Iterator<Item = T> {
        items
            .into_iter()
            .map_while(|item| match item {
                Ok(item) => Some(item),
                Err(exc) => {
                    *self.0.borrow_mut() = Some(exc);
                    None
                }
            })
            .fuse()
    }

    /// The exception, if one was raised.
    pub fn check(&self) -> Result<(), Exception> {
        self.0.borrow_mut().take().map_or(Ok(()), Err)
    }

    /// The exception if one was raised, else the result of what used up the iterators.
    pub fn first<T>(&self, result: Result<T, Exception>) -> Result<T, Exception> {
        self.check()?;
        result
    }
}
