//! The Connect page over HTTP, as a browser and somebody who would misuse it see it.
#![allow(clippy::unwrap_used, reason = "what a test rests on has to hold")]

use std::time::Duration;

use mx_sandbox::{
    Sandbox,
    world::{ColorScheme, Language, Style, UserAttributes, WidgetConfig},
};
use reqwest::{Client, Response, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};

async fn sandbox(speed: f64) -> Sandbox {
    Sandbox::builder().speed(speed).start().await.unwrap()
}

fn widget_url(sandbox: &Sandbox, config: WidgetConfig) -> String {
    let world = sandbox.world();
    let user = world.create_user(UserAttributes::default()).unwrap();
    world
        .issue_widget_url(&user.guid, config, Language::English)
        .unwrap()
        .unwrap()
}

async fn get(url: &str) -> Response {
    Client::new().get(url).send().await.unwrap()
}

/// Opens a page for a new user, and says where it sends what the customer does.
async fn opened(sandbox: &Sandbox, config: WidgetConfig) -> String {
    let page = get(&widget_url(sandbox, config))
        .await
        .text()
        .await
        .unwrap();
    let (_, rest) = page.split_once("data-session=\"").unwrap();
    let (key, _) = rest.split_once('"').unwrap();
    format!("{}/md/connect/session/{key}", sandbox.widget_origin())
}

async fn intend(url: &str, intent: Value) -> Response {
    Client::new().post(url).json(&intent).send().await.unwrap()
}

/// What the page is told when it is there.
async fn tells(intents: &str) -> Value {
    let answer = intend(intents, json!({"intent": "open"})).await;
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_widget_url_opens_once() {
    let sandbox = sandbox(1.0).await;
    let url = widget_url(&sandbox, WidgetConfig::default());
    let first = get(&url).await;
    assert_eq!(first.status(), StatusCode::OK);
    assert!(first.text().await.unwrap().contains("data-session="));

    let second = get(&url).await;
    assert_eq!(second.status(), StatusCode::GONE);
    let page = second.text().await.unwrap();
    assert!(page.contains("This link has been used"));
    assert!(
        !page.contains("<script"),
        "a refused page has nobody to talk to"
    );
}

#[tokio::test]
async fn a_page_opens_on_the_disclosure_that_the_client_requires() {
    let builder = Sandbox::builder().disclosure(true);
    let sandbox = builder.start().await.unwrap();
    assert!(sandbox.world().disclosure());
    let intents = opened(&sandbox, WidgetConfig::default()).await;
    assert_eq!(tells(&intents).await["view"]["kind"], "disclosure");
    let answer = intend(&intents, json!({"intent": "continue"})).await;
    let reply: Value = answer.json().await.unwrap();
    assert_eq!(reply["view"]["kind"], "search");
}

#[tokio::test]
async fn a_widget_url_expires() {
    // Ten minutes pass in 20 ms.
    let sandbox = sandbox(30_000.0).await;
    let url = widget_url(&sandbox, WidgetConfig::default());
    tokio::time::sleep(Duration::from_millis(40)).await;
    let answer = get(&url).await;
    assert_eq!(answer.status(), StatusCode::GONE);
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("This link has expired")
    );
}

#[tokio::test]
async fn an_invented_widget_url_opens_nothing() {
    let sandbox = sandbox(1.0).await;
    let url = format!("{}/md/connect/{}", sandbox.widget_origin(), "a".repeat(340));
    assert_eq!(get(&url).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_may_be_framed_and_may_do_nothing_else() {
    let sandbox = sandbox(1.0).await;
    let url = widget_url(&sandbox, WidgetConfig::default());
    let answer = get(&url).await;
    let headers = answer.headers().clone();
    let header = |name: &str| {
        headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    };
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("referrer-policy"), "no-referrer");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "");
    assert_eq!(header("set-cookie"), "");
    let policy = header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"));
    assert!(!policy.contains("unsafe") && !policy.contains("frame-ancestors"));

    let page = answer.text().await.unwrap();
    assert!(!page.contains(" style=") && !page.contains("<style"));
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("<script type=\"module\" src=\"/md/connect/assets/"));
}

#[tokio::test]
async fn everything_the_page_loads_is_there() {
    const ASSETS: &str = "/md/connect/assets/";
    let sandbox = sandbox(1.0).await;
    let page = get(&widget_url(&sandbox, WidgetConfig::default()))
        .await
        .text()
        .await
        .unwrap();
    let name_of = |rest: &str| rest.split('"').next().unwrap().to_owned();
    let mut names: Vec<String> = page.split(ASSETS).skip(1).map(name_of).collect();
    let mut seen = 0;
    while seen < names.len() {
        let name = names[seen].clone();
        let answer = get(&format!("{}{ASSETS}{name}", sandbox.widget_origin())).await;
        assert_eq!(answer.status(), StatusCode::OK, "{name}");
        let kind = answer.headers()[CONTENT_TYPE].to_str().unwrap().to_owned();
        let expected = if name.ends_with("css") {
            "text/css"
        } else {
            "text/javascript"
        };
        assert!(kind.starts_with(expected), "{name} is {kind}");
        let text = answer.text().await.unwrap();
        let imports = text.lines().filter(|line| line.starts_with("import "));
        for imported in imports
            .filter_map(|line| line.split_once("\"./"))
            .map(|(_, rest)| name_of(rest))
        {
            if !names.contains(&imported) {
                names.push(imported);
            }
        }
        seen += 1;
    }
    assert!(names.len() > 4, "the modules import each other: {names:?}");
    let missing = get(&format!("{}{ASSETS}other.js", sandbox.widget_origin())).await;
    assert_eq!(missing.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_dark_colours_are_loaded_when_they_were_asked_for() {
    let sandbox = sandbox(1.0).await;
    for (color_scheme, media) in [
        (None, "not all"),
        (Some(ColorScheme::Light), "not all"),
        (Some(ColorScheme::Dark), "all"),
        (Some(ColorScheme::Browser), "(prefers-color-scheme: dark)"),
    ] {
        let config = WidgetConfig {
            color_scheme,
            ..WidgetConfig::default()
        };
        let page = get(&widget_url(&sandbox, config))
            .await
            .text()
            .await
            .unwrap();
        assert!(
            page.contains(&format!("dark.css\" media=\"{media}\"")),
            "{color_scheme:?}"
        );
    }
}

#[tokio::test]
async fn the_font_that_was_asked_for_is_named_in_the_page_as_text() {
    let sandbox = sandbox(1.0).await;
    let config = WidgetConfig {
        style: Some(Style {
            font_name: "Open \"Sans\" <b>".to_owned(),
        }),
        ..WidgetConfig::default()
    };
    let page = get(&widget_url(&sandbox, config)).await.text().await;
    let page = page.unwrap();
    assert!(page.contains("data-font=\"Open &quot;Sans&quot; &lt;b&gt;\""));
}

#[tokio::test]
async fn an_opened_page_is_told_what_to_draw_and_say() {
    let sandbox = sandbox(1.0).await;
    let config = WidgetConfig {
        target_origin_referrer: Some("https://desk.example".to_owned()),
        ..WidgetConfig::default()
    };
    let intents = opened(&sandbox, config).await;
    let reply = tells(&intents).await;
    assert_eq!(reply["view"]["kind"], "search");
    assert_eq!(reply["posts"][0]["message"]["type"], "mx/load");
    assert_eq!(
        reply["settings"]["target_origin_referrer"],
        "https://desk.example"
    );
    assert_eq!(reply["settings"]["ping_ms"], 30_000);
    assert_eq!(reply["settings"]["ping"]["message"]["type"], "mx/ping");

    // A page that is restored from the browser's memory asks again, and mx/load isn't repeated.
    let reply = tells(&intents).await;
    assert_eq!(reply["view"]["kind"], "search");
    assert_eq!(reply["posts"], json!([]));
}

#[tokio::test]
async fn only_the_page_itself_is_listened_to() {
    let sandbox = sandbox(1.0).await;
    let intents = opened(&sandbox, WidgetConfig::default()).await;
    assert_ne!(intents, opened(&sandbox, WidgetConfig::default()).await);

    let invented = format!(
        "{}/md/connect/session/{}",
        sandbox.widget_origin(),
        "a".repeat(43)
    );
    let answer = intend(&invented, json!({"intent": "open"})).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);

    // What another site's page could send without asking the browser's leave.
    let simple = Client::new()
        .post(&intents)
        .header(CONTENT_TYPE, "text/plain");
    let answer = simple.body(r#"{"intent":"open"}"#).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn nonsense_is_refused_without_being_repeated() {
    let sandbox = sandbox(1.0).await;
    let intents = opened(&sandbox, WidgetConfig::default()).await;
    let answer = intend(
        &intents,
        json!({"intent": "credentials", "answers": "hunter2"}),
    )
    .await;
    assert!(answer.status().is_client_error());
    assert!(!answer.text().await.unwrap().contains("hunter2"));

    let huge = json!({"intent": "search", "query": "x".repeat(100_000)});
    let answer = intend(&intents, huge).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn versions_before_4_get_texts_and_only_the_two_that_are_known() {
    let sandbox = sandbox(1.0).await;
    let config = WidgetConfig {
        ui_message_version: Some(3),
        ..WidgetConfig::default()
    };
    let reply = tells(&opened(&sandbox, config).await).await;
    let posts = reply["posts"].as_array().unwrap();
    assert_eq!(posts.len(), 1);
    let said: Value = serde_json::from_str(posts[0]["message"].as_str().unwrap()).unwrap();
    assert_eq!(said["type"], "mxConnect:widgetLoaded");
    assert_eq!(said["moneyDesktop"], true);
    assert!(said["timeStamp"].as_i64().unwrap() > 1_700_000_000_000);
    assert_eq!(reply["settings"]["ping"], Value::Null);
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_request() {
    let sandbox = sandbox(1.0).await;
    for (language, tag, words) in [
        (Language::English, "en", "Choose your bank"),
        (Language::Spanish, "es", "Elija su banco"),
        (Language::CanadianFrench, "fr-CA", "Choisissez votre banque"),
    ] {
        let world = sandbox.world();
        let user = world.create_user(UserAttributes::default()).unwrap();
        let url = world
            .issue_widget_url(&user.guid, WidgetConfig::default(), language)
            .unwrap()
            .unwrap();
        let page = get(&url).await.text().await.unwrap();
        assert!(page.contains(&format!("<html lang=\"{tag}\">")));
        assert!(page.contains(words), "{tag}");
        assert!(!page.contains("{{"), "{tag}");
    }
}

#[tokio::test]
async fn a_refused_link_is_refused_in_the_browsers_language() {
    let sandbox = sandbox(1.0).await;
    let url = format!("{}/md/connect/{}", sandbox.widget_origin(), "a".repeat(340));
    let request = Client::new().get(url).header("accept-language", "fr-CA,fr");
    let page = request.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Ce lien ne fonctionne pas"));
    assert!(page.contains("<html lang=\"fr-CA\">") && !page.contains("{{"));
}
