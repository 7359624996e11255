//! The page brings along what it shows first. A view asked for by a command is answered by the
//! thread that also opens the window, and waits until that is done.

use std::borrow::Cow;

use serde::Serialize;

/// Where the page looks for it (`ui/src/platform/firstView.ts`).
const ID: &str = "first-view";
const END_OF_HEAD: &[u8] = b"</head>";

/// Puts the view into a page. What isn't a page, or can't be written, stays as it is: the page asks
/// for its view in any case.
pub(super) fn put_into(page: &mut Cow<'static, [u8]>, view: &impl Serialize) {
    let Some(at) = page
        .windows(END_OF_HEAD.len())
        .position(|window| window == END_OF_HEAD)
    else {
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
    fn what_has_no_head_is_left_alone() {
        let mut script = Cow::Borrowed(&b"let a = 1"[..]);
        put_into(&mut script, &"a view");
        assert_eq!(&*script, b"let a = 1");
    }
}
