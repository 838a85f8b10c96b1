//! IR as text, for `translate --stage ir` and `storage`.
