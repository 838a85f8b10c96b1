//! Tables turned by ninety degrees: `names, ages = zip(*people)`.

use crate::{Exception, Tuple};

/// A tuple as a row of a table: what its columns are.
pub trait Row: Sized {
    /// A tuple for each column.
    type Columns;

    /// The columns of the rows. Errors: a `ValueError` if there is no row, so that there are no columns.
    fn try_columns(rows: impl IntoIterator<Item = Self>) -> Result<Self::Columns, Exception>;
}

macro_rules! rows {
    ($($n_columns:literal ($($field:tt $ty:ident $column:ident),+))*) => { $(
        impl<$($ty),+> Row for ($($ty,)+) {
            type Columns = ($(Tuple<$ty>,)+);

            fn try_columns(rows: impl IntoIterator<Item = Self>) -> Result<Self::Columns, Exception> {
                $(let mut $column = Vec::new();)+
                let mut is_empty = true;
                for row in rows {
                    is_empty = false;
                    $($column.push(row.$field);)+
                }
                if is_empty {
                    return Err(Exception::value_error(format!(
                        "not enough values to unpack (expected {}, got 0)",
                        $n_columns
                    )));
                }
                Ok(($(Tuple::from($column),)+))
            }
        }
    )* };
}

rows! {
    1 (0 A a)
    2 (0 A a, 1 B b)
    3 (0 A a, 1 B b, 2 C c)
    4 (0 A a, 1 B b, 2 C c, 3 D d)
    5 (0 A a, 1 B b, 2 C c, 3 D d, 4 E e)
    6 (0 A a, 1 B b, 2 C c, 3 D d, 4 E e, 5 F f)
    7 (0 A a, 1 B b, 2 C c, 3 D d, 4 E e, 5 F f, 6 G g)
    8 (0 A a, 1 B b, 2 C c, 3 D d, 4 E e, 5 F f, 6 G g, 7 H h)
}

#[cfg(test)]
mod tests {
    use super::Row;

    #[test]
    fn columns_have_types_of_their_own() {
        let (names, ages) = Row::try_columns([("Ann", 31), ("Bob", 25)]).expect("there are rows");
        assert_eq!(names.iter().copied().collect::<Vec<_>>(), ["Ann", "Bob"]);
        assert_eq!(ages.iter().sum::<i64>(), 56);
    }

    #[test]
    fn no_rows_are_no_columns() {
        let none: [(i64, i64); 0] = [];
        assert_eq!(
            Row::try_columns(none).map_err(|exc| exc.to_string()).err(),
            Some("not enough values to unpack (expected 2, got 0)".to_owned())
        );
    }
}
