//! Dicts that are records: structs, their names, and what is done with their fields.
//!
//! ```python
//! rows = [{'name': 'pear', 'price': 30}]
//! print(rows[0]['price'])
//! ```
//!
//! ```text
//! let rows = vec![Row { name: "pear", price: 30 }];
//! println!("{}", rows.item(0).price);
//! ```

use std::collections::{HashMap, HashSet};

use super::Lower;
use super::convert::is_inert;
use crate::ir::{Expr, ExprKind, Field, Mode, Record, RecordId, Spelling, Ty};
use crate::syntax::ast::{self, DictItem, NodeId, StmtKind};
use crate::syntax::walk::{Node, walk_body};
use crate::types::functions::FuncBody;
use crate::types::infer::record::literal_key;
use crate::types::{Functions, RecordVar};

impl Lower<'_> {
    /// The struct of a record.
    pub(super) fn record_id(&mut self, var: RecordVar) -> RecordId {
        let root = self.types.store.record_root(var);
        if let Some(id) = self.record_ids.get(&root) {
            return *id;
        }
        let data = self.types.store.record(root).clone();
        let mut sites: Vec<NodeId> = self
            .types
            .records
            .iter()
            .filter(|(_, other)| self.types.store.record_root(**other) == root)
            .map(|((_, node), _)| *node)
            .collect();
        sites.sort_unstable();
        let (named, line) = {
            let known = sites
                .iter()
                .find_map(|site| self.record_names.get(site).cloned());
            let line = sites.first().and_then(|site| self.record_lines.get(site));
            (known, line.copied().unwrap_or(0))
        };
        let name = super::names::struct_name(named.as_deref().unwrap_or("record"));
        let name = if self.taken.contains(&name) {
            let stem = name.trim_end_matches("Record");
            let mut candidate = format!("{stem}Record");
            let mut n = 2;
            while self.taken.contains(&candidate) {
                candidate = format!("{stem}Record{n}");
                n += 1;
            }
            self.unique_item(&candidate)
        } else {
            self.unique_item(&name)
        };
        let id = RecordId(u32::try_from(self.program.records.len()).expect("few records"));
        let mut functions = Vec::new();
        self.types
            .store
            .functions_in(&crate::types::Ty::Record(root), &mut functions);
        self.program.records.push(Record {
            name,
            fields: Vec::new(),
            is_shared: data.is_identified || !data.changed.is_empty(),
            is_walked: false,
            holds_functions: !functions.is_empty(),
            line,
        });
        self.record_ids.insert(root, id);
        // A function in it may take or give back records of the kind.
        let mut taken = HashSet::new();
        for (at, (key, slot)) in data.keys.iter().zip(&data.fields).enumerate() {
            let contents = self.types.store.contents(*slot);
            let field = Field {
                key: key.clone(),
                name: field_name(key, &mut taken),
                ty: self.ty(&contents),
                is_read: false,
                is_changed: data.changed.contains(&at),
            };
            self.program.records[id.0 as usize].fields.push(field);
        }
        id
    }

    /// The field of a record that a literal key names.
    pub(super) fn record_field(&mut self, record: Expr, id: RecordId, index: &ast::Expr) -> Expr {
        let at = self.position(id, literal_key(index).expect("inference knows the key"));
        self.field_at(record, id, at)
    }

    /// Where the field of a key stands.
    pub(super) fn position(&self, id: RecordId, key: &str) -> usize {
        let fields = &self.program.record(id).fields;
        fields
            .iter()
            .position(|field| field.key == key)
            .expect("inference knows the field")
    }

    /// The field at a position.
    pub(super) fn field_at(&mut self, record: Expr, id: RecordId, at: usize) -> Expr {
        self.program.records[id.0 as usize].fields[at].is_read = true;
        let (place, field) = self.place_at(record, id, at);
        if field.is_changed {
            Expr::std_method(place, "get", vec![], field.ty)
        } else {
            place
        }
    }

    /// `record[key] = value`.
    pub(super) fn store_field(
        &mut self,
        record: Expr,
        id: RecordId,
        key: &str,
        value: Expr,
    ) -> Expr {
        let at = self.position(id, key);
        let (place, field) = self.place_at(record, id, at);
        let value = self.coerce(value, &field.ty);
        Expr::std_method(place, "set", vec![(value, Mode::Own)], Ty::Unit)
    }

    /// A field, and what it is: a value, or a cell, which has no type of its own.
    fn place_at(&self, record: Expr, id: RecordId, at: usize) -> (Expr, Field) {
        let fields = &self.program.record(id).fields;
        let field = fields[at].clone();
        let ty = if field.is_changed {
            Ty::Unit
        } else {
            field.ty.clone()
        };
        let kind = ExprKind::Op {
            spelling: Spelling::Field(at),
            args: vec![(record, Mode::Receiver)],
            runtime: false,
        };
        (Expr::new(kind, ty), field)
    }

    /// `record.copy()`, `dict(record)`: another object of the same values.
    pub(super) fn record_copy(&mut self, record: Expr, id: RecordId) -> Expr {
        let data = self.program.record(id);
        if !data.is_shared {
            return record;
        }
        let seen = Expr::std_method(record, "as_ref", vec![], Ty::Record(id));
        let copy = Expr::std_method(seen, "clone", vec![], Ty::Record(id));
        Expr::std_path("Rc::new", vec![(copy, Mode::Own)], Ty::Record(id))
    }

    /// A method of a record that inference knows.
    pub(super) fn record_method(
        &mut self,
        record: Expr,
        id: RecordId,
        name: &str,
        args: &[ast::Expr],
        want: &Ty,
    ) -> Expr {
        match (name, args) {
            ("keys", _) => self.record_keys(record, id),
            ("values" | "items", _) => {
                self.program.records[id.0 as usize].is_walked = true;
                Expr::std_method(record, name, vec![], want.clone())
            }
            ("get", [key, default @ ..]) => self.record_get(record, id, key, default.first(), want),
            _ => self.record_copy(record, id),
        }
    }

    /// `record.get(key)`, `record.get(key, default)`.
    fn record_get(
        &mut self,
        record: Expr,
        id: RecordId,
        key: &ast::Expr,
        default: Option<&ast::Expr>,
        want: &Ty,
    ) -> Expr {
        if let Some(literal) = literal_key(key) {
            let fields = &self.program.record(id).fields;
            if fields.iter().any(|field| field.key == literal) {
                return self.record_get_known(record, id, key, default, want);
            }
            let default = match default {
                Some(default) => self.value(default, want),
                None => Expr::unit(),
            };
            return self.after(record, default);
        }
        self.program.records[id.0 as usize].is_walked = true;
        let mut args = vec![(self.value(key, &Ty::Str), Mode::Ref)];
        let default = match default {
            Some(default) => self.value(default, &Ty::Value),
            None => self.coerce(Expr::unit(), &Ty::Value),
        };
        args.push((default, Mode::Own));
        Expr::method(record, "get_or", args, Ty::Value)
    }

    /// `record.get(key)` of a key that is there: the default is evaluated, and that is all.
    fn record_get_known(
        &mut self,
        record: Expr,
        id: RecordId,
        key: &ast::Expr,
        default: Option<&ast::Expr>,
        want: &Ty,
    ) -> Expr {
        let default = default.map(|default| self.expr(default));
        let Some(default) = default.filter(|default| !is_inert(default)) else {
            let field = self.record_field(record, id, key);
            return self.coerce(field, want);
        };
        let mut stmts = Vec::new();
        let (_, record) = self.hold(record, &mut stmts);
        let field = self.record_field(record, id, key);
        let field = self.coerce(field, want);
        let value = self.after(default, field);
        if stmts.is_empty() {
            return value;
        }
        let kind = ExprKind::Block(crate::ir::Block { stmts }, Box::new(value));
        Expr::new(kind, want.clone())
    }

    /// `record[key]`, for a key that is found out when the program runs.
    pub(super) fn record_at(&mut self, record: Expr, id: RecordId, key: &ast::Expr) -> Expr {
        self.program.records[id.0 as usize].is_walked = true;
        let key = self.value(key, &Ty::Str);
        Expr::method(record, "at", vec![(key, Mode::Ref)], Ty::Value)
    }

    /// Whether the key is a literal one of the record.
    pub(super) fn names_field(&self, id: RecordId, key: &ast::Expr) -> bool {
        let fields = &self.program.record(id).fields;
        literal_key(key).is_some_and(|key| fields.iter().any(|field| field.key == key))
    }

    /// The keys of a record, one after the other.
    pub(super) fn record_keys(&mut self, record: Expr, id: RecordId) -> Expr {
        let fields = &self.program.record(id).fields;
        let keys = fields
            .iter()
            .map(|field| Expr::text(field.key.clone()))
            .collect();
        let ty = Ty::Iter(Box::new(Ty::Str));
        self.after(record, Expr::items(Spelling::Array, keys, ty))
    }

    /// `len(record)`.
    pub(super) fn record_len(&mut self, record: Expr, id: RecordId) -> Expr {
        let len = self.program.record(id).fields.len();
        let len = i64::try_from(len).expect("few fields");
        self.after(record, Expr::int(len))
    }

    /// `key in record`.
    pub(super) fn record_membership(&mut self, key: Expr, record: Expr, id: RecordId) -> Expr {
        let fields = &self.program.record(id).fields;
        if let ExprKind::Str(key) = &key.kind
            && is_inert(&record)
        {
            let is_there = fields.iter().any(|field| field.key == *key);
            return Expr::new(ExprKind::Bool(is_there), Ty::Bool);
        }
        if !self.program.record(id).holds_functions {
            return Expr::std_method(record, "contains", vec![(key, Mode::Ref)], Ty::Bool);
        }
        let keys = fields
            .iter()
            .map(|field| Expr::text(field.key.clone()))
            .collect();
        let array = Expr::items(Spelling::Array, keys, Ty::Unit);
        let ty = Ty::VarTuple(Box::new(Ty::Str));
        let keys = Expr::path("Tuple::from", vec![(array, Mode::Own)], ty);
        let test = Expr::method(keys, "holds", vec![(key, Mode::Ref)], Ty::Bool);
        self.after(record, test)
    }
}

/// The Rust name of a key, which no other field has.
fn field_name(key: &str, taken: &mut HashSet<String>) -> String {
    let mut name = String::new();
    let mut before = '_';
    for letter in key.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            name.push('_');
        }
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.ends_with('_') && !name.is_empty() {
            name.push('_');
        }
        before = letter;
    }
    let name = name.trim_end_matches('_');
    let name = match name.chars().next() {
        None => "field".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("key_{name}"),
        Some(_) => name.to_owned(),
    };
    let mut candidate = super::names::rust_name(&name);
    let mut n = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}_{n}");
        n += 1;
    }
    candidate
}

/// What the text calls the dict that each display makes, and where the display stands.
pub(super) fn displays<'a>(
    funcs: &Functions<'a>,
    line: impl Fn(&'a ast::Expr) -> u32,
) -> (HashMap<NodeId, String>, HashMap<NodeId, u32>) {
    let FuncBody::Module(module) = funcs.defs[0].body else {
        unreachable!("the first function is the module")
    };
    let mut loops = HashMap::new();
    let mut lines = HashMap::new();
    walk_body(&module.body, &mut |node| match node {
        Node::Stmt(stmt) => {
            if let StmtKind::For { target, iter, .. } = &stmt.kind {
                note_loop(&mut loops, target, iter);
            }
        }
        Node::Expr(expr) => match &expr.kind {
            ast::ExprKind::Comprehension(comprehension) => {
                for clause in &comprehension.clauses {
                    note_loop(&mut loops, &clause.target, &clause.iter);
                }
            }
            ast::ExprKind::Dict(_) | ast::ExprKind::Call { .. } | ast::ExprKind::Binary { .. } => {
                lines.insert(expr.id, line(expr));
            }
            _ => {}
        },
    });
    let mut hints = Hints {
        loops,
        names: HashMap::new(),
    };
    walk_body(&module.body, &mut |node| match node {
        Node::Stmt(stmt) => hints.stmt(&stmt.kind),
        Node::Expr(expr) => hints.call(expr),
    });
    (hints.names, lines)
}

/// `for row in rows`: what sits in `rows` is called `row`.
fn note_loop(loops: &mut HashMap<String, String>, target: &ast::Expr, iter: &ast::Expr) {
    if let (ast::ExprKind::Name(target), ast::ExprKind::Name(iter)) = (&target.kind, &iter.kind)
        && target.name.chars().count() > 1
    {
        loops
            .entry(iter.name.clone())
            .or_insert_with(|| target.name.clone());
    }
}

struct Hints {
    /// What loops call the items of a variable.
    loops: HashMap<String, String>,
    names: HashMap<NodeId, String>,
}

impl Hints {
    fn stmt(&mut self, stmt: &StmtKind) {
        match stmt {
            StmtKind::Assign { targets, value } => self.assigned(&targets[0], value),
            StmtKind::AnnAssign {
                target,
                value: Some(value),
                ..
            } => self.assigned(target, value),
            StmtKind::FunctionDef(def) => {
                let name = made_by(&def.name.name).to_owned();
                walk_body(&def.body, &mut |node| {
                    if let Node::Stmt(stmt) = node
                        && let StmtKind::Return(Some(value)) = &stmt.kind
                    {
                        self.value(value, &name);
                    }
                });
            }
            _ => {}
        }
    }

    fn assigned(&mut self, target: &ast::Expr, value: &ast::Expr) {
        match &target.kind {
            ast::ExprKind::Name(ident) => self.value(value, &ident.name),
            ast::ExprKind::Subscript {
                value: container, ..
            } => {
                if let ast::ExprKind::Name(ident) = &container.kind {
                    self.item(value, &ident.name);
                }
            }
            _ => {}
        }
    }

    /// `rows.append({…})`.
    fn call(&mut self, expr: &ast::Expr) {
        if let ast::ExprKind::Call { func, args, .. } = &expr.kind
            && let ast::ExprKind::Attribute { value, attr } = &func.kind
            && attr.name == "append"
            && let ast::ExprKind::Name(list) = &value.kind
        {
            for arg in args {
                self.item(arg, &list.name);
            }
        }
    }

    /// A value of this name.
    fn value(&mut self, expr: &ast::Expr, name: &str) {
        match &expr.kind {
            ast::ExprKind::Dict(items) => {
                self.names.entry(expr.id).or_insert_with(|| name.to_owned());
                let is_table = items.iter().all(|item| {
                    matches!(item, DictItem::Pair(_, value) if matches!(value.kind, ast::ExprKind::Dict(_)))
                });
                for item in items {
                    if let DictItem::Pair(key, value) = item {
                        match literal_key(key) {
                            Some(key) if !is_table => self.value(value, key),
                            _ => self.item(value, name),
                        }
                    }
                }
            }
            ast::ExprKind::List(items) | ast::ExprKind::Tuple(items) => {
                for item in items {
                    self.item(item, name);
                }
            }
            ast::ExprKind::Comprehension(comprehension) => match &comprehension.kind {
                ast::ComprehensionKind::List(item) | ast::ComprehensionKind::Dict(_, item) => {
                    self.item(item, name);
                }
                ast::ComprehensionKind::Set(_) | ast::ComprehensionKind::Generator(_) => {}
            },
            // Perhaps one of a record and other things.
            ast::ExprKind::Call { .. } | ast::ExprKind::Binary { .. } => {
                self.names.entry(expr.id).or_insert_with(|| name.to_owned());
            }
            ast::ExprKind::IfExp { body, orelse, .. } => {
                self.value(body, name);
                self.value(orelse, name);
            }
            _ => {}
        }
    }

    /// An item of a container of this name.
    fn item(&mut self, expr: &ast::Expr, container: &str) {
        let name = self
            .loops
            .get(container)
            .cloned()
            .unwrap_or_else(|| singular(container));
        self.value(expr, &name);
    }
}

/// What a function called this makes: `make_account` an account.
fn made_by(function: &str) -> &str {
    [
        "make_", "open_", "new_", "create_", "build_", "get_", "load_", "read_", "parse_",
    ]
    .iter()
    .find_map(|prefix| function.strip_prefix(prefix))
    .unwrap_or(function)
}

/// One of these: `rows` are of `row`s.
fn singular(plural: &str) -> String {
    if plural == "people" {
        return "person".to_owned();
    }
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if plural.ends_with(ending) {
            return plural.trim_end_matches("es").to_owned();
        }
    }
    match plural.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => format!("{plural}_item"),
    }
}
