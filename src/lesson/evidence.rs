//! Evidence that a few words are output: the program's own strings and names occur in them.
//!
//! `b() # hello my friend` says what is printed, `q() # one more time` explains. No dictionary of
//! any language can tell them apart, but the program can: it holds `'hello my friend'`. So
//! a text counts as possible output if each of its words comes from the strings of the snippets so
//! far, whole, as a part, backwards, or joined of parts, or is a function's or class's name.

use std::collections::BTreeSet;

use super::scan::scan;

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

    /// Whether the text has words and each of them may come from the program.
    pub(super) fn covers(&self, text: &str) -> bool {
        let text = text.to_lowercase();
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
        length <= LONGEST_CHAIN && self.is_chain(word)
    }

    /// Whether the word is made of literals' words of at least two letters: `AnnAnn`.
    fn is_chain(&self, word: &str) -> bool {
        let mut reachable = vec![false; word.len() + 1];
        reachable[0] = true;
        for start in 0..word.len() {
            if !reachable[start] {
                continue;
            }
            for piece in self.words.iter().filter(|piece| piece.chars().count() >= 2) {
                if word[start..].starts_with(piece.as_str()) {
                    reachable[start + piece.len()] = true;
                }
            }
        }
        reachable[word.len()]
    }
}

/// Runs of letters.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
}

/// Languages' words for "prints": behind one of these a comment names the output.
///
/// One a line, in lower case; the longer form of a word comes first where one begins the other.
const PRINT_VERBS: &[&str] = &[
    // English
    "prints",
    "printed",
    "will print",
    "print",
    "outputs",
    "output",
    "displays",
    "shows",
    "gives",
    "returns",
    "result",
    "evaluates to",
    "yields",
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
    "вернёт",
    "вернет",
    "возвращает",
    "результат",
    "получим",
    "покажет",
    "виведе",
    "виводить",
    "вивід",
    "друкує",
    "надрукує",
    "поверне",
    "повертає",
    "выдрукуе",
    // German
    "gibt aus",
    "ausgabe",
    "druckt",
    "ergibt",
    "ergebnis",
    "liefert",
    "zeigt",
    // French
    "affichera",
    "affiche",
    "imprime",
    "renvoie",
    "retourne",
    "sortie",
    "résultat",
    "donne",
    // Spanish, Portuguese, Italian
    "imprimirá",
    "imprime",
    "muestra",
    "devuelve",
    "salida",
    "resultado",
    "mostra",
    "exibe",
    "retorna",
    "devolve",
    "saída",
    "stampa",
    "restituisce",
    "risultato",
    "stamperà",
    // Polish, Czech, Dutch, Swedish, Turkish
    "wypisze",
    "wypisuje",
    "wyświetli",
    "zwraca",
    "wynik",
    "vypíše",
    "vrátí",
    "výstup",
    "výsledek",
    "drukt af",
    "uitvoer",
    "geeft",
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
    "返回",
    "輸出",
    "印出",
    "出力",
    "表示",
    "結果",
    "출력",
    "결과",
];

/// Where the last word for "prints" in the text (in any case) ends, as a byte offset.
pub(super) fn after_print_verb(text: &str) -> Option<usize> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    PRINT_VERBS
        .iter()
        .filter_map(|verb| {
            lower
                .rmatch_indices(verb)
                .map(|(at, _)| (at, at + verb.len()))
                .find(|&(start, end)| {
                    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                    verb.chars().any(|c| c >= '\u{3000}')
                        || (!is_letter(lower[..start].chars().next_back())
                            && !is_letter(lower[end..].chars().next()))
                })
        })
        .map(|(_, end)| end)
        .max()
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
        assert_eq!(after_print_verb("now it prints 3"), Some(13));
        assert!(after_print_verb("ещё на 1 и вывели 3").is_some());
        assert_eq!(after_print_verb("the fingerprints 3"), None);
        assert!(after_print_verb("输出3").is_some());
    }
}
