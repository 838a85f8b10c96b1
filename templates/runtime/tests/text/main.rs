//! Text as the library writes and reads it, compared with Python over large grids.

mod dynamic;
mod formats;
mod methods;
mod numbers;
mod oracle;
