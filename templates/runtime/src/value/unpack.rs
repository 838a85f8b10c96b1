//! Unpacking: `a, b = value` and `a, *rest = value`.

use super::Value;
use crate::unpack::not_enough;
use crate::{Dict, Exception, List};

impl Value {
    raising! {
        /// The dict in `{**self}`.
        mapping: pub fn try_mapping(&self) -> Dict<Value, Value> {
            match self {
                Value::Dict(dict) => Ok(dict.clone()),
                other => {
                    let message = format!("'{}' object is not a mapping", other.type_name());
                    Err(Exception::type_error(&message))
                }
            }
        }

        /// The items of `a, b, … = self`: exactly `N`.
        unpack: pub fn try_unpack[const N: usize](&self) -> [Value; N] {
            let mut items = self.try_iter_to_unpack()?;
            let mut unpacked = Vec::with_capacity(N);
            while unpacked.len() < N {
                match items.try_next()? {
                    Some(item) => unpacked.push(item),
                    None => return Err(not_enough(&format!("{N}"), unpacked.len())),
                }
            }
            if items.try_next()?.is_some() {
                return Err(Exception::value_error(format!("too many values to unpack (expected {N})")));
            }
            Ok(unpacked.try_into().unwrap_or_else(|_| unreachable!("as many as asked for")))
        }

        /// The items of `a, …, *rest, …, z = self`: `before` of them, a list of the ones between, and `after` of them.
        unpack_star: pub fn try_unpack_star(&self, before: usize, after: usize) -> (Vec<Value>, List<Value>, Vec<Value>) {
            let mut items = self.try_iter_to_unpack()?;
            let mut all = Vec::new();
            while let Some(item) = items.try_next()? {
                all.push(item);
            }
            if all.len() < before + after {
                return Err(not_enough(&format!("at least {}", before + after), all.len()));
            }
            let last = all.split_off(all.len() - after);
            let between = all.split_off(before);
            Ok((all, List::from(between), last))
        }

        /// The items of `a, …, *rest, …, z = self`: `N` of them around a list, `before` of them before it.
        unpack_around: pub fn try_unpack_around[const N: usize](&self, before: usize) -> ([Value; N], List<Value>) {
            let (mut items, between, last) = self.try_unpack_star(before, N - before)?;
            items.extend(last);
            let items = items.try_into().unwrap_or_else(|_| unreachable!("as many as asked for"));
            Ok((items, between))
        }
    }

    fn try_iter_to_unpack(&self) -> Result<super::ValueIter, Exception> {
        let is_iterable =
            !matches!(self, Value::Object(object) if object.attribute("__iter__").is_none());
        self.try_iter().map_err(|exc| {
            let message = format!("cannot unpack non-iterable {} object", self.type_name());
            match self {
                Value::Object(_) if is_iterable => exc,
                _ => Exception::type_error(message),
            }
        })
    }
}
