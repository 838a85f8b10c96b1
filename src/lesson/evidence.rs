//! Evidence that a few words are output: the program's own strings and names occur in them.
//!
//! `b() # hello my friend` says what is printed, `q() # one more time` explains. No dictionary of
//! any language can tell them apart, but the program can: it holds `'hello my friend'`. So
//! a text counts as possible output if each of its words comes from the strings of the snippets so
//! far, whole, as a part, backwards, or joined of parts, or is a function's or class's name.

use std::collections::BTreeSet;

use super::scan::scan;
use super::values::without_values;

/// What a program could print, as far as its text shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// All string literals in lower case.
    texts: String,
    /// The same backwards.
    backwards: String,
    /// Words of the literals in lower case.
    words: BTreeSet<String>,
    /// Names of functions and classes in lower case.
    names: BTreeSet<String>,
}

/// The longest word that is tried as a chain of shorter ones.
const LONGEST_CHAIN: usize = 60;

impl Vocabulary {
    /// Adds what a snippet's text mentions.
    pub(super) fn add(&mut self, code: &str) {
        let found = scan(code);
        for text in &found.strings {
            let text = text.to_lowercase();
            self.words.extend(words_of(&text).map(str::to_owned));
            self.backwards.extend(text.chars().rev());
            self.backwards.push('\n');
            self.texts.push_str(&text);
            self.texts.push('\n');
        }
        for pair in found.words.windows(2) {
            if matches!(pair[0].as_str(), "def" | "class") {
                self.names.insert(pair[1].to_lowercase());
            }
        }
    }

    /// Whether the text has words and each of them may come from the program; printed values
    /// between them may be anything.
    pub(super) fn covers(&self, text: &str) -> bool {
        let text = without_values(text).to_lowercase();
        let mut has_words = false;
        words_of(&text).all(|word| {
            has_words = true;
            self.covers_word(word)
        }) && has_words
    }

    fn covers_word(&self, word: &str) -> bool {
        if matches!(word, "true" | "false" | "none") {
            return true;
        }
        if self.names.contains(word) || self.words.contains(word) {
            return true;
        }
        let length = word.chars().count();
        if length >= 3 && (self.texts.contains(word) || self.backwards.contains(word)) {
            return true;
        }
        let first = word.chars().next().unwrap_or_default();
        let is_repeated =
            word.chars().all(|c| c == first) && self.words.contains(&word[..first.len_utf8()]);
        is_repeated || (length <= LONGEST_CHAIN && self.is_chain(word))
    }

    /// Whether the word is made of literals' words of at least two letters (`AnnAnn`) or of parts of
    /// them of at least three (`enclosure` of `enclo` and `closure`).
    fn is_chain(&self, word: &str) -> bool {
        let borders: Vec<usize> = word
            .char_indices()
            .map(|(at, _)| at)
            .chain([word.len()])
            .collect();
        let mut is_reachable = vec![false; borders.len()];
        is_reachable[0] = true;
        for start in 0..borders.len() {
            for end in start + 2..borders.len() {
                let piece = &word[borders[start]..borders[end]];
                let is_piece = || {
                    self.words.contains(piece) || (end >= start + 3 && self.texts.contains(piece))
                };
                if is_reachable[start] && !is_reachable[end] && is_piece() {
                    is_reachable[end] = true;
                }
            }
        }
        is_reachable[borders.len() - 1]
    }
}

/// Runs of letters.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// What a verb says a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verb {
    /// It gives back a value.
    Return,
    /// It prints.
    Print,
}

/// Languages' words for "prints" in lower case: behind one of these a comment names the output.
const PRINT_VERBS: &[&str] = &[
    // English
    "prints",
    "printed",
    "print",
    "outputs",
    "output",
    "displays",
    "shows",
    "result",
    // Russian, Ukrainian, Belarusian
    "вывели",
    "выведет",
    "выводит",
    "выведется",
    "вывод",
    "выведено",
    "напечатает",
    "напечатали",
    "печатает",
    "напечатано",
    "результат",
    "покажет",
    "виведе",
    "виводить",
    "вивід",
    "друкує",
    "надрукує",
    "выдрукуе",
    // German
    "gibt aus",
    "ausgabe",
    "druckt",
    "ergebnis",
    "zeigt",
    // French
    "affichera",
    "affiche",
    "imprime",
    "sortie",
    "résultat",
    // Spanish, Portuguese, Italian
    "imprimirá",
    "muestra",
    "salida",
    "resultado",
    "mostra",
    "exibe",
    "saída",
    "stampa",
    "stamperà",
    "risultato",
    // Polish, Czech, Dutch, Swedish, Turkish
    "wypisze",
    "wypisuje",
    "wyświetli",
    "wynik",
    "vypíše",
    "výstup",
    "výsledek",
    "drukt af",
    "uitvoer",
    "resultaat",
    "skriver ut",
    "utskrift",
    "utdata",
    "yazdırır",
    "çıktı",
    "sonuç",
    // Greek, Arabic, Hindi
    "εκτυπώνει",
    "τυπώνει",
    "έξοδος",
    "يطبع",
    "الناتج",
    "आउटपुट",
    // Chinese, Japanese, Korean
    "输出",
    "打印",
    "结果",
    "輸出",
    "印出",
    "出力",
    "表示",
    "結果",
    "출력",
    "결과",
];

/// The same for "returns" and "gives".
const RETURN_VERBS: &[&str] = &[
    "returns",
    "return",
    "gives",
    "evaluates to",
    "yields",
    "вернёт",
    "вернет",
    "возвращает",
    "получим",
    "поверне",
    "повертає",
    "ergibt",
    "liefert",
    "renvoie",
    "retourne",
    "donne",
    "devuelve",
    "retorna",
    "devolve",
    "restituisce",
    "zwraca",
    "vrátí",
    "geeft",
    "返回",
];

/// Where the last such verb in the text (in any case) ends, as a byte offset, and what it says.
pub(super) fn after_print_verb(text: &str) -> Option<(usize, Verb)> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let ends = |verbs: &[&str], kind: Verb| {
        let end = verbs
            .iter()
            .filter_map(|verb| end_of_word(&lower, verb))
            .max();
        end.map(|end| (end, kind))
    };
    ends(PRINT_VERBS, Verb::Print).max(ends(RETURN_VERBS, Verb::Return))
}

/// The end of the last occurrence of a verb as a whole word; some languages put no blanks between words.
fn end_of_word(text: &str, verb: &str) -> Option<usize> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_joined = verb.chars().any(|c| c >= '\u{3000}');
    text.rmatch_indices(verb)
        .map(|(start, _)| (start, start + verb.len()))
        .find(|&(start, end)| {
            is_joined
                || (!is_letter(text[..start].chars().next_back())
                    && !is_letter(text[end..].chars().next()))
        })
        .map(|(_, end)| end)
}

/// Whether a line announces output: short, with a word for it, and it ends in a colon or is nothing else.
pub(super) fn announces_output(line: &str) -> bool {
    let line = line
        .trim()
        .trim_matches(['*', '_', '#', '<', '>', '`', ' ']);
    let n_words = line.split_whitespace().count();
    let ends_open = line.ends_with([':', '：', '>']) || n_words <= 2;
    ends_open && n_words <= 12 && after_print_verb(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary(code: &str) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        vocabulary.add(code);
        vocabulary
    }

    #[test]
    fn words_of_the_program_are_possible_output() {
        let seen = vocabulary("def add(a):\n    print('hello my friend', 'Ann')\n");
        assert!(seen.covers("hello my friend Ann 3"));
        assert!(seen.covers("add (2,)"));
        assert!(seen.covers("AnnAnn"));
        assert!(seen.covers("olleh"));
        assert!(!seen.covers("my best friend"));
        assert!(!seen.covers("7 + 3"));
    }

    #[test]
    fn verbs_are_whole_words() {
        assert_eq!(after_print_verb("now it prints 3"), Some((13, Verb::Print)));
        assert!(after_print_verb("ещё на 1 и вывели 3").is_some());
        assert_eq!(after_print_verb("the fingerprints 3"), None);
        assert!(after_print_verb("输出3").is_some());
    }
}
