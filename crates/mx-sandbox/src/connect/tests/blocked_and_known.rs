//! Institutions that the client has blocked, and members that were there before.

use serde_json::json;

use super::rehearsal::{Page, at, opened, verification};
use crate::world::{
    ClientProfile, ConnectionStatus, DataRequest, InstitutionBlock, OauthDecision, Product,
    UserAttributes, WidgetConfig,
};

fn blocking(code: &str, block: InstitutionBlock) -> ClientProfile {
    ClientProfile {
        blocked_institutions: [(code.to_owned(), block)].into(),
        ..ClientProfile::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_blocked_institution_is_named_and_not_connected() {
    for block in [InstitutionBlock::Prevented, InstitutionBlock::PreventNew] {
        let mut page = opened(blocking("mxbank", block), verification());
        let offered = page.drawn()["institutions"].to_string();
        assert!(!offered.contains("\"MX Bank\""), "{offered}");
        page.does(json!({"intent": "search", "query": "mx bank"}));
        assert!(page.drawn()["institutions"][0]["note"].is_string());
        page.inbox.clear();
        page.selects("mxbank");
        page.presses("choose_another");
        assert_eq!(
            page.received(),
            [
                "selectedInstitution mxbank",
                "stepChange search>institutionStatusDetails",
                "backToSearch",
                "stepChange institutionStatusDetails>search",
            ]
        );
        let mut page = page.again(at("mxbank"));
        assert_eq!(page.received()[2], "loaded institutionStatusDetails");
    }
}

#[tokio::test(start_paused = true)]
async fn a_member_outlives_a_block_of_new_ones_and_no_other() {
    for (block, step) in [
        (InstitutionBlock::PreventNew, "connected"),
        (InstitutionBlock::PreventVerification, "connected"),
        (InstitutionBlock::Prevented, "institutionStatusDetails"),
    ] {
        let mut first = opened(ClientProfile::default(), at("mxbank"));
        first.signs_in("anything");
        first.connects().await;
        first.world.set_client_profile(blocking("mxbank", block));
        let mut page = first.again(WidgetConfig {
            current_member_guid: Some(first.member().guid),
            ..verification()
        });
        assert_eq!(page.received()[2], format!("loaded {step}"), "{block:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_block_of_verification_refuses_the_member() {
    let block = blocking("mxbank", InstitutionBlock::PreventVerification);
    let mut page = opened(block, verification());
    page.selects("mxbank").signs_in("anything");
    assert_eq!(
        page.received()[2..],
        ["enterCredentials", "createMemberError"]
    );
}

/// A member at MX Bank that was connected without being verified.
async fn aggregated() -> Page {
    let mut page = opened(
        ClientProfile::default(),
        WidgetConfig {
            requested_mode: None,
            ..at("mxbank")
        },
    );
    page.signs_in("anything");
    page.connects().await;
    page
}

#[tokio::test(start_paused = true)]
async fn an_existing_member_that_cant_be_verified_is_told_of_and_left() {
    let first = aggregated().await;
    let block = blocking("mxbank", InstitutionBlock::PreventVerification);
    first.world.set_client_profile(block);
    let mut page = first.again(verification());
    page.inbox.clear();
    let member = page.member().guid;
    page.does(json!({"intent": "verify_existing", "member": member}));
    assert_eq!(page.buttons(), ["leave_verify_error"]);
    assert!(!page.member().is_being_aggregated);
    page.presses("leave_verify_error");
    assert_eq!(
        page.received(),
        [
            "stepChange verifyExistingMember>verifyError",
            "stepChange verifyError>verifyExistingMember",
        ]
    );
    assert_eq!(page.drawn()["kind"], "existing");

    first.world.set_client_profile(ClientProfile::default());
    let disabled = UserAttributes {
        is_disabled: Some(true),
        ..UserAttributes::default()
    };
    first.world.update_user(&first.user_guid, disabled).unwrap();
    let mut page = first.again(verification());
    page.does(json!({"intent": "verify_existing", "member": member}));
    assert_eq!(
        page.received().last().unwrap(),
        "stepChange verifyExistingMember>verifyError"
    );
}

#[tokio::test(start_paused = true)]
async fn an_existing_member_at_a_blocked_institution_leads_to_its_details() {
    let first = aggregated().await;
    first
        .world
        .set_client_profile(blocking("mxbank", InstitutionBlock::Prevented));
    let mut page = first.again(verification());
    let member = page.member().guid;
    page.does(json!({"intent": "verify_existing", "member": member}));
    assert_eq!(
        page.received().last().unwrap(),
        "stepChange verifyExistingMember>institutionStatusDetails"
    );
}

#[tokio::test(start_paused = true)]
async fn an_existing_member_of_the_banks_own_login_signs_in_there_again() {
    let mut first = opened(ClientProfile::default(), at("mx_bank_oauth"));
    first.decides_at_the_bank(OauthDecision::Authorize);
    first.connects().await;
    let mut page = first.again(verification());
    page.inbox.clear();
    let member = page.member().guid;
    page.does(json!({"intent": "verify_existing", "member": member}));
    page.decides_at_the_bank(OauthDecision::Authorize);
    page.connects().await;
    let words = page.received();
    assert_eq!(
        words[..3],
        [
            "stepChange verifyExistingMember>enterCreds",
            "oauthRequested",
            "stepChange enterCreds>connecting",
        ]
    );
    assert_eq!(words.last().unwrap(), "stepChange connecting>connected");
    assert_eq!(page.world.members(&page.user_guid).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn only_members_that_serve_the_products_are_offered() {
    let mut first = opened(ClientProfile::default(), at("mx_bank_oauth"));
    first.decides_at_the_bank(OauthDecision::Authorize);
    first.connects().await;
    let mut page = first.again(WidgetConfig {
        data_request: Some(DataRequest {
            products: vec![Product::AccountVerification, Product::TransactionHistory],
        }),
        ..WidgetConfig::default()
    });
    // MX Bank (OAuth) has no history.
    assert_eq!(page.received()[2], "loaded search");
}

fn telling_of_existing() -> ClientProfile {
    ClientProfile {
        existing_member: true,
        ..ClientProfile::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_exists_is_told_of_where_the_client_wants_that() {
    let mut first = opened(telling_of_existing(), at("mxbank"));
    first.signs_in("LOCKED");
    first.connects().await;
    let mut page = first.again(at("mxbank"));
    page.inbox.clear();
    page.signs_in("right");
    assert_eq!(page.buttons(), ["go_on", "choose_another"]);
    assert_eq!(page.member().connection_status, ConnectionStatus::Locked);
    page.presses("go_on");
    page.connects().await;
    assert_eq!(
        page.received(),
        [
            "enterCredentials",
            "stepChange enterCreds>existingMember",
            "stepChange existingMember>connecting",
            "memberStatusUpdate 15",
            "memberStatusUpdate 6",
            "memberConnected",
            "stepChange connecting>connected",
        ]
    );
    assert_eq!(page.world.members(&page.user_guid).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_sign_in_that_exists_is_left_for_another_or_gone_on_with_where_it_waits() {
    let mut first = opened(telling_of_existing(), at("mxbank"));
    first.signs_in("challenge");
    first.connects().await;
    let mut page = first.again(at("mxbank"));
    page.inbox.clear();
    page.signs_in("right");
    page.presses("choose_another");
    assert_eq!(
        page.received()[2..],
        [
            "backToSearch",
            "stepChange existingMember>verifyExistingMember",
        ]
    );
    let mut page = first.again(at("mxbank"));
    page.signs_in("right");
    page.presses("go_on");
    assert_eq!(
        page.received().last().unwrap(),
        "stepChange existingMember>mfa"
    );
}
