//! The tree as indented text, for people who look inside and for tests.

use std::fmt::Write;

use super::ast::{
    Body, Comment, Comprehension, ComprehensionKind, Constant, Conversion, DictItem, Expr,
    ExprKind, FStringPart, ForClause, Handler, Keyword, MatchCase, Module, Param, ParamKind,
    Params, Pattern, PatternKind, Stmt, StmtKind,
};
use crate::source::{SourceFile, Span};

/// One line a node: its part in the node above, its kind, its details, `line:column`.
pub fn show(module: &Module, source: &SourceFile) -> String {
    let mut printer = Printer {
        source,
        depth: 0,
        text: String::new(),
    };
    printer.body("body", &module.body);
    printer.text
}

struct Printer<'a> {
    source: &'a SourceFile,
    depth: usize,
    text: String,
}

impl Printer<'_> {
    fn line(&mut self, part: &str, what: &str, span: Option<Span>) {
        let _ = write!(self.text, "{:1$}{part}: {what}", "", self.depth * 2);
        if let Some(span) = span {
            let position = self.source.position(span.start);
            let _ = write!(self.text, " @{}:{}", position.line_number, position.column);
        }
        self.text.push('\n');
    }

    fn inside(&mut self, print: impl FnOnce(&mut Self)) {
        self.depth += 1;
        print(self);
        self.depth -= 1;
    }

    fn body(&mut self, part: &str, body: &Body) {
        for stmt in &body.stmts {
            self.stmt(part, stmt);
        }
        self.comments("tail", &body.tail);
    }

    fn comments(&mut self, part: &str, comments: &[Comment]) {
        for comment in comments {
            self.line(part, &format!("# {}", comment.text), Some(comment.span));
        }
    }

    fn stmt(&mut self, part: &str, stmt: &Stmt) {
        self.comments("leading", &stmt.leading);
        self.line(part, &stmt_head(&stmt.kind), Some(stmt.span));
        self.inside(|printer| {
            if let Some(comment) = &stmt.trailing {
                printer.line(
                    "trailing",
                    &format!("# {}", comment.text),
                    Some(comment.span),
                );
            }
            printer.stmt_parts(&stmt.kind);
        });
    }

    fn stmt_parts(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::FunctionDef(def) => {
                self.exprs("decorator", &def.decorators);
                self.params(&def.params);
                self.option("returns", def.returns.as_ref());
                self.body("body", &def.body);
            }
            StmtKind::ClassDef(def) => {
                self.exprs("decorator", &def.decorators);
                self.exprs("base", &def.bases);
                self.keywords(&def.keywords);
                self.body("body", &def.body);
            }
            StmtKind::Return(value) => self.option("value", value.as_ref()),
            StmtKind::Delete(targets) => self.exprs("target", targets),
            StmtKind::Assign { targets, value } => {
                self.exprs("target", targets);
                self.expr("value", value);
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.expr("target", target);
                self.expr("value", value);
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                ..
            } => {
                self.expr("target", target);
                self.expr("annotation", annotation);
                self.option("value", value.as_ref());
            }
            StmtKind::Raise { exc, cause } => {
                self.option("exc", exc.as_ref());
                self.option("cause", cause.as_ref());
            }
            StmtKind::Assert { test, msg } => {
                self.expr("test", test);
                self.option("msg", msg.as_ref());
            }
            StmtKind::Expr(value) => self.expr("value", value),
            StmtKind::Import(names) | StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    let what = match &alias.asname {
                        Some(asname) => format!("{} as {}", alias.name.name, asname.name),
                        None => alias.name.name.clone(),
                    };
                    self.line("name", &what, Some(alias.span));
                }
            }
            StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue => {}
            StmtKind::For { .. }
            | StmtKind::While { .. }
            | StmtKind::If { .. }
            | StmtKind::With { .. }
            | StmtKind::Match { .. }
            | StmtKind::Try { .. } => self.blocks(kind),
        }
    }

    fn blocks(&mut self, kind: &StmtKind) {
        match kind {
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
                ..
            } => {
                self.expr("target", target);
                self.expr("iter", iter);
                self.body("body", body);
                self.body("orelse", orelse);
            }
            StmtKind::While { test, body, orelse } | StmtKind::If { test, body, orelse } => {
                self.expr("test", test);
                self.body("body", body);
                self.body("orelse", orelse);
            }
            StmtKind::With { items, body, .. } => {
                for item in items {
                    self.expr("context", &item.context);
                    self.option("target", item.target.as_ref());
                }
                self.body("body", body);
            }
            StmtKind::Match { subject, cases } => {
                self.expr("subject", subject);
                for case in cases {
                    self.case(case);
                }
            }
            StmtKind::Try {
                body,
                handlers,
                orelse,
                finalbody,
                ..
            } => {
                self.body("body", body);
                for handler in handlers {
                    self.handler(handler);
                }
                self.body("orelse", orelse);
                self.body("finalbody", finalbody);
            }
            _ => unreachable!("the caller passes statements with blocks only"),
        }
    }

    fn handler(&mut self, handler: &Handler) {
        let what = handler.name.as_ref().map_or("", |name| &name.name);
        self.line("handler", what, Some(handler.span));
        self.inside(|printer| {
            printer.option("type", handler.exc_type.as_ref());
            printer.body("body", &handler.body);
        });
    }

    fn case(&mut self, case: &MatchCase) {
        self.pattern("case", &case.pattern);
        self.inside(|printer| {
            printer.option("guard", case.guard.as_ref());
            printer.body("body", &case.body);
        });
    }

    fn pattern(&mut self, part: &str, pattern: &Pattern) {
        let what = match &pattern.kind {
            PatternKind::Value(_) => "MatchValue".to_owned(),
            PatternKind::Singleton(constant) => format!("MatchSingleton {}", literal(constant)),
            PatternKind::Sequence(_) => "MatchSequence".to_owned(),
            PatternKind::Mapping { rest, .. } => with_name("MatchMapping", rest.as_ref()),
            PatternKind::Class { keywords, .. } => {
                let names: Vec<_> = keywords
                    .iter()
                    .map(|(name, _)| name.name.as_str())
                    .collect();
                format!("MatchClass {}", names.join(","))
            }
            PatternKind::Star(name) => with_name("MatchStar", name.as_ref()),
            PatternKind::As { name, .. } => with_name("MatchAs", name.as_ref()),
            PatternKind::Or(_) => "MatchOr".to_owned(),
        };
        self.line(part, &what, Some(pattern.span));
        self.inside(|printer| printer.pattern_parts(&pattern.kind));
    }

    fn pattern_parts(&mut self, kind: &PatternKind) {
        match kind {
            PatternKind::Value(value) => self.expr("value", value),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => {
                self.patterns(patterns);
            }
            PatternKind::Mapping { keys, patterns, .. } => {
                self.exprs("key", keys);
                self.patterns(patterns);
            }
            PatternKind::Class {
                class,
                patterns,
                keywords,
            } => {
                self.expr("class", class);
                self.patterns(patterns);
                for (_, pattern) in keywords {
                    self.pattern("pattern", pattern);
                }
            }
            PatternKind::As { pattern, .. } => {
                if let Some(pattern) = pattern {
                    self.pattern("pattern", pattern);
                }
            }
            PatternKind::Singleton(_) | PatternKind::Star(_) => {}
        }
    }

    fn patterns(&mut self, patterns: &[Pattern]) {
        for pattern in patterns {
            self.pattern("pattern", pattern);
        }
    }

    fn params(&mut self, params: &Params) {
        for param in &params.list {
            self.param(param);
        }
    }

    fn param(&mut self, param: &Param) {
        let kind = match param.kind {
            ParamKind::PositionalOnly => "positional-only",
            ParamKind::Positional => "positional",
            ParamKind::VarArgs => "*",
            ParamKind::KeywordOnly => "keyword-only",
            ParamKind::KwArgs => "**",
        };
        let what = format!("{} {kind}", param.name.name);
        self.line("param", &what, Some(param.name.span));
        self.inside(|printer| {
            printer.option("annotation", param.annotation.as_ref());
            printer.option("default", param.default.as_ref());
        });
    }

    fn keywords(&mut self, keywords: &[Keyword]) {
        for keyword in keywords {
            let what = keyword.name.as_ref().map_or("**", |name| &name.name);
            self.line("keyword", what, Some(keyword.span));
            self.inside(|printer| printer.expr("value", &keyword.value));
        }
    }

    fn option(&mut self, part: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.expr(part, expr);
        }
    }

    fn exprs(&mut self, part: &str, exprs: &[Expr]) {
        for expr in exprs {
            self.expr(part, expr);
        }
    }

    fn expr(&mut self, part: &str, expr: &Expr) {
        self.line(part, &expr_head(&expr.kind), Some(expr.span));
        self.inside(|printer| printer.expr_parts(&expr.kind));
    }

    fn expr_parts(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Constant(_) | ExprKind::Name(_) | ExprKind::IsGlobal { .. } => {}
            ExprKind::BoolOp { values, .. } => self.exprs("value", values),
            ExprKind::List(items) | ExprKind::Tuple(items) | ExprKind::Set(items) => {
                self.exprs("item", items);
            }
            ExprKind::Named { target, value } => {
                self.expr("target", target);
                self.expr("value", value);
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr("left", left);
                self.expr("right", right);
            }
            ExprKind::Unary { operand, .. } => self.expr("operand", operand),
            ExprKind::Lambda(lambda) => {
                self.params(&lambda.params);
                self.expr("body", &lambda.body);
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr("test", test);
                self.expr("body", body);
                self.expr("orelse", orelse);
            }
            ExprKind::Dict(items) => {
                for item in items {
                    self.dict_item(item);
                }
            }
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension),
            ExprKind::Await(value) | ExprKind::YieldFrom(value) | ExprKind::Starred(value) => {
                self.expr("value", value);
            }
            ExprKind::Yield(value) => self.option("value", value.as_deref()),
            ExprKind::Compare { left, rest } => {
                self.expr("left", left);
                for (_, right) in rest {
                    self.expr("right", right);
                }
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr("func", func);
                self.exprs("arg", args);
                self.keywords(keywords);
            }
            ExprKind::FString(parts) => self.fstring_parts(parts),
            ExprKind::Attribute { value, .. } => self.expr("value", value),
            ExprKind::Subscript { value, index } => {
                self.expr("value", value);
                self.expr("index", index);
            }
            ExprKind::Slice { lower, upper, step } => {
                self.option("lower", lower.as_deref());
                self.option("upper", upper.as_deref());
                self.option("step", step.as_deref());
            }
        }
    }

    fn dict_item(&mut self, item: &DictItem) {
        match item {
            DictItem::Pair(key, value) => {
                self.expr("key", key);
                self.expr("value", value);
            }
            DictItem::Spread(value) => self.expr("spread", value),
        }
    }

    fn comprehension(&mut self, comprehension: &Comprehension) {
        match &comprehension.kind {
            ComprehensionKind::List(element)
            | ComprehensionKind::Set(element)
            | ComprehensionKind::Generator(element) => self.expr("element", element),
            ComprehensionKind::Dict(key, value) => {
                self.expr("key", key);
                self.expr("value", value);
            }
        }
        for ForClause {
            target,
            iter,
            conditions,
            ..
        } in &comprehension.clauses
        {
            self.expr("for", target);
            self.expr("in", iter);
            self.exprs("if", conditions);
        }
    }

    fn fstring_parts(&mut self, parts: &[FStringPart]) {
        for part in parts {
            match part {
                FStringPart::Text(text) => self.line("text", &quoted(text), None),
                FStringPart::Value {
                    value,
                    conversion,
                    spec,
                } => {
                    let what = match conversion {
                        Conversion::None => "field",
                        Conversion::Str => "field !s",
                        Conversion::Repr => "field !r",
                        Conversion::Ascii => "field !a",
                    };
                    self.expr(what, value);
                    if let Some(spec) = spec {
                        self.line("spec", "", None);
                        self.inside(|printer| printer.fstring_parts(spec));
                    }
                }
            }
        }
    }
}

fn with_name(kind: &str, name: Option<&super::ast::Ident>) -> String {
    match name {
        Some(name) => format!("{kind} {}", name.name),
        None => kind.to_owned(),
    }
}

fn stmt_head(kind: &StmtKind) -> String {
    let names = |kind: &str, names: &[super::ast::Ident]| {
        let names: Vec<_> = names.iter().map(|name| name.name.as_str()).collect();
        format!("{kind} {}", names.join(","))
    };
    let possibly_async =
        |kind: &str, is_async: bool| format!("{}{kind}", if is_async { "Async" } else { "" });
    match kind {
        StmtKind::FunctionDef(def) => {
            let name = &def.name.name;
            possibly_async(&format!("FunctionDef {name}"), def.is_async)
        }
        StmtKind::ClassDef(def) => format!("ClassDef {}", def.name.name),
        StmtKind::Return(_) => "Return".to_owned(),
        StmtKind::Delete(_) => "Delete".to_owned(),
        StmtKind::Assign { .. } => "Assign".to_owned(),
        StmtKind::AugAssign { op, .. } => format!("AugAssign {op:?}"),
        StmtKind::AnnAssign { simple, .. } => {
            let simple = if *simple { " simple" } else { "" };
            format!("AnnAssign{simple}")
        }
        StmtKind::For { is_async, .. } => possibly_async("For", *is_async),
        StmtKind::While { .. } => "While".to_owned(),
        StmtKind::If { .. } => "If".to_owned(),
        StmtKind::With { is_async, .. } => possibly_async("With", *is_async),
        StmtKind::Match { .. } => "Match".to_owned(),
        StmtKind::Raise { .. } => "Raise".to_owned(),
        StmtKind::Try { is_star, .. } => if *is_star { "TryStar" } else { "Try" }.to_owned(),
        StmtKind::Assert { .. } => "Assert".to_owned(),
        StmtKind::Import(_) => "Import".to_owned(),
        StmtKind::ImportFrom { module, level, .. } => {
            let module = module.as_ref().map_or("", |module| &module.name);
            format!("ImportFrom {}{module}", ".".repeat(*level as usize))
        }
        StmtKind::Global(idents) => names("Global", idents),
        StmtKind::Nonlocal(idents) => names("Nonlocal", idents),
        StmtKind::Expr(_) => "Expr".to_owned(),
        StmtKind::Pass => "Pass".to_owned(),
        StmtKind::Break => "Break".to_owned(),
        StmtKind::Continue => "Continue".to_owned(),
    }
}

fn expr_head(kind: &ExprKind) -> String {
    let kind = match kind {
        ExprKind::Constant(constant) => return format!("Constant {}", literal(constant)),
        ExprKind::Name(ident) => return format!("Name {}", ident.name),
        ExprKind::IsGlobal { name, is_negated } => {
            return format!(
                "IsGlobal {}{}",
                if *is_negated { "not " } else { "" },
                name.name
            );
        }
        ExprKind::BoolOp { op, .. } => return format!("BoolOp {op:?}"),
        ExprKind::Binary { op, .. } => return format!("Binary {op:?}"),
        ExprKind::Unary { op, .. } => return format!("Unary {op:?}"),
        ExprKind::Compare { rest, .. } => {
            let ops: Vec<_> = rest.iter().map(|(op, _)| format!("{op:?}")).collect();
            return format!("Compare {}", ops.join(","));
        }
        ExprKind::Attribute { attr, .. } => return format!("Attribute {}", attr.name),
        ExprKind::Comprehension(comprehension) => match comprehension.kind {
            ComprehensionKind::List(_) => "ListComp",
            ComprehensionKind::Set(_) => "SetComp",
            ComprehensionKind::Dict(..) => "DictComp",
            ComprehensionKind::Generator(_) => "GeneratorExp",
        },
        ExprKind::Named { .. } => "Named",
        ExprKind::Lambda(_) => "Lambda",
        ExprKind::IfExp { .. } => "IfExp",
        ExprKind::Dict(_) => "Dict",
        ExprKind::Set(_) => "Set",
        ExprKind::Await(_) => "Await",
        ExprKind::Yield(_) => "Yield",
        ExprKind::YieldFrom(_) => "YieldFrom",
        ExprKind::Call { .. } => "Call",
        ExprKind::FString(_) => "FString",
        ExprKind::Subscript { .. } => "Subscript",
        ExprKind::Starred(_) => "Starred",
        ExprKind::List(_) => "List",
        ExprKind::Tuple(_) => "Tuple",
        ExprKind::Slice { .. } => "Slice",
    };
    kind.to_owned()
}

fn literal(constant: &Constant) -> String {
    match constant {
        Constant::None => "None".to_owned(),
        Constant::Bool(true) => "True".to_owned(),
        Constant::Bool(false) => "False".to_owned(),
        Constant::Int(value) => value.to_string(),
        Constant::BigInt(digits) => digits.clone(),
        Constant::Float(value) => format!("{value:e}"),
        Constant::Imaginary(value) => format!("{value:e}j"),
        Constant::Str(text) => quoted(text),
        Constant::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        Constant::Ellipsis => "...".to_owned(),
    }
}

/// In quotes, on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '\n' => quoted.push_str("\\n"),
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => {
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(character));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
