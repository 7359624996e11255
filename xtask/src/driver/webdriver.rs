//! The part of the W3C WebDriver protocol that driving one window takes, spoken to
//! WebKitWebDriver directly.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};
use ureq::Agent;

/// The key under which the protocol hides an element's id.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// As the protocol writes Control.
const CONTROL: char = '\u{E009}';

/// One session with one window.
pub(crate) struct WebDriver {
    agent: Agent,
    session: String,
}

/// Something on the page, valid until the page or frame changes.
#[derive(Clone, Debug)]
pub(crate) struct Element(String);

impl Element {
    fn from_value(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }

    /// As an argument of a script.
    pub(crate) fn to_value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }
}

impl WebDriver {
    /// Whether a driver answers at this port yet.
    pub(crate) fn answers(port: u16) -> bool {
        let agent = agent(Duration::from_secs(1));
        agent
            .get(format!("http://127.0.0.1:{port}/status"))
            .call()
            .is_ok()
    }

    /// Starts the program and takes hold of its window.
    pub(crate) fn open(port: u16, program: &str, args: &[String]) -> Result<Self> {
        let agent = agent(Duration::from_secs(30));
        let base = format!("http://127.0.0.1:{port}/session");
        let capabilities = json!({
            "capabilities": { "alwaysMatch": {
                // A page that never finishes loading must not stop the driver.
                "pageLoadStrategy": "none",
                "timeouts": { "implicit": 0, "pageLoad": 20_000, "script": 20_000 },
                "webkitgtk:browserOptions": { "binary": program, "args": args },
            } }
        });
        let answer = send(agent.post(&base), &capabilities)?;
        let id = answer["sessionId"]
            .as_str()
            .context("the driver gave no session id")?;
        Ok(Self {
            session: format!("{base}/{id}"),
            agent,
        })
    }

    fn get(&self, path: &str) -> Result<Value> {
        read(self.agent.get(format!("{}/{path}", self.session)).call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        send(self.agent.post(format!("{}/{path}", self.session)), body)
    }

    /// Runs a script in the current frame and returns what it returns.
    pub(crate) fn script(&self, script: &str, args: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": args }))
    }

    /// Runs a script that calls its last argument with what it has found out.
    pub(crate) fn script_with_callback(&self, script: &str) -> Result<Value> {
        self.post("execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Runs a script that returns an element or nothing.
    pub(crate) fn find(&self, script: &str, args: &[Value]) -> Result<Option<Element>> {
        Ok(Element::from_value(&self.script(script, args)?))
    }

    /// Clicks the middle of an element with the pointer.
    pub(crate) fn click(&self, element: &Element) -> Result<()> {
        self.post(&format!("element/{}/click", element.0), &json!({}))
            .map(drop)
    }

    /// Clicks at a place in the window, in its own pixels.
    pub(crate) fn click_at(&self, x: f64, y: f64) -> Result<()> {
        let moved =
            json!({ "type": "pointerMove", "origin": "viewport", "x": x.round(), "y": y.round() });
        let pressed = ["pointerDown", "pointerUp"].map(|kind| json!({ "type": kind, "button": 0 }));
        let [down, up] = pressed;
        let mouse = json!({
            "type": "pointer",
            "id": "mouse",
            "parameters": { "pointerType": "mouse" },
            "actions": [moved, down, up],
        });
        self.post("actions", &json!({ "actions": [mouse] }))
            .map(drop)
    }

    /// Types into an element.
    pub(crate) fn type_into(&self, element: &Element, text: &str) -> Result<()> {
        self.post(
            &format!("element/{}/value", element.0),
            &json!({ "text": text }),
        )
        .map(drop)
    }

    /// Empties a field.
    pub(crate) fn clear(&self, element: &Element) -> Result<()> {
        self.post(&format!("element/{}/clear", element.0), &json!({}))
            .map(drop)
    }

    /// Goes into a frame, or with none back to the window's own page.
    pub(crate) fn switch_to_frame(&self, frame: Option<&Element>) -> Result<()> {
        let id = frame.map_or(Value::Null, Element::to_value);
        self.post("frame", &json!({ "id": id })).map(drop)
    }

    /// Opens an address in the window.
    pub(crate) fn go_to(&self, address: &str) -> Result<()> {
        self.post("url", &json!({ "url": address })).map(drop)
    }

    /// Presses and releases a key, whatever has the focus; special keys by their code in the
    /// protocol.
    pub(crate) fn press_key(&self, key: char) -> Result<()> {
        let strokes = ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", &json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// Presses a key while Control is held.
    pub(crate) fn press_with_control(&self, key: char) -> Result<()> {
        let stroke = |kind, key| json!({ "type": kind, "value": key });
        let strokes = [
            stroke("keyDown", CONTROL),
            stroke("keyDown", key),
            stroke("keyUp", key),
            stroke("keyUp", CONTROL),
        ];
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.post("actions", &json!({ "actions": [keyboard] }))
            .map(drop)
    }

    /// How many windows the program has.
    pub(crate) fn windows(&self) -> Result<usize> {
        Ok(self.get("window/handles")?.as_array().map_or(0, Vec::len))
    }

    /// Address of the window's own page, whatever frame is current.
    pub(crate) fn address(&self) -> Result<String> {
        Ok(self.get("url")?.as_str().unwrap_or_default().to_owned())
    }
}

fn agent(limit: Duration) -> Agent {
    let configuration = Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(limit))
        .proxy(None)
        .build();
    Agent::new_with_config(configuration)
}

type Call = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

fn send(request: ureq::RequestBuilder<ureq::typestate::WithBody>, body: &Value) -> Result<Value> {
    // WebKitWebDriver wants a length; a body sent in chunks hangs it.
    let text = body.to_string();
    read(request.content_type("application/json").send(text))
}

fn read(answer: Call) -> Result<Value> {
    let mut answer = answer.map_err(|error| anyhow!("the driver did not answer: {error}"))?;
    let text = answer
        .body_mut()
        .with_config()
        .limit(64 * 1024 * 1024)
        .read_to_string()
        .context("the driver's answer broke off")?;
    let mut body: Value = serde_json::from_str(&text).context("the driver's answer is no JSON")?;
    let value = body["value"].take();
    if let Some(error) = value.get("error").and_then(Value::as_str) {
        bail!("{error}: {}", value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}
