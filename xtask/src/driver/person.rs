//! Acts on the window as a person does: by what things are and what they are called.

use std::{cell::Cell, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::{
    page_text::{accounts_in, holds},
    wait_for,
    webdriver::{Element, WebDriver},
};

/// As the WebDriver protocol writes these keys.
const TAB: char = '\u{E004}';
const ENTER: char = '\u{E007}';
const HOME: char = '\u{E011}';
const DOWN: char = '\u{E015}';
const ESCAPE: char = '\u{E00C}';
const F6: char = '\u{E036}';
/// No page has more things to stop at.
const MOST_STOPS: usize = 25;

/// What a thing on the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Button,
    Choice,
    Field,
    Frame,
    Row,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Button => "button",
            Self::Choice => "choice",
            Self::Field => "field",
            Self::Frame => "frame",
            Self::Row => "row",
        }
    }
}

/// Somebody in front of one window.
pub(crate) struct Person {
    driver: WebDriver,
    patience: Cell<Duration>,
    in_widget: Cell<bool>,
    by_keys: Cell<bool>,
    enlarged: Cell<f64>,
}

impl Person {
    pub(crate) fn new(driver: WebDriver) -> Self {
        Self {
            driver,
            patience: Cell::new(Duration::from_secs(10)),
            in_widget: Cell::new(false),
            by_keys: Cell::new(false),
            enlarged: Cell::new(1.0),
        }
    }

    /// Presses buttons by their key from now on: the driver's pointer misses what lies on a page
    /// that is drawn larger.
    pub(crate) fn press_by_keys(&self) {
        self.by_keys.set(true);
    }

    /// The page is drawn so many times as large from now on. What lies on it is pressed where it
    /// is then, and must not be covered there.
    pub(crate) fn sees_it_enlarged(&self, times: f64) {
        self.enlarged.set(times);
    }

    /// Waits this long for anything to appear, from now on.
    pub(crate) fn be_patient_for(&self, patience: Duration) {
        self.patience.set(patience);
    }

    fn look(&self, role: Role, name: &str) -> Result<Option<Element>> {
        let args = [json!(role.name()), json!(name)];
        let found = self.driver.find(include_str!("find.js"), &args);
        Ok(self.unless_moving(found)?.flatten())
    }

    /// None where the page was changing under the question, so that it must be asked again.
    fn unless_moving<T>(&self, answer: Result<T>) -> Result<Option<T>> {
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if is_passing(&error) => {
                if self.in_widget.get() {
                    // The frame has another page now; the driver has to be turned to it again.
                    self.turn_to_widget()?;
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether there was a frame to turn to.
    fn turn_to_widget(&self) -> Result<bool> {
        let turned = self.driver.switch_to_frame(None).and_then(|()| {
            let frame = self.driver.find(include_str!("frame.js"), &[])?;
            frame
                .map(|frame| self.driver.switch_to_frame(Some(&frame)))
                .transpose()
        });
        match turned {
            Ok(turned) => Ok(turned.is_some()),
            Err(error) if is_passing(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether a thing with this name can be seen now.
    pub(crate) fn sees(&self, role: Role, name: &str) -> Result<bool> {
        Ok(self.look(role, name)?.is_some())
    }

    /// Waits for a thing with this name.
    pub(crate) fn wait(&self, role: Role, name: &str) -> Result<Element> {
        let what = format!("the {} “{name}”", role.name());
        wait_for(&what, self.patience.get(), || self.look(role, name))
            .with_context(|| self.what_is_there())
    }

    /// Clicks the thing with this name, once it is there and can be clicked.
    pub(crate) fn click(&self, role: Role, name: &str) -> Result<()> {
        let what = format!("the {} “{name}” to be clickable", role.name());
        let mut last = None;
        let clicked = wait_for(&what, self.patience.get(), || {
            let Some(element) = self.look(role, name)? else {
                return Ok(None);
            };
            let enabled = "return !arguments[0].disabled \
                           && arguments[0].getAttribute('aria-disabled') !== 'true'";
            let enabled = self.driver.script(enabled, &[element.to_value()]);
            if self.unless_moving(enabled)? != Some(Value::Bool(true)) {
                return Ok(None);
            }
            // Covered for a moment, or drawn anew between looking and clicking: look again.
            let enlarged = self.enlarged.get();
            let clicked = if self.by_keys.get() {
                self.press_by_key(&element)
            } else if enlarged <= 1.0 {
                self.driver.click(&element)
            } else {
                self.click_enlarged(&element, enlarged)
            };
            match clicked {
                Ok(()) => Ok(Some(())),
                Err(error) => {
                    last = Some(error);
                    Ok(None)
                }
            }
        });
        clicked.with_context(|| match last {
            Some(error) => format!("the last click said: {error}"),
            None => self.what_is_there(),
        })
    }

    fn press_by_key(&self, element: &Element) -> Result<()> {
        let focus = "arguments[0].focus({ focusVisible: true }); \
                     return document.activeElement === arguments[0]";
        let has_focus = self.driver.script(focus, &[element.to_value()])?;
        ensure!(has_focus == Value::Bool(true), "it can't have the focus");
        self.press_enter()
    }

    fn click_enlarged(&self, element: &Element, times: f64) -> Result<()> {
        let of_element = [element.to_value()];
        let mut place = self.place(include_str!("place.js"), &of_element)?;
        if self.in_widget.get() {
            self.driver.switch_to_frame(None)?;
            place = self.place(include_str!("place_in_frame.js"), &[place])?;
        }
        let side = |name: &str| place[name].as_f64().context("it has no place");
        self.driver
            .click_at(side("x")? * times, side("y")? * times)?;
        if self.in_widget.get() {
            self.turn_to_widget()?;
        }
        Ok(())
    }

    fn place(&self, script: &str, of: &[Value]) -> Result<Value> {
        let place = self.driver.script(script, of)?;
        match place["covered"].as_str() {
            Some(covered) => bail!("it is covered by {covered}"),
            None => Ok(place),
        }
    }

    /// Whether the thing with this name, which is there, can be clicked or chosen.
    pub(crate) fn can_use(&self, role: Role, name: &str) -> Result<bool> {
        let element = self.wait(role, name)?;
        let usable = "return !arguments[0].disabled && !arguments[0].querySelector(':disabled') \
                      && arguments[0].getAttribute('aria-disabled') !== 'true'";
        Ok(self.driver.script(usable, &[element.to_value()])? == Value::Bool(true))
    }

    /// Presses a button.
    pub(crate) fn press(&self, name: &str) -> Result<()> {
        self.click(Role::Button, name)
    }

    /// Replaces what is in a field, having clicked into it first.
    pub(crate) fn fill(&self, label: &str, text: &str) -> Result<()> {
        self.click(Role::Field, label)?;
        // The driver types no empty text; who empties a field presses a key for it.
        const NOTHING: &str = " \u{E003}";
        let text = if text.is_empty() { NOTHING } else { text };
        // The page may draw the field anew after the click; then the typing starts over.
        wait_for(
            &format!("typing into “{label}”"),
            self.patience.get(),
            || {
                let Some(field) = self.look(Role::Field, label)? else {
                    return Ok(None);
                };
                let typed = self
                    .driver
                    .clear(&field)
                    .and_then(|()| self.driver.type_into(&field, text));
                self.unless_moving(typed)
            },
        )
    }

    /// What stands in a field.
    pub(crate) fn value(&self, label: &str) -> Result<String> {
        let field = self.wait(Role::Field, label)?;
        let value = self
            .driver
            .script("return arguments[0].value", &[field.to_value()])?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Asks the page something, and again where it was changing under the question.
    fn ask(&self, script: &str) -> Result<Value> {
        wait_for("the page to stay", self.patience.get(), || {
            self.unless_moving(self.driver.script(script, &[]))
        })
    }

    /// What a script on the current page returns: for what only the page itself can measure.
    pub(crate) fn has_the_page_say(&self, script: &str) -> Result<Value> {
        self.ask(script)
    }

    /// The same of a script that takes its time, and then calls its last argument. Twenty seconds
    /// at most.
    pub(crate) fn has_the_page_find_out(&self, script: &str) -> Result<Value> {
        self.driver.script_with_callback(script)
    }

    /// All text that can be read on the current page, on one line per block.
    pub(crate) fn reads(&self) -> Result<String> {
        let text = self.ask("return document.body ? document.body.innerText : ''")?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Whether this can be read now, in whatever case it is drawn.
    pub(crate) fn can_read(&self, text: &str) -> Result<bool> {
        Ok(holds(&self.reads()?, text))
    }

    /// Waits until this can be read.
    pub(crate) fn wait_to_read(&self, text: &str) -> Result<()> {
        self.wait_to_read_one_of(&[text]).map(drop)
    }

    /// Waits until this stands on a line of its own.
    pub(crate) fn wait_to_read_line(&self, line: &str) -> Result<()> {
        wait_for(
            &format!("the line “{line}”"),
            self.patience.get(),
            || {
                let page = self.reads()?;
                let is_there = page.lines().any(|there| there.trim() == line);
                Ok(is_there.then_some(()))
            },
        )
        .with_context(|| self.what_is_there())
    }

    /// Waits until one of these can be read, and says which.
    pub(crate) fn wait_to_read_one_of<'a>(&self, texts: &[&'a str]) -> Result<&'a str> {
        let what = format!("the text “{}”", texts.join("” or “"));
        wait_for(&what, self.patience.get(), || {
            let page = self.reads()?;
            Ok(texts.iter().find(|text| holds(&page, text)).copied())
        })
        .with_context(|| self.what_is_there())
    }

    /// Waits until this can't be read any more.
    pub(crate) fn wait_until_gone(&self, text: &str) -> Result<()> {
        wait_for(
            &format!("the text “{text}” to go"),
            self.patience.get(),
            || Ok((!self.can_read(text)?).then_some(())),
        )
        .with_context(|| self.what_is_there())
    }

    /// Turns to what is inside the widget's frame, does something there, and turns back.
    pub(crate) fn in_the_widget<T>(&self, act: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        wait_for("the widget's frame", self.patience.get(), || {
            Ok(self.turn_to_widget()?.then_some(()))
        })
        .with_context(|| self.what_is_there())?;
        self.in_widget.set(true);
        let outcome = act(self);
        self.in_widget.set(false);
        self.driver.switch_to_frame(None)?;
        outcome
    }

    /// The verified accounts on screen: mask and routing number (or what stands in its place).
    pub(crate) fn verified_accounts(&self) -> Result<Vec<(String, String)>> {
        let page = self.reads()?;
        Ok(accounts_in(&page))
    }

    /// Whether the page is wider than its window, so that something is cut off at the side.
    pub(crate) fn is_cut_off(&self) -> Result<bool> {
        let page = "const page = document.documentElement; \
                    return page.scrollWidth > page.clientWidth + 1";
        Ok(self.ask(page)? == Value::Bool(true))
    }

    /// Scrolls until the thing with this name is in view.
    pub(crate) fn scroll_to(&self, name: &str) -> Result<()> {
        let element = match self.look(Role::Button, name)? {
            Some(element) => element,
            None => self.wait(Role::Field, name)?,
        };
        let scroll = "arguments[0].scrollIntoView({ block: 'center' })";
        self.driver.script(scroll, &[element.to_value()]).map(drop)
    }

    /// Rows of the table on screen that are drawn now, each on one line.
    pub(crate) fn table(&self) -> Result<Vec<String>> {
        let rows = "return [...document.querySelectorAll('[role=grid] [role=row][aria-selected]')] \
                    .map((row) => row.innerText.replace(/\\s+/g, ' ').trim())";
        texts(&self.ask(rows)?)
    }

    /// Drags the table's scroll bar to places all over it, and waits for the rows each time.
    /// Answers the longest a person saw nothing move, and the longest they saw no rows, in
    /// milliseconds.
    pub(crate) fn scrolls_through(&self) -> Result<(f64, f64)> {
        let found = self
            .driver
            .script_with_callback(include_str!("scroll.js"))?;
        let number = |name: &str| found[name].as_f64().context("the table can't be scrolled");
        Ok((number("still")?, number("empty")?))
    }

    /// Opens an address in a browser, and waits until the page before it is gone.
    pub(crate) fn go_to(&self, address: &str) -> Result<()> {
        self.ask("window.isLeft = true")?;
        self.driver.go_to(address)?;
        let arrived = "return !window.isLeft && document.readyState === 'complete'";
        wait_for("the page to be opened", self.patience.get(), || {
            Ok((self.ask(arrived)? == Value::Bool(true)).then_some(()))
        })
    }

    /// Whether pages that ask are told to be dark.
    pub(crate) fn prefers_dark(&self) -> Result<bool> {
        let asked = self.ask("return matchMedia('(prefers-color-scheme: dark)').matches")?;
        Ok(asked == Value::Bool(true))
    }

    /// Presses Tab until the thing with this name has the focus, which must be seen there.
    pub(crate) fn tab_to(&self, name: &str) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..MOST_STOPS {
            self.driver.press_key(TAB)?;
            let focus = self.ask(include_str!("focus.js"))?;
            let there = focus["name"].as_str().unwrap_or_default().to_owned();
            if holds(&there, name) {
                ensure!(
                    focus["seen"] == true,
                    "nobody sees that “{there}” has the focus"
                );
                return Ok(());
            }
            passed.push(there);
        }
        bail!("Tab doesn't lead to “{name}”, but to {passed:?}")
    }

    /// Types where the focus is.
    pub(crate) fn type_here(&self, text: &str) -> Result<()> {
        text.chars().try_for_each(|key| self.driver.press_key(key))
    }

    /// Presses Enter where the focus is.
    pub(crate) fn press_enter(&self) -> Result<()> {
        self.driver.press_key(ENTER)
    }

    /// Presses Escape where the focus is.
    pub(crate) fn press_escape(&self) -> Result<()> {
        self.driver.press_key(ESCAPE)
    }

    /// Presses F6 where the focus is.
    pub(crate) fn press_f6(&self) -> Result<()> {
        self.driver.press_key(F6)
    }

    /// Presses a key while Control is held.
    pub(crate) fn press_with_control(&self, key: char) -> Result<()> {
        self.driver.press_with_control(key)
    }

    /// What has the focus, by its name.
    pub(crate) fn focus(&self) -> Result<String> {
        let focus = self.ask(include_str!("focus.js"))?;
        Ok(focus["name"].as_str().unwrap_or_default().to_owned())
    }

    /// Presses Home where the focus is.
    pub(crate) fn press_home(&self) -> Result<()> {
        self.driver.press_key(HOME)
    }

    /// Presses the arrow that points down, where the focus is.
    pub(crate) fn press_down(&self) -> Result<()> {
        self.driver.press_key(DOWN)
    }

    /// Path of the page that is current, in the widget's frame as well.
    pub(crate) fn path(&self) -> Result<String> {
        let path = self.ask("return location.pathname")?;
        Ok(path.as_str().unwrap_or_default().to_owned())
    }

    /// Width and height of the page, in its own pixels.
    pub(crate) fn viewport(&self) -> Result<(f64, f64)> {
        let size = self.ask("const { clientWidth, clientHeight } = document.documentElement; return [clientWidth, clientHeight]")?;
        let side = |index: usize| size[index].as_f64().context("the page has no size");
        Ok((side(0)?, side(1)?))
    }

    /// This attribute of every element that is found so, in the page's order.
    pub(crate) fn all(&self, selector: &str, attribute: &str) -> Result<Vec<String>> {
        let read = format!("element.getAttribute({})", json!(attribute));
        self.of_all(selector, &read)
    }

    /// The text of every element that is found so, in the page's order.
    pub(crate) fn all_text(&self, selector: &str) -> Result<Vec<String>> {
        self.of_all(selector, "element.innerText")
    }

    fn of_all(&self, selector: &str, read: &str) -> Result<Vec<String>> {
        let selector = json!(selector);
        let script =
            format!("return [...document.querySelectorAll({selector})].map((element) => {read})");
        texts(&self.ask(&script)?)
    }

    /// What can be pressed or filled in, and can't be got to.
    pub(crate) fn cut_off(&self) -> Result<Vec<String>> {
        texts(&self.ask(include_str!("cut.js"))?)
    }

    /// Names that don't fit where they stand: of buttons, labels, headings, tabs and columns.
    pub(crate) fn clipped(&self) -> Result<Vec<String>> {
        texts(&self.ask(include_str!("clipped.js"))?)
    }

    /// Calls a command of the app as a script of its page could; how it was `refused`, or what it
    /// `answered`.
    pub(crate) fn invoke(&self, command: &str, arguments: &Value) -> Result<Value> {
        let command = json!(command);
        self.driver.script_with_callback(&format!(
            "const done = arguments[arguments.length - 1];
             window.__TAURI_INTERNALS__.invoke({command}, {arguments}).then(
               (answered) => done({{ answered }}), (refused) => done({{ refused }}));"
        ))
    }

    /// How many windows the app has.
    pub(crate) fn windows(&self) -> Result<usize> {
        self.driver.windows()
    }

    /// Address of the app's own page.
    pub(crate) fn address(&self) -> Result<String> {
        self.driver.address()
    }

    /// The whole page as it is now, with what stands in its fields.
    pub(crate) fn page(&self) -> Result<String> {
        let script = "return document.documentElement.outerHTML + '\\n' \
             + [...document.querySelectorAll('input, textarea, select')].map((e) => e.value).join('\\n')";
        let page = self.ask(script)?;
        Ok(page.as_str().unwrap_or_default().to_owned())
    }

    /// What stands in the way of people who see, hear or move differently, on the current page:
    /// axe-core's serious and critical findings.
    pub(crate) fn obstacles(&self, axe: &str) -> Result<Vec<String>> {
        self.obstacles_where(axe, false)
    }

    /// The same; `enhanced`: for who has asked for more contrast.
    pub(crate) fn obstacles_where(&self, axe: &str, enhanced: bool) -> Result<Vec<String>> {
        self.ask(&format!("if (!window.axe) {{ {axe} }}"))?;
        let ask = include_str!("obstacles.js");
        let found = self
            .driver
            .script_with_callback(&format!("const enhanced = {enhanced};\n{ask}"))?;
        texts(&found).context("axe-core did not run")
    }

    fn what_is_there(&self) -> String {
        let page = self
            .reads()
            .unwrap_or_else(|error| format!("(nothing: {error:#})"));
        let lines: Vec<&str> = page
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let mut text: String = lines.join(" | ").chars().take(700).collect();
        if text.is_empty() {
            text.push_str("(nothing)");
        }
        format!("what could be read instead: {text}")
    }

    /// Fails unless this can't be read.
    pub(crate) fn must_not_read(&self, text: &str) -> Result<()> {
        if self.can_read(text)? {
            bail!(
                "“{text}” can be read, and must not be; {}",
                self.what_is_there()
            );
        }
        Ok(())
    }
}

/// The texts of a list that the page answered.
fn texts(answer: &Value) -> Result<Vec<String>> {
    let list = answer.as_array().context("the page answered no list")?;
    let texts = list.iter().filter_map(Value::as_str);
    Ok(texts.map(str::to_owned).collect())
}

/// Errors of the driver that only say that the page was changing at that moment.
fn is_passing(error: &anyhow::Error) -> bool {
    let said = error.to_string();
    [
        "stale element reference",
        "no such frame",
        "element not interactable",
        "no such element",
    ]
    .iter()
    .any(|passing| said.starts_with(passing))
}
