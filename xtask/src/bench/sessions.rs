//! Sessions: how soon the widget's frame is there after the click, and the numbers after the
//! widget's word; what an open session costs, many at once, and many after each other.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::{
    Effort,
    desk::{AtDesk, TO_VERIFY},
    figures::{Figure, Goal, median, p95},
    widget::Widget,
};
use crate::driver::{Role, wait_for};

/// How far MX is away, in milliseconds, and what is measured there.
const DISTANCES: [(u64, [&str; 2]); 3] = [
    (
        0,
        [
            "click → widget frame loading, API at 0 ms",
            "memberConnected → numbers, API at 0 ms",
        ],
    ),
    (
        50,
        [
            "click → widget frame loading, API at 50 ms",
            "memberConnected → numbers, API at 50 ms",
        ],
    ),
    (
        200,
        [
            "click → widget frame loading, API at 200 ms",
            "memberConnected → numbers, API at 200 ms",
        ],
    ),
];

/// As many as the desk has open at most.
const AT_ONCE: usize = 20;
/// After this many sessions the buffers of engine and app are as large as they get.
const WARM: usize = 10;

/// Notes when the page is clicked, and when numbers have been painted: after the frame that has
/// them first.
const WATCH: &str = "
    const now = () => performance.timeOrigin + performance.now();
    const bench = (window.bench = { clicked: null, seen: null });
    const click = (event) => { bench.clicked = performance.timeOrigin + event.timeStamp; };
    document.addEventListener('click', click, { capture: true, once: true });
    const numbers = () => document.querySelector('.arrived li, [data-number]');
    const observer = new MutationObserver(() => {
      if (numbers() === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => { bench.seen = now(); }));
    });
    observer.observe(document.body, { subtree: true, childList: true });";

pub(super) fn measure(effort: Effort) -> Result<Vec<Figure>> {
    let widget = Widget::start()?;
    let desk = AtDesk::open(Some(&widget.origin()), |_| Ok(()))?;
    desk.measure(|desk| {
        let mut sessions = Sessions {
            desk,
            widget: &widget,
            count: 0,
        };
        let mut figures = sessions.at_distances(effort)?;
        figures.extend(sessions.one_after_the_other(effort)?);
        figures.extend(sessions.at_once(effort)?);
        Ok(figures)
    })
}

struct Sessions<'a> {
    desk: &'a AtDesk,
    widget: &'a Widget,
    count: usize,
}

/// Two waits of one session, in milliseconds.
struct Waits {
    frame: f64,
    numbers: f64,
}

impl Sessions<'_> {
    fn at_distances(&mut self, effort: Effort) -> Result<Vec<Figure>> {
        let mut figures = Vec::new();
        for (distance, [frame, numbers]) in DISTANCES {
            println!("sessions, MX {distance} ms away");
            self.desk.answer_after(distance)?;
            // The first opens connections.
            self.one()?;
            let waits = (0..effort.sessions)
                .map(|_| self.one())
                .collect::<Result<Vec<_>>>()?;
            let trip = self.desk.round_trip(effort.sessions)?;
            let middle = |of: fn(&Waits) -> f64| {
                median(&waits.iter().map(of).collect::<Vec<_>>()).context("no session was held")
            };
            let figure = |name, value, times| Figure {
                name,
                unit: "ms",
                value,
                reference: Some(("one round trip", trip)),
                goal: Goal::RoundTrips { times, more: 50.0 },
            };
            // Two: the customer is looked up, the widget asked for.
            figures.push(figure(frame, middle(|waits| waits.frame)?, 2.4));
            figures.push(figure(numbers, middle(|waits| waits.numbers)?, 1.2));
        }
        self.desk.mx.forget_faults()?;
        Ok(figures)
    }

    /// Starts a session for a customer whom MX knows, without a bank.
    fn start(&mut self) -> Result<(String, f64)> {
        self.count += 1;
        let customer = format!("bench-{}", self.count);
        let user = self.desk.create_user(&customer)?;
        let person = self.desk.person();
        person.fill("Customer id", &customer)?;
        person.wait_to_read("Known customer")?;
        person.has_the_page_say(WATCH)?;
        person.press("Start session")?;
        let opened = self.widget.told()?;
        let clicked = person.has_the_page_say("return window.bench.clicked")?;
        let clicked = clicked.as_f64().context("the click was not seen")?;
        Ok((user, opened - clicked))
    }

    /// One session from the click to the numbers, and away from it.
    fn one(&mut self) -> Result<Waits> {
        let (user, frame) = self.start()?;
        let member = self.desk.create_member(&user, TO_VERIFY)?;
        self.widget.say(json!({
            "type": "mx/connect/memberConnected",
            "metadata": { "user_guid": user, "session_guid": "SES-1", "member_guid": member },
        }));
        let said = self.widget.told()?;
        let person = self.desk.person();
        let seen = wait_for("numbers on screen", Duration::from_secs(10), || {
            let seen = person.has_the_page_say("return window.bench.seen")?;
            Ok(seen.as_f64())
        })?;
        // The app itself would leave the widget for a while, for the customer to read it.
        person.press("Close widget")?;
        person.press("Finish")?;
        person.wait(Role::Field, "Customer id")?;
        Ok(Waits {
            frame,
            numbers: seen - said,
        })
    }

    fn one_after_the_other(&mut self, effort: Effort) -> Result<Vec<Figure>> {
        let Some(many) = effort.many else {
            return Ok(Vec::new());
        };
        println!("{many} sessions after each other");
        while self.count < WARM {
            self.one()?;
        }
        let before = self.desk.settled_memory(effort.rest)?;
        for _ in 0..many {
            self.one()?;
        }
        Ok(vec![Figure {
            name: "memory after many sessions",
            unit: "MiB",
            value: self.desk.settled_memory(effort.rest)?,
            reference: Some(("before them", before)),
            goal: Goal::RatioAtMost(1.05),
        }])
    }

    fn at_once(&mut self, effort: Effort) -> Result<Vec<Figure>> {
        println!("{AT_ONCE} sessions at once");
        let watched = Duration::from_secs(effort.idle_seconds);
        let person = self.desk.person();
        let without = self.desk.settled_memory(effort.rest)?;
        self.start()?;
        let with_one = self.desk.settled_memory(effort.rest)?;
        let cpu_of_one = self.desk.cpu(watched)?;
        for _ in 1..AT_ONCE {
            person.press("Verify")?;
            person.wait(Role::Field, "Customer id")?;
            self.start()?;
        }
        let with_all = self.desk.settled_memory(effort.rest)?;
        let cpu_of_all = self.desk.cpu(watched)?;
        let entries = "document.querySelectorAll('[data-session-entry]')";
        let switching = self.desk.answers(entries, effort.clicks)?;
        let each = AT_ONCE as f64;
        Ok(vec![
            Figure {
                name: "memory with a session open",
                unit: "MiB",
                value: with_one,
                reference: Some(("without one", without)),
                goal: Goal::RatioAtMost(1.15),
            },
            Figure {
                name: "CPU, idle with a session open",
                unit: "% of a core",
                value: cpu_of_one,
                reference: None,
                goal: Goal::AtMost(0.5),
            },
            Figure {
                name: "memory of each of 20 sessions",
                unit: "MiB",
                value: (with_all - without) / each,
                reference: None,
                goal: Goal::AtMost(8.0),
            },
            Figure {
                name: "CPU, idle with 20 sessions open",
                unit: "% of a core",
                value: cpu_of_all,
                reference: None,
                goal: Goal::AtMost(2.0),
            },
            Figure {
                name: "from one of 20 sessions to another, p95",
                unit: "ms",
                value: p95(&switching).context("no session was shown")?,
                reference: None,
                goal: Goal::AtMost(100.0),
            },
        ])
    }
}
