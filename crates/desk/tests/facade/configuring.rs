//! Options of the widget: what MX is asked for each time it is opened, and the presets.

#![allow(
    clippy::unwrap_used,
    reason = "part of the tests, though not each a test itself"
)]

use std::{fs, sync::Arc, time::Duration};

use connect_events::ConnectionStatus;
use desk::{
    mx::{Institution, WidgetRequest},
    view::{
        ApiGeneration, HandOver, ProblemCode, RequestForm, RequestTarget, SessionAction,
        SessionMode, SessionPhase, StartInput, WidgetOptions, WidgetSetup,
    },
};
use tokio::time::sleep;

use crate::world::{World, start};

const USER: &str = "USR-c-1";

fn at_mx_bank() -> WidgetSetup {
    WidgetSetup {
        generation: ApiGeneration::V20111101,
        language: Some("fr-CA".to_owned()),
        options: WidgetOptions {
            mode: Some("aggregation".to_owned()),
            current_institution_code: Some("mxbank".to_owned()),
            iso_country_code: Some(vec!["CA".to_owned()]),
            ..WidgetOptions::default()
        },
    }
}

fn with(setup: WidgetSetup) -> StartInput {
    StartInput {
        setup: Some(setup),
        ..start("c-1")
    }
}

/// What MX was asked for last.
fn asked(world: &World) -> WidgetRequest {
    world.mx.set().widget_requests.last().unwrap().clone()
}

async fn opened(world: &World) {
    world.until_phase(SessionPhase::Open).await;
}

#[tokio::test(start_paused = true)]
async fn a_sessions_options_hold_each_time_its_widget_is_opened() {
    let world = World::new().await;
    let mut input = with(at_mx_bank());
    input.hand_over = HandOver::Link;
    let id = world.desk.start_session(input).await.unwrap();
    opened(&world).await;
    assert_eq!(asked(&world).setup, at_mx_bank());
    // The options say what it is for, whatever the form says.
    assert_eq!(world.session().mode, SessionMode::Aggregation);

    // A link made anew, another hand-over, and a session begun again.
    let again = async |act: SessionAction| {
        let before = world.mx.set().widget_requests.len();
        world.desk.act(&world.session().id, act).await.unwrap();
        sleep(Duration::from_secs(1)).await;
        opened(&world).await;
        assert_eq!(world.mx.set().widget_requests.len(), before + 1);
        assert_eq!(asked(&world).setup, at_mx_bank());
    };
    again(SessionAction::ReloadWidget).await;
    world.desk.hand_over(&id, HandOver::Here, None).unwrap();
    opened(&world).await;
    assert_eq!(asked(&world).hand_over, HandOver::Here);
    assert_eq!(asked(&world).setup, at_mx_bank());
}

#[tokio::test(start_paused = true)]
async fn a_session_says_with_which_options_it_was_begun() {
    let world = World::new().await;
    let words = |world: &World| -> Vec<String> {
        let timeline = world.session().timeline;
        let about = timeline.into_iter().filter(|it| it.kind == "options");
        about.map(|entry| entry.text).collect()
    };
    let id = world.desk.start_session(with(at_mx_bank())).await.unwrap();
    opened(&world).await;
    let expected = "Begun with options of its own: current_institution_code, iso_country_code, \
                    language fr-CA, MX's older API";
    assert_eq!(words(&world), [expected]);
    world
        .desk
        .act(&id, SessionAction::CloseWidget)
        .await
        .unwrap();
    sleep(Duration::from_secs(5)).await;
    let kept = world.desk.read_history(id).await.unwrap();
    assert!(kept.timeline.iter().any(|entry| entry.text == expected));

    // What the form has is no option of its own.
    world.desk.start_session(start("c-2")).await.unwrap();
    opened(&world).await;
    let mut setup = WidgetSetup::default();
    setup.options.mode = Some("verification".to_owned());
    world.desk.start_session(with(setup)).await.unwrap();
    opened(&world).await;
    assert!(words(&world).is_empty(), "{:?}", words(&world));
}

#[tokio::test(start_paused = true)]
async fn after_a_restart_the_options_are_those_it_was_begun_with() {
    let world = World::new().await;
    world.desk.start_session(with(at_mx_bank())).await.unwrap();
    opened(&world).await;
    let (data, mx) = (Arc::clone(&world.data), world.mx.clone());
    drop(world);

    mx.has_member(USER, "MBR-1", ConnectionStatus::Denied, false);
    let world = World::on(data, mx).await;
    sleep(Duration::from_secs(30)).await;
    let id = world.desk.view().sessions[0].id.clone();
    world.desk.show_session(Some(&id)).unwrap();
    world
        .until(|session| session.actions.contains(&SessionAction::Reopen))
        .await;
    world.desk.act(&id, SessionAction::Reopen).await.unwrap();
    opened(&world).await;
    let asked = asked(&world);
    assert_eq!(asked.setup, at_mx_bank());
    assert_eq!(asked.current_member_guid.as_deref(), Some("MBR-1"));
}

#[tokio::test(start_paused = true)]
async fn a_member_among_the_options_is_the_one_the_session_opens_on() {
    let world = World::new().await;
    let mut setup = WidgetSetup::default();
    setup.options.current_member_guid = Some("MBR-7".to_owned());
    setup.options.update_credentials = Some(true);
    world.desk.start_session(with(setup)).await.unwrap();
    opened(&world).await;
    let asked = asked(&world);
    assert_eq!(asked.current_member_guid.as_deref(), Some("MBR-7"));
    assert_eq!(asked.setup.options.update_credentials, Some(true));
    // Without a word about the purpose, the form's holds.
    assert_eq!(world.session().mode, SessionMode::Verification);
}

#[tokio::test(start_paused = true)]
async fn what_no_session_can_be_opened_with_is_refused_before_anything_happens() {
    let world = World::new().await;
    let mut other = WidgetSetup::default();
    other.options.widget_type = Some("pulse_widget".to_owned());
    let unsendable = WidgetSetup {
        language: Some("en\r\nX: 1".to_owned()),
        ..WidgetSetup::default()
    };
    for setup in [other, unsendable] {
        let refused = world.desk.start_session(with(setup)).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::InvalidInput);
    }
    assert!(world.desk.view().sessions.is_empty());
    assert!(world.mx.set().widget_requests.is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_is_copied_is_what_is_shown_and_names_no_key() {
    let world = World::new().await;
    let desk = &world.desk;
    for target in [RequestTarget::Here, RequestTarget::OtherApp] {
        let shown = desk.preview_widget(&at_mx_bank(), target, false);
        for (form, text) in [
            (RequestForm::Json, &shown.json),
            (RequestForm::Curl, &shown.curl),
            (RequestForm::Rust, &shown.rust),
        ] {
            desk.copy_widget_request(&at_mx_bank(), target, false, form)
                .unwrap();
            let copied = world.clipboard.0.lock().unwrap().pop().unwrap();
            assert_eq!(copied, (text.clone(), Duration::MAX));
        }
        assert!(
            shown.curl.contains("http://127.0.0.1:4000"),
            "{}",
            shown.curl
        );
        assert!(shown.curl.contains("-u \"$MX_CLIENT_ID:$MX_API_KEY\""));
        assert!(shown.curl.contains("-H 'Accept-Language: fr-CA'"));
    }
}

#[tokio::test(start_paused = true)]
async fn institutions_are_found_a_page_at_a_time() {
    let world = World::new().await;
    let banks = (0..30).map(|at| Institution {
        code: format!("bank_{at}"),
        name: format!("Bank of Town {at}"),
        ..Institution::default()
    });
    world.mx.set().institutions = banks.collect();
    let second = world.desk.list_institutions(" TOWN ", 2).await.unwrap();
    assert_eq!((second.page, second.pages, second.total), (2, 2, 30));
    assert_eq!(second.institutions[0].code, "bank_25");
    let one = world.desk.list_institutions("town 29", 1).await.unwrap();
    assert_eq!(one.institutions.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn presets_are_kept_renamed_duplicated_and_deleted() {
    let world = World::new().await;
    let desk = &world.desk;
    let id = desk.save_preset(None, " Canada ", at_mx_bank()).unwrap();
    let copy = desk.duplicate_preset(&id).unwrap();
    let refused = desk.rename_preset(&copy, "CANADA").unwrap_err();
    assert_eq!(refused.code, ProblemCode::InvalidInput);
    desk.rename_preset(&copy, "A plain one").unwrap();
    desk.save_preset(Some(&copy), "A plain one", WidgetSetup::default())
        .unwrap();

    let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
    let kept = later.desk.presets();
    let names: Vec<_> = kept.iter().map(|preset| preset.name.as_str()).collect();
    assert_eq!(names, ["A plain one", "Canada"]);
    assert_eq!(kept[0].setup, WidgetSetup::default());
    assert_eq!(kept[1].setup, at_mx_bank());

    later.desk.delete_preset(&id).unwrap();
    let gone = later.desk.delete_preset(&id).unwrap_err();
    assert_eq!(gone.code, ProblemCode::NotFound);
    assert_eq!(later.desk.presets().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn exported_presets_are_there_again_after_an_import_under_names_of_their_own() {
    let world = World::new().await;
    let desk = &world.desk;
    let folder = world.data.path().join("saved");
    fs::create_dir(&folder).unwrap();
    assert_eq!(desk.import_presets().await.unwrap(), None);

    desk.save_preset(None, "Canada", at_mx_bank()).unwrap();
    let saved = desk.export_presets(None).await.unwrap().unwrap();
    assert_eq!(saved.count, 1);
    fs::rename(&saved.path, folder.join("chosen.json")).unwrap();
    let imported = desk.import_presets().await.unwrap().unwrap();
    assert_eq!((imported.added, imported.refused.len()), (1, 0));
    let presets = desk.presets();
    let names: Vec<_> = presets.iter().map(|preset| preset.name.as_str()).collect();
    assert_eq!(names, ["Canada", "Canada (2)"]);
    assert_eq!(presets[1].setup, at_mx_bank());
}

#[tokio::test(start_paused = true)]
async fn of_a_file_what_can_be_used_is_taken_and_the_rest_is_named() {
    let world = World::new().await;
    let folder = world.data.path().join("saved");
    fs::create_dir(&folder).unwrap();
    let import = async |text: &str| {
        fs::write(folder.join("chosen.json"), text).unwrap();
        world.desk.import_presets().await
    };
    let mixed = r#"{"version":1,"presets":[
        {"name":"Half","setup":{"generation":"v20991231","options":{"mode":"verification","ui_message_protocol":"x","is_mobile_webview":"no"}}},
        7]}"#;
    let imported = import(mixed).await.unwrap().unwrap();
    assert_eq!(imported.added, 1);
    let refused = imported.refused.join("\n");
    for named in [
        "ui_message_protocol",
        "is_mobile_webview",
        "generation",
        "Entry 2",
    ] {
        assert!(refused.contains(named), "{named} is not in {refused}");
    }
    assert_eq!(
        world.desk.presets()[0].setup.options.mode.as_deref(),
        Some("verification")
    );

    // A request's body is a preset under the file's name.
    let body = r#"{"widget_url":{"current_institution_code":"mxbank"}}"#;
    assert_eq!(import(body).await.unwrap().unwrap().added, 1);
    assert!(world.desk.presets().iter().any(|it| it.name == "chosen"));

    for text in ["", "no JSON", "[]", r#"{"version":2,"presets":[]}"#] {
        let refused = import(text).await.unwrap_err();
        assert_eq!(refused.code, ProblemCode::InvalidInput, "{text}");
    }
    assert_eq!(world.desk.presets().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_damaged_file_of_presets_is_set_aside_and_said_so() {
    let world = World::new().await;
    let file = world.data.path().join("presets.json");
    fs::write(&file, "{").unwrap();
    let later = World::on(Arc::clone(&world.data), world.mx.clone()).await;
    let problem = later.desk.view().storage_problem.clone().unwrap();
    assert!(
        problem.message.contains("presets.json.damaged-"),
        "{problem:?}"
    );
    assert!(later.desk.presets().is_empty());
    later
        .desk
        .save_preset(None, "New", WidgetSetup::default())
        .unwrap();
    assert!(fs::read_to_string(&file).unwrap().contains("New"));
}

#[tokio::test(start_paused = true)]
async fn no_preset_leaves_a_desk_that_may_write_no_file() {
    let world = World::under(r#"{"version":1,"export":"none"}"#).await;
    let refused = world.desk.export_presets(None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::ForbiddenByPolicy);
}

#[tokio::test(start_paused = true)]
async fn a_pasted_request_is_read_with_and_without_what_is_around_it() {
    let world = World::new().await;
    let read = |text: &str| world.desk.read_widget_options(text);
    let options = r#"{"mode":"verification","data_request":{"products":["transactions"]},"color_scheme":null}"#;
    let bare = read(options).unwrap();
    let wrapped = read(&format!("{{\"widget_url\":{options}}}")).unwrap();
    assert_eq!(bare, wrapped);
    assert!(bare.refused.is_empty());
    assert_eq!(bare.options.color_scheme, None);
    assert_eq!(
        bare.options.data_request.unwrap().products,
        ["transactions"]
    );

    let odd = read(
        r#"{"widget_url":{"mode":1,"style":{"size":2},"colour":"red","include_identity":true},"user":{}}"#,
    )
    .unwrap();
    assert_eq!(odd.options.include_identity, Some(true));
    let refused = odd.refused.join("\n");
    for named in [
        "mode must be a text",
        "style must be",
        "colour",
        "user stands beside",
    ] {
        assert!(refused.contains(named), "{named} is not in {refused}");
    }
    for text in ["", "{", "[]", "\"mode\""] {
        assert_eq!(read(text).unwrap_err().code, ProblemCode::InvalidInput);
    }
}
