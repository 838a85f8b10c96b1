//! What is gone from the tree, or never reaches it.

use rustpython_parser::Tok;

use super::{Checker, Pass};

impl Checker<'_> {
    /// `**` without a name, and `*` that only `**kwargs` follows, which the parser lets through.
    pub(super) fn check_tokens(&mut self) {
        let tokens = self.tokens;
        for window in tokens.list.windows(4) {
            let [first, second, third, last] = window else {
                continue;
            };
            if first.tok == Tok::DoubleStar
                && matches!(second.tok, Tok::Rpar | Tok::Comma | Tok::Colon)
            {
                self.error(Pass::Parser, second.span, "invalid syntax");
            }
            let is_parameter = matches!(first.tok, Tok::Lpar | Tok::Comma | Tok::Lambda);
            if is_parameter
                && second.tok == Tok::Star
                && third.tok == Tok::Comma
                && last.tok == Tok::DoubleStar
            {
                let message = "named arguments must follow bare *";
                self.error(Pass::Parser, second.span, message);
            }
        }
    }
}
