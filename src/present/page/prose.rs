//! The words of a lesson as HTML.
//!
//! The page loads nothing and runs nothing that the lesson brings along: HTML in Markdown is shown as text, a picture becomes a
//! link, and only links to the web, to mail and inside the page are links.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use super::escaped;

/// The HTML of Markdown.
pub(super) fn markdown(text: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut links = Vec::new();
    let events = Parser::new_ext(text, options).map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
        Event::Start(Tag::Image { dest_url, .. }) => open_link(&dest_url, &mut links, "🖼 "),
        Event::Start(Tag::Link { dest_url, .. }) => open_link(&dest_url, &mut links, ""),
        Event::End(TagEnd::Image | TagEnd::Link) => {
            let is_link = links.pop().unwrap_or_default();
            Event::InlineHtml(CowStr::from(if is_link { "</a>" } else { "</span>" }))
        }
        // The page has a title of its own.
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: deeper(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(deeper(level))),
        other => other,
    });
    let mut written = String::new();
    html::push_html(&mut written, events);
    written
}

fn deeper(level: pulldown_cmark::HeadingLevel) -> pulldown_cmark::HeadingLevel {
    use pulldown_cmark::HeadingLevel::{H2, H3, H4, H5, H6};
    match level as u8 {
        1 => H2,
        2 => H3,
        3 => H4,
        4 => H5,
        _ => H6,
    }
}

fn open_link<'a>(address: &str, links: &mut Vec<bool>, mark: &str) -> Event<'a> {
    let is_link = is_harmless(address);
    links.push(is_link);
    let opened = if is_link {
        format!(
            "<a href=\"{}\" rel=\"noopener noreferrer\">{mark}",
            escaped(address)
        )
    } else {
        format!("<span>{mark}")
    };
    Event::InlineHtml(CowStr::from(opened))
}

fn is_harmless(address: &str) -> bool {
    let scheme = address
        .split_once(':')
        .map(|(scheme, _)| scheme)
        .filter(|scheme| !scheme.contains(['/', '#', '?']));
    scheme.is_none_or(|scheme| {
        ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

/// The HTML of plain text: paragraphs between blank lines, lists whose lines begin with a mark, underlined headings.
pub(super) fn plain(text: &str) -> String {
    let mut written = String::new();
    for paragraph in text.split("\n\n").map(|part| part.trim_matches('\n')) {
        let lines: Vec<&str> = paragraph.lines().collect();
        match lines[..] {
            [] => {}
            [title, rule] if is_rule(rule) => {
                written.push_str(&format!("<h3>{}</h3>\n", escaped(title.trim())));
            }
            [title] if title.starts_with('#') => {
                let words = title.trim_start_matches('#').trim();
                written.push_str(&format!("<h3>{}</h3>\n", escaped(words)));
            }
            _ if lines.iter().all(|line| is_rule(line)) => written.push_str("<hr>\n"),
            _ => {
                written.push_str("<p>");
                for (index, line) in lines.iter().enumerate() {
                    if index > 0 {
                        written.push_str(if begins_item(line) { "<br>\n" } else { "\n" });
                    }
                    written.push_str(&escaped(line.trim()));
                }
                written.push_str("</p>\n");
            }
        }
    }
    written
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ["-", "=", "*", "_", "~"]
            .iter()
            .any(|mark| line.trim_matches(|c| mark.contains(c)).is_empty())
}

fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < line.len() && rest.starts_with(['.', ')']);
    is_numbered
        || ["- ", "* ", "• ", "– ", "— "]
            .iter()
            .any(|mark| line.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_in_markdown_is_text() {
        let written = markdown("a <b onclick=\"x()\">b</b>\n\n<script>alert(1)</script>\n");
        assert!(!written.contains("<script"), "{written}");
        assert!(!written.contains("<b "), "{written}");
    }

    #[test]
    fn only_harmless_links_are_links() {
        let written = markdown("[a](javascript:x) [b](https://b.org/?c&d) ![c](c.png)");
        assert_eq!(
            written,
            "<p><span>a</span> <a href=\"https://b.org/?c&amp;d\" rel=\"noopener noreferrer\">b</a> \
             <a href=\"c.png\" rel=\"noopener noreferrer\">🖼 c</a></p>\n"
        );
    }

    #[test]
    fn plain_text_has_paragraphs_and_items() {
        assert_eq!(
            plain("One & two\nthree\n\nSay:\n- a\n- b\n\nTitle\n====="),
            "<p>One &amp; two\nthree</p>\n<p>Say:<br>\n- a<br>\n- b</p>\n<h3>Title</h3>\n"
        );
    }
}
