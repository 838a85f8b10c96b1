//! The order of sets after many operations.

use adder_runtime::{Args, Value};

use crate::oracle::Batch;
use crate::pool::numbers;

/// Numbers that look random and are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 2).expect("62 bits") % limit
    }

    fn item(&mut self, limit: i64) -> Value {
        match self.below(4) {
            0 => Value::from(format!("w{}", self.below(limit))),
            1 => Value::from((self.below(limit), "t")),
            2 => Value::from(-self.below(limit)),
            _ => Value::from(self.below(limit) * 8),
        }
    }
}

#[test]
fn order_after_many_changes() {
    let mut batch = Batch::default();
    let mut random = Random(42);
    for round in 0..60 {
        let limit = [5, 20, 100, 1000][round % 4];
        let set = Value::set([]);
        let mut script = String::from("(s := set(), [");
        for _ in 0..[30, 60, 200, 400][round % 4] {
            let item = random.item(limit);
            let method = if random.below(3) == 0 {
                "discard"
            } else {
                "add"
            };
            script.push_str(&["s.", method, "(", &item.ascii(), "), "].concat());
            set.call_method(method, Args::from([item]));
            if random.below(40) == 0 && !set.is_empty() {
                script.push_str("s.pop(), ");
                set.call_method("pop", Args::new());
            }
        }
        script.push_str("], list(s))[2]");
        batch.add(script, Ok(Value::list(&set)));
    }
    batch.compare();
}

#[test]
fn order_of_set_algebra() {
    let mut batch = Batch::default();
    let mut random = Random(7);
    for round in 0..400 {
        let limit = [10, 50, 300][round % 3];
        let mut some = |count: i64| -> Vec<i64> {
            (0..count)
                .map(|_| random.below(limit * 3) - limit)
                .collect()
        };
        let one = some([5, 40, 120][round % 3]);
        let two = some([30, 3, 60][round / 3 % 3]);
        let (a, b) = (Value::Set(numbers(&one)), Value::Set(numbers(&two)));
        let sources = (format!("set({one:?})"), format!("set({two:?})"));
        for operator in ["|", "&", "-", "^"] {
            let act = match operator {
                "|" => Value::try_bit_or,
                "&" => Value::try_bit_and,
                "-" => Value::try_sub,
                _ => Value::try_bit_xor,
            };
            batch.add(
                format!("list({} {operator} {})", sources.0, sources.1),
                act(&a, &b).map(|set| Value::list(&set)),
            );
        }
        for method in [
            "update",
            "intersection_update",
            "difference_update",
            "symmetric_difference_update",
        ] {
            let target = a.call_method("copy", Args::new());
            target.call_method(method, Args::from([b.clone()]));
            let expression = format!(
                "(s := {}.copy(), s.{method}({}), list(s))[2]",
                sources.0, sources.1
            );
            batch.add(expression, Ok(Value::list(&target)));
            let target = a.call_method("copy", Args::new());
            let list = Value::list(two.iter().copied().map(Value::from));
            target.call_method(method, Args::from([list]));
            let expression = format!(
                "(s := {}.copy(), s.{method}({two:?}), list(s))[2]",
                sources.0
            );
            batch.add(expression, Ok(Value::list(&target)));
        }
    }
    batch.compare();
}
