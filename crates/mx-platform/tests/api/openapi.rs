//! What these tests send, held against MX's OpenAPI files.
//!
//! The files are MX's and not part of this repository: `MX_OPENAPI_DIR` says where they are.
//! Without it nothing is checked, and that is said.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fs::{self, OpenOptions},
    io::{Write, stderr},
    path::Path,
};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use wiremock::Request;

use crate::{
    common::{header, query},
    generations::ENDPOINTS,
};

/// Names the file that requests are written to, one a line, in the run that is checked.
const RECORD: &str = "MX_PLATFORM_TEST_RECORD";

/// Where the client or a test goes beyond MX's description on purpose: generation (empty: both),
/// where, and what is found there.
const KNOWN: [(&str, &str, &str); 13] = [
    // A test of gateways, which put a path of their own in front.
    ("v20250224", "GET /mx/v1/users/USR-1", UNKNOWN),
    // MX's pages and Rails, on which its API runs, want brackets on a list; the description leaves
    // them away for these two names and has them for others.
    ("", "GET /institutions", "unknown query iso_country_code[]"),
    (
        "v20250224",
        "GET /institutions",
        "unknown query supported_products[]",
    ),
    // The description of this list has pages in its answer alone.
    ("", "GET /users/{}/micro_deposits", "unknown query page"),
    (
        "",
        "GET /users/{}/micro_deposits",
        "unknown query records_per_page",
    ),
    // OAuth members have no credentials (MX's OAuth guide), though the description demands them.
    ("", CREATE_MEMBER, "member.credentials is missing"),
    // A person without an account is PREINITIATED (MX's microdeposit pages).
    (
        "",
        CREATE_MICRODEPOSIT,
        "micro_deposit.account_number is missing",
    ),
    (
        "",
        CREATE_MICRODEPOSIT,
        "micro_deposit.account_type is missing",
    ),
    (
        "",
        CREATE_MICRODEPOSIT,
        "micro_deposit.routing_number is missing",
    ),
    // Filters that only the other generation documents; the caller is told so.
    (
        "v20250224",
        "GET /users/{}/transactions",
        "unknown query category_guid[]",
    ),
    // A test of what is sent when a caller sets every option, documented for this generation or
    // not, and a word nobody knows.
    (
        "v20250224",
        WIDGET_URL,
        "widget_url.connections_use_case_filter is unknown",
    ),
    (
        "v20250224",
        WIDGET_URL,
        "widget_url.target_origin_referrer is unknown",
    ),
    (
        "v20250224",
        WIDGET_URL,
        "widget_url.data_request.products[7] is not one of its words",
    ),
];
const UNKNOWN: &str = "no such operation";
const CREATE_MEMBER: &str = "POST /users/{}/members";
const CREATE_MICRODEPOSIT: &str = "POST /users/{}/micro_deposits";
const WIDGET_URL: &str = "POST /users/{}/widget_urls";

/// One request, as far as MX describes it.
#[derive(Deserialize, Serialize)]
struct Sent {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    version: Option<String>,
    body: Option<Value>,
}

impl From<&Request> for Sent {
    fn from(request: &Request) -> Self {
        let is_older = header(request, "accept") == Some("application/vnd.mx.api.v1+json");
        let named = header(request, "accept-version").map(str::to_owned);
        Self {
            method: request.method.to_string(),
            path: request.url.path().to_owned(),
            query: query(request),
            version: named.or_else(|| is_older.then(|| "v20111101".to_owned())),
            body: serde_json::from_slice(&request.body).ok(),
        }
    }
}

/// Writes the requests down, if this is the run that is checked.
pub(crate) fn record(requests: &[Request]) {
    let Some(file) = env::var_os(RECORD) else {
        return;
    };
    let mut lines = Vec::new();
    for request in requests {
        serde_json::to_writer(&mut lines, &Sent::from(request)).unwrap();
        lines.push(b'\n');
    }
    let file = OpenOptions::new().append(true).create(true).open(file);
    // At once: other tests write to the same file.
    file.unwrap().write_all(&lines).unwrap();
}

#[tokio::test]
async fn every_request_of_these_tests_is_one_that_mx_describes() {
    // Past the test harness, which hides what passing tests print.
    let mut out = stderr();
    if env::var_os(RECORD).is_some() {
        return;
    }
    let Some(folder) = env::var_os("MX_OPENAPI_DIR") else {
        writeln!(out, "OpenAPI: not checked (MX_OPENAPI_DIR is not set)").unwrap();
        return;
    };
    let folder = Path::new(&folder);
    let descriptions: BTreeMap<_, _> = ["v20250224", "v20111101"]
        .map(|version| (version, Description::read(folder, version)))
        .into();

    let mut covered = BTreeSet::new();
    let mut deviations = BTreeSet::new();
    let sent = sent_by_all_tests().await;
    for request in &sent {
        let version = request.version.as_deref().unwrap_or("no generation");
        let Some(description) = descriptions.get(version) else {
            deviations.insert((
                version,
                request.path.clone(),
                "no such generation".to_owned(),
            ));
            continue;
        };
        let (place, found) = description.check(request);
        if found.iter().all(|what| what != UNKNOWN) {
            covered.insert((version, place.clone()));
        }
        deviations.extend(found.into_iter().map(|what| (version, place.clone(), what)));
    }
    let is_known = |known: &(&str, &str, &str), found: &(&str, String, String)| {
        (known.0.is_empty() || known.0 == found.0) && (known.1, known.2) == (&*found.1, &*found.2)
    };
    let (known, new): (Vec<_>, Vec<_>) = deviations
        .iter()
        .partition(|found| KNOWN.iter().any(|known| is_known(known, found)));
    let mut gone = KNOWN.to_vec();
    gone.retain(|known| !deviations.iter().any(|found| is_known(known, found)));
    let count = |version| covered.iter().filter(|(of, _)| *of == version).count();
    writeln!(
        out,
        "OpenAPI: {} requests of the Rust client's own tests checked, {} operations of v20250224 \
         and {} of v20111101, {} known deviations",
        sent.len(),
        count("v20250224"),
        count("v20111101"),
        known.len(),
    )
    .unwrap();
    assert!(new.is_empty(), "not described: {new:#?}");
    assert!(gone.is_empty(), "no longer found: {gone:#?}");
    assert_eq!(count("v20250224"), ENDPOINTS);
    assert_eq!(count("v20111101"), ENDPOINTS);
}

#[test]
fn a_request_that_is_not_described_is_noticed() {
    let description = r##"
        paths:
          /things/{thing}:
            parameters: []
            put:
              parameters:
                - $ref: "#/components/parameters/Page"
              requestBody:
                content:
                  application/json:
                    schema: { $ref: "#/components/schemas/Body" }
          /things/best:
            get: { responses: {} }
        components:
          parameters:
            Page: { name: page, in: query, required: true, schema: { type: integer } }
          schemas:
            Body:
              type: object
              required: [name]
              properties:
                name: { type: string, enum: [one, two] }
                sizes: { type: array, items: { type: number } }
                note: { type: string, nullable: true }
    "##;
    let description = Description(serde_saphyr::from_str(description).unwrap());
    let check = |method: &str, path: &str, query: &[(&str, &str)], body: Option<Value>| {
        let query = query.iter();
        let sent = Sent {
            method: method.to_owned(),
            path: path.to_owned(),
            query: query
                .map(|(name, text)| ((*name).into(), (*text).into()))
                .collect(),
            version: None,
            body,
        };
        description.check(&sent)
    };
    let (place, found) = check(
        "PUT",
        "/things/17",
        &[("page", "1")],
        Some(json!({ "name": "one", "sizes": [1, 0.5], "note": null })),
    );
    assert_eq!((&*place, found), ("PUT /things/{}", vec![]));
    let (_, found) = check(
        "PUT",
        "/things/17",
        &[("page", "first"), ("size", "1")],
        Some(json!({ "name": "three", "sizes": [1, "2"], "more": true })),
    );
    let expected = [
        "query page of another type",
        "unknown query size",
        "more is unknown",
        "name is not one of its words",
        "sizes[1] is of another type",
    ];
    assert_eq!(found, expected);
    let (_, found) = check("PUT", "/things/17", &[], Some(json!({ "name": null })));
    assert_eq!(
        found,
        ["query \"page\" is missing", "name is of another type"]
    );
    let (_, found) = check("PUT", "/things/17", &[("page", "1")], Some(json!({})));
    assert_eq!(found, ["name is missing"]);
    let (_, found) = check("PUT", "/things/17", &[("page", "1")], None);
    assert_eq!(found, ["no body"]);
    let (place, found) = check("GET", "/things/best", &[], Some(json!({})));
    assert_eq!(
        (&*place, found),
        ("GET /things/best", vec!["a body".to_owned()])
    );
    let (_, found) = check("GET", "/things/17", &[], None);
    assert_eq!(found, [UNKNOWN]);
}

/// Runs all other tests once more and returns what they have sent.
async fn sent_by_all_tests() -> Vec<Sent> {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("requests");
    let status = tokio::process::Command::new(env::current_exe().unwrap())
        .env(RECORD, &record)
        .kill_on_drop(true)
        .output()
        .await
        .unwrap()
        .status;
    assert!(status.success(), "the tests themselves have failed");
    let lines = fs::read_to_string(record).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// One of MX's files.
struct Description(Value);

impl Description {
    fn read(folder: &Path, version: &str) -> Self {
        let file = folder.join(format!("mx_platform_api_{version}.yml"));
        let text = fs::read_to_string(&file).unwrap();
        Self(serde_saphyr::from_str(&text).unwrap())
    }

    /// The operation's method and path, without the names of its places, and what the request has
    /// that it hasn't, or lacks.
    fn check(&self, sent: &Sent) -> (String, Vec<String>) {
        let Some((path, operation)) = self.operation(sent) else {
            let place = format!("{} {}", sent.method, sent.path);
            return (place, vec![UNKNOWN.to_owned()]);
        };
        let segments = path
            .split('/')
            .map(|part| if is_place(part) { "{}" } else { part });
        let place = format!("{} {}", sent.method, segments.collect::<Vec<_>>().join("/"));
        let mut found = self.check_query(operation, &sent.query);
        let schema = operation["requestBody"]["content"]
            .as_object()
            .and_then(|content| content.values().next())
            .map(|content| &content["schema"]);
        match (schema, &sent.body) {
            (Some(schema), Some(body)) => self.check_value("", schema, body, &mut found),
            (None, Some(_)) => found.push("a body".to_owned()),
            (Some(_), None) => found.push("no body".to_owned()),
            (None, None) => {}
        }
        (place, found)
    }

    /// The operation with the fewest places that fits: `/institutions/favorites` is no institution.
    fn operation(&self, sent: &Sent) -> Option<(&str, &Value)> {
        let method = sent.method.to_lowercase();
        let sent: Vec<_> = sent.path.split('/').collect();
        let fits = |path: &&String| {
            let path: Vec<_> = path.split('/').collect();
            path.len() == sent.len()
                && path
                    .iter()
                    .zip(&sent)
                    .all(|(part, sent)| is_place(part) || part == sent)
        };
        let paths = self.0["paths"].as_object().unwrap();
        paths
            .keys()
            .filter(fits)
            .filter_map(|path| Some((&**path, paths[path].get(&method)?)))
            .min_by_key(|(path, _)| path.matches('{').count())
    }

    fn check_query(&self, operation: &Value, query: &[(String, String)]) -> Vec<String> {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let parameters: Vec<_> = parameters
            .map(|parameter| self.resolved(parameter))
            .filter(|parameter| parameter["in"] == "query")
            .collect();
        let mut found = Vec::new();
        for (name, text) in query {
            let Some(parameter) = parameters.iter().find(|known| known["name"] == **name) else {
                found.push(format!("unknown query {name}"));
                continue;
            };
            let fits = match parameter["schema"]["type"].as_str() {
                Some("integer") => text.parse::<i64>().is_ok(),
                Some("boolean") => ["true", "false"].contains(&&**text),
                _ => true,
            };
            if !fits {
                found.push(format!("query {name} of another type"));
            }
        }
        for parameter in parameters {
            let is_sent = query.iter().any(|(name, _)| parameter["name"] == **name);
            if parameter["required"] == true && !is_sent {
                found.push(format!("query {} is missing", parameter["name"]));
            }
        }
        found
    }

    fn check_value(&self, at: &str, schema: &Value, value: &Value, found: &mut Vec<String>) {
        let schema = self.resolved(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.check_value(at, part, value, found);
        }
        let is_fit = match schema["type"].as_str() {
            _ if value.is_null() => schema["nullable"] == true,
            Some("object") => value.is_object(),
            Some("array") => value.is_array(),
            Some("string") => value.is_string(),
            Some("boolean") => value.is_boolean(),
            Some("integer") => value.is_i64(),
            Some("number") => value.is_number(),
            _ => true,
        };
        if !is_fit {
            found.push(format!("{at} is of another type"));
            return;
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            found.push(format!("{at} is not one of its words"));
        }
        if let (Some(properties), Some(fields)) =
            (schema["properties"].as_object(), value.as_object())
        {
            let inside = |name: &str| format!("{at}{}{name}", if at.is_empty() { "" } else { "." });
            for (name, field) in fields {
                match properties.get(name) {
                    Some(schema) => self.check_value(&inside(name), schema, field, found),
                    None => found.push(format!("{} is unknown", inside(name))),
                }
            }
            for name in schema["required"].as_array().into_iter().flatten() {
                let name = name.as_str().unwrap();
                if !fields.contains_key(name) {
                    found.push(format!("{} is missing", inside(name)));
                }
            }
        }
        if let Some(items) = value.as_array() {
            for (index, item) in items.iter().enumerate() {
                self.check_value(&format!("{at}[{index}]"), &schema["items"], item, found);
            }
        }
    }

    /// What a `$ref` stands for.
    fn resolved<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value["$ref"].as_str() {
            Some(reference) => {
                let pointer = reference.strip_prefix('#').unwrap();
                self.resolved(self.0.pointer(pointer).unwrap())
            }
            None => value,
        }
    }
}

fn is_place(part: &str) -> bool {
    part.starts_with('{')
}
