//! The status page.

use std::fmt::Write;

use axum::{
    extract::State,
    http::header,
    response::{Html, IntoResponse},
};

use super::Controls;

const PAGE: &str = include_str!("status.html");
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

pub(super) async fn page(State(controls): State<Controls>) -> impl IntoResponse {
    let headers = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let page = PAGE
        .replace("{{customers}}", &customers(&controls))
        .replace("{{faults}}", &faults(&controls))
        .replace("{{calls}}", &calls(&controls));
    (headers, Html(page))
}

pub(super) async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("status.css"),
    )
}

fn customers(controls: &Controls) -> String {
    let mut rows = String::new();
    for user in controls.world.users() {
        let id = user.id.as_deref().unwrap_or("–");
        let members = controls.world.members(&user.guid);
        if members.is_empty() {
            row(&mut rows, &[id, &user.guid, "–", "–", "–"]);
        }
        for member in members {
            let running = if member.is_being_aggregated {
                ", working"
            } else {
                ""
            };
            let status = if member.is_manual {
                "by hand".to_owned()
            } else {
                format!("{}{running}", member.connection_status.name())
            };
            let cells = [
                id,
                &user.guid,
                &member.institution.name,
                &member.guid,
                &status,
            ];
            row(&mut rows, &cells);
        }
    }
    filled(rows, 5, "No users yet.")
}

fn faults(controls: &Controls) -> String {
    let mut rows = String::new();
    for active in controls.faults.list() {
        let method = active.fault.method.as_deref().unwrap_or("any");
        let effect = format!("{:?}", active.fault.effect);
        let hits = active.hits.to_string();
        row(&mut rows, &[method, &active.fault.path, &effect, &hits]);
    }
    filled(rows, 4, "No faults are set.")
}

fn calls(controls: &Controls) -> String {
    let mut rows = String::new();
    for call in controls.calls.list() {
        let at = call.at.strftime("%H:%M:%S").to_string();
        let status = call.status.to_string();
        row(&mut rows, &[&at, &call.method, &call.path, &status]);
    }
    filled(rows, 4, "No calls yet.")
}

fn row(rows: &mut String, cells: &[&str]) {
    rows.push_str("<tr>");
    for cell in cells {
        // Writing to a string can't fail.
        let _written = write!(rows, "<td>{}</td>", escaped(cell));
    }
    rows.push_str("</tr>\n");
}

fn filled(rows: String, columns: usize, nothing: &str) -> String {
    if rows.is_empty() {
        format!("<tr><td colspan=\"{columns}\">{nothing}</td></tr>")
    } else {
        rows
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('{', "&#123;")
}
