//! The macros that keep one body for the two ways of failing.

/// Writes the diverging twin of a fallible operation.
///
/// Every operation that can raise is written once, as `try_name(..) -> Result<T, Exception>`. The macro adds
/// `name(..) -> T`, which ends the program as CPython ends on an uncaught exception. The function says the short name first:
///
/// ```ignore
/// raising! {
///     /// The element at `index`.
///     at: pub fn try_at(&self, index: i64) -> T { Err(Exception::index_error("list index out of range")) }
/// }
/// ```
///
/// Inside an `impl` the first parameter is `&self`; without it the macro writes free functions. Type parameters stand in
/// square brackets: `extend: pub fn try_extend[I: IntoIterator<Item = T>](&self, items: I) -> () { … }`.
#[macro_export]
macro_rules! raising {
    () => {};
    (
        $(#[$meta:meta])*
        $name:ident: pub fn $try_name:ident $([$($generics:tt)*])? (&$this:ident $(, $arg:ident: $ty:ty)* $(,)?) -> $ret:ty $body:block
        $($rest:tt)*
    ) => {
        $(#[$meta])*
        pub fn $try_name $(<$($generics)*>)? (&$this $(, $arg: $ty)*) -> ::core::result::Result<$ret, $crate::Exception> $body
        #[doc = concat!("`", stringify!($try_name), "` for callers that nobody catches: a failure ends the program.")]
        #[inline]
        pub fn $name $(<$($generics)*>)? (&$this $(, $arg: $ty)*) -> $ret {
            $crate::or_raise($this.$try_name($($arg),*))
        }
        $crate::raising! { $($rest)* }
    };
    (
        $(#[$meta:meta])*
        $name:ident: pub fn $try_name:ident $([$($generics:tt)*])? ($($arg:ident: $ty:ty),* $(,)?) -> $ret:ty $body:block
        $($rest:tt)*
    ) => {
        $(#[$meta])*
        pub fn $try_name $(<$($generics)*>)? ($($arg: $ty),*) -> ::core::result::Result<$ret, $crate::Exception> $body
        #[doc = concat!("`", stringify!($try_name), "` for callers that nobody catches: a failure ends the program.")]
        #[inline]
        pub fn $name $(<$($generics)*>)? ($($arg: $ty),*) -> $ret {
            $crate::or_raise($try_name($($arg),*))
        }
        $crate::raising! { $($rest)* }
    };
}

/// Appends formatted text to a `String`.
macro_rules! append {
    ($out:expr, $($arg:tt)*) => {
        ::std::fmt::Write::write_fmt($out, ::core::format_args!($($arg)*)).expect("a String takes any text")
    };
}
