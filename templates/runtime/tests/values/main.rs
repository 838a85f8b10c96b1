//! Values and their operations, compared with Python over large grids.

mod builtins;
mod methods;
mod operators;
mod oracle;
mod pool;
mod sets;
mod suggestions;
