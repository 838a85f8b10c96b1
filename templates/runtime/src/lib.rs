//! Python semantics.
