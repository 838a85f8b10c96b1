//! Functions, their variables, and sets of function values.

use super::Show;
use super::ty::ty_text;
use crate::ir::{ClosureForm, Func, FuncId, Param, ParamDefault, Role, SetId, Storage, VarIdx};

impl Show<'_> {
    /// `closure#0 = …`: which functions may meet, how they are called, what they become.
    pub(super) fn set(&mut self, id: SetId) {
        let set = &self.program.sets[id.0 as usize];
        let members: Vec<String> = set
            .members
            .iter()
            .map(|member| self.func_name(*member))
            .collect();
        self.line(&format!("closure#{}: {}", id.0, members.join(" or ")));
        self.depth += 1;
        let params: Vec<String> = set
            .params
            .iter()
            .enumerate()
            .map(|(index, param)| {
                let lent = if set.borrowed.get(index) == Some(&true) {
                    "lent "
                } else {
                    ""
                };
                format!("{lent}{}", ty_text(param))
            })
            .collect();
        self.line(&format!(
            "call ({}) -> {}",
            params.join(", "),
            ty_text(&set.ret)
        ));
        if self.is_settled {
            let cloned = if set.is_cloned { ", cloned" } else { "" };
            self.line(&format!("form {}{cloned}", form_text(set.form)));
            if let Some(reason) = &set.reason {
                self.because(reason);
            }
        }
        self.depth -= 1;
    }

    /// A function: what it is, its variables, its statements.
    pub(super) fn func(&mut self, id: FuncId) {
        let func = &self.program.funcs[id.0 as usize];
        self.current = id;
        let params: Vec<String> = func
            .params
            .iter()
            .map(|param| self.var(param.var))
            .collect();
        self.line(&format!(
            "fn {}({}) -> {}",
            self.func_name(id),
            params.join(", "),
            ty_text(&func.ret)
        ));
        self.depth += 1;
        self.about(func);
        for param in &func.params {
            self.param(param);
        }
        for var in &func.captures {
            let data = &self.program.vars[var.0 as usize];
            let storage = self.storage(data.storage);
            self.line(&format!(
                "capture {}: {}{storage}",
                self.var(*var),
                ty_text(&data.ty)
            ));
        }
        for index in 0..self.program.vars.len() {
            let var = VarIdx(u32::try_from(index).expect("few variables"));
            let is_own = self.program.vars[index].owner == id;
            if is_own && !func.params.iter().any(|param| param.var == var) {
                self.local(var);
            }
        }
        self.line("body");
        self.block(&func.body);
        self.depth -= 1;
    }

    fn about(&mut self, func: &Func) {
        self.line(&match func.role {
            Role::Main => "role the module's code".to_owned(),
            Role::Direct => "role called by name".to_owned(),
            Role::Closure(set) => format!("role called as a value of closure#{}", set.0),
            Role::Dynamic => "role called as a Value".to_owned(),
            Role::Generator => "role body of a generator".to_owned(),
        });
        if let Some(parent) = func.parent {
            let parent = self.func_name(parent);
            self.line(&format!(
                "python {}, line {}, made by {parent}",
                func.qualname, func.line
            ));
        }
        let flags = [
            (func.is_recursive, "recursive"),
            (func.is_counted, "counts its frames"),
            (func.is_unused, "unused"),
        ];
        for (holds, flag) in flags {
            if holds {
                self.line(flag);
            }
        }
        if self.is_settled && func.role != Role::Main {
            let name = match func.form {
                ClosureForm::Struct => format!(" {}", func.type_name),
                ClosureForm::Function
                | ClosureForm::MoveClosure
                | ClosureForm::Shared
                | ClosureForm::Dynamic
                | ClosureForm::Generator => String::new(),
            };
            self.line(&format!("form {}{name}", form_text(func.form)));
            if let Some(reason) = &func.reason {
                self.because(reason);
            }
        }
    }

    fn param(&mut self, param: &Param) {
        let var = &self.program.vars[param.var.0 as usize];
        let mut text = format!("param {}: {}", self.var(param.var), ty_text(&var.ty));
        if self.is_settled {
            text.push_str(match var.storage {
                Storage::Borrowed => ", lent",
                Storage::BorrowedMut => ", lent to be changed",
                Storage::Plain => ", owned",
                Storage::Cell => ", owned, moved into a Cell",
                Storage::RefCell => ", owned, moved into a RefCell",
                Storage::SharedCell => ", owned, moved into an Rc<Cell>",
                Storage::SharedRefCell => ", owned, moved into an Rc<RefCell>",
                Storage::CellObject => ", owned, moved into a cell object",
            });
        }
        match &param.default {
            Some(ParamDefault::Constant(value)) => {
                text = format!("{text}, default {}", self.expr(value));
            }
            Some(ParamDefault::Var(default)) => {
                text = format!("{text}, default kept in {}", self.var(*default));
            }
            None => {}
        }
        if param.is_omitted {
            text.push_str(", never passed");
        }
        if param.unpacked.is_some() {
            text.push_str(", not always passed");
        }
        self.line(&text);
        for reason in &var.reasons {
            self.because(reason);
        }
    }

    fn local(&mut self, id: VarIdx) {
        let var = &self.program.vars[id.0 as usize];
        let mut text = format!("var {}: {}", self.var(id), ty_text(&var.ty));
        text.push_str(&self.storage(var.storage));
        let flags = [
            (var.maybe_unbound, "maybe unbound"),
            (var.is_mutable, "mut"),
            (var.is_constant, "const"),
            (var.is_lent_shared, "lent with its Rc"),
            (var.is_unread, "never read"),
        ];
        for (holds, flag) in flags {
            if holds {
                text = format!("{text}, {flag}");
            }
        }
        self.line(&text);
        for reason in &var.reasons {
            self.because(reason);
        }
    }

    fn storage(&self, storage: Storage) -> String {
        if self.is_settled {
            format!(", {}", storage_text(storage))
        } else {
            String::new()
        }
    }
}

fn form_text(form: ClosureForm) -> &'static str {
    match form {
        ClosureForm::Function => "fn",
        ClosureForm::MoveClosure => "move closure",
        ClosureForm::Struct => "struct",
        ClosureForm::Shared => "shared: Rc<dyn Fn>",
        ClosureForm::Dynamic => "dynamic: function object",
        ClosureForm::Generator => "generator",
    }
}

fn storage_text(storage: Storage) -> &'static str {
    match storage {
        Storage::Plain => "plain",
        Storage::Borrowed => "lent",
        Storage::BorrowedMut => "lent to be changed",
        Storage::Cell => "Cell, lent",
        Storage::RefCell => "RefCell, lent",
        Storage::SharedCell => "Rc<Cell>, shared",
        Storage::SharedRefCell => "Rc<RefCell>, shared",
        Storage::CellObject => "cell object",
    }
}
