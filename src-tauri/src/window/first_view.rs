//! The page brings along what it shows first. A view asked for by a command is answered by the
//! thread that also opens the window, and waits until that is done.

use std::borrow::Cow;

use desk::view::Appearance;
use serde::Serialize;

/// Where the page looks for it (`ui/src/platform/firstView.ts`).
const ID: &str = "first-view";
const END_OF_HEAD: &[u8] = b"</head>";
const ROOT: &[u8] = b"<html";

/// Puts the view into a page. What isn't a page, or can't be written, stays as it is: the page asks
/// for its view in any case.
pub(super) fn put_into(page: &mut Cow<'static, [u8]>, view: &impl Serialize) {
    let Some(at) = place_of(END_OF_HEAD, page) else {
        return;
    };
    let Ok(json) = serde_json::to_string(view) else {
        return;
    };
    // In JSON the sign stands in texts alone; there it could end the element.
    let json = json.replace('<', "\\u003c");
    let element = format!(r#"<script type="application/json" id="{ID}">{json}</script>"#);
    page.to_mut().splice(at..at, element.into_bytes());
}

/// Says on the page which theme the person chose, so that it is drawn in it from the first frame on.
/// One who leaves it to the system is followed by the page's styles.
pub(super) fn put_theme_into(page: &mut Cow<'static, [u8]>, appearance: Appearance) {
    let theme = match appearance {
        Appearance::System => return,
        Appearance::Light => "light",
        Appearance::Dark => "dark",
    };
    let Some(at) = place_of(ROOT, page).map(|at| at + ROOT.len()) else {
        return;
    };
    let mark = format!(r#" data-theme="{theme}""#);
    page.to_mut().splice(at..at, mark.into_bytes());
}

fn place_of(sign: &[u8], page: &[u8]) -> Option<usize> {
    page.windows(sign.len()).position(|window| window == sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_with(view: &str) -> String {
        let mut page = Cow::Borrowed(&b"<html><head><title>T</title></head><body></body>"[..]);
        put_into(&mut page, &view);
        String::from_utf8(page.into_owned()).unwrap()
    }

    #[test]
    fn the_view_stands_at_the_end_of_the_head() {
        assert_eq!(
            page_with("a view"),
            "<html><head><title>T</title>\
             <script type=\"application/json\" id=\"first-view\">\"a view\"</script>\
             </head><body></body>"
        );
    }

    #[test]
    fn no_name_in_it_ends_its_element() {
        let page = page_with("</script><script>alert(1)</script><!--");
        assert_eq!(page.matches("<script").count(), 1, "{page}");
        assert_eq!(page.matches("</script>").count(), 1, "{page}");
        assert!(!page.contains("<!--"), "{page}");
    }

    #[test]
    fn a_chosen_theme_stands_on_the_page() {
        let of = |appearance| {
            let mut page = Cow::Borrowed(&b"<!doctype html><html lang=\"en\"><head></head>"[..]);
            put_theme_into(&mut page, appearance);
            String::from_utf8(page.into_owned()).unwrap()
        };
        assert!(of(Appearance::Dark).contains("<html data-theme=\"dark\" lang"));
        assert!(of(Appearance::Light).contains("<html data-theme=\"light\" lang"));
        assert!(of(Appearance::System).contains("<html lang"));
    }

    #[test]
    fn what_has_no_head_is_left_alone() {
        let mut script = Cow::Borrowed(&b"let a = 1"[..]);
        put_into(&mut script, &"a view");
        put_theme_into(&mut script, Appearance::Dark);
        assert_eq!(&*script, b"let a = 1");
    }
}
