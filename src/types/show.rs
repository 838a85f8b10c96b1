//! Types as people write them, for `translate --stage types`.
