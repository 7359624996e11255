//! What the client has its customers read before anything else.

use connect_events::Step;

use super::{FORM_READ, Flow, Opening, Outcome, Root, form_step};
use crate::world::ClientProfile;

impl Opening {
    /// Whether a disclosure comes before it. What began earlier goes on without one, and a bank that
    /// can't be connected isn't worth reading it for.
    pub(super) fn awaits_disclosure(&self, profile: &ClientProfile) -> bool {
        match self {
            Self::Member(_) | Self::Microdeposit(_) => false,
            Self::Institution(institution) => form_step(institution, profile) == Step::EnterCreds,
            Self::Root(_) => true,
        }
    }
}

impl Flow {
    /// *Continue* on the disclosure. It isn't shown again: every way back ends where choosing begins.
    pub(crate) fn read_disclosure(&mut self) -> Outcome {
        if self.step != Step::Disclosure {
            return Outcome::default();
        }
        let next = match &self.institution {
            Some(institution) => form_step(institution, &self.profile),
            None => self.base.map_or(Step::Search, Root::step),
        };
        self.go(Outcome::default(), next, FORM_READ)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use crate::{
        World,
        connect::tests::rehearsal::{Page, at, verification},
        world::{MicroDepositDetails, MicroDepositStatus, UserAttributes, WidgetConfig},
    };

    /// A new user's page, for a client that requires the disclosure.
    fn opened(config: WidgetConfig) -> Page {
        let world = World::new(1.0, 1, "http://127.0.0.1:1");
        world.set_disclosure(true);
        let user = world.create_user(UserAttributes::default()).unwrap();
        Page::open_for(world, user.guid, config)
    }

    fn reads_on(page: &mut Page) -> &mut Page {
        page.does(json!({"intent": "continue"}))
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_read_before_a_bank_is_searched_for() {
        let mut page = opened(verification());
        assert_eq!(page.drawn()["kind"], "disclosure");
        assert_eq!(page.drawn()["can_go_back"], false);
        reads_on(&mut page).selects("mxbank");
        assert_eq!(
            page.received(),
            [
                "mx/load",
                "stepChange >disclosure",
                "loaded disclosure",
                "stepChange disclosure>search",
                "selectedInstitution mxbank",
                "stepChange search>enterCreds",
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_read_before_the_form_of_a_bank_and_not_again_on_the_way_back() {
        for code in ["mxbank", "mx_bank_oauth"] {
            let mut page = opened(at(code));
            reads_on(&mut page).does(json!({"intent": "back"}));
            assert_eq!(
                page.received(),
                [
                    "mx/load",
                    "stepChange >disclosure",
                    "loaded disclosure",
                    "stepChange disclosure>enterCreds",
                    "backToSearch",
                    "stepChange enterCreds>search",
                ],
                "{code}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_banks_own_page_is_prepared_once_it_is_read() {
        let mut page = opened(at("mx_bank_oauth"));
        assert!(page.world.members(&page.user_guid).is_empty());
        reads_on(&mut page);
        assert!(page.drawn()["url"].is_string());
    }

    #[tokio::test(start_paused = true)]
    async fn it_is_read_before_members_are_offered_again_and_passed_over_by_their_own_pages() {
        let mut first = opened(at("mxbank"));
        reads_on(&mut first).signs_in("anything");
        first.connects().await;

        let mut page = first.again(verification());
        reads_on(&mut page);
        assert_eq!(
            page.received()[1..],
            [
                "stepChange >disclosure",
                "loaded disclosure",
                "stepChange disclosure>verifyExistingMember",
            ]
        );

        for (update_credentials, step) in [(None, "connected"), (Some(true), "enterCreds")] {
            let mut page = first.again(WidgetConfig {
                current_member_guid: Some(first.member().guid),
                update_credentials,
                ..verification()
            });
            assert_eq!(page.received()[2], format!("loaded {step}"));
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_bank_under_maintenance_is_told_of_without_it() {
        let mut page = opened(at("closedgate_bank"));
        assert_eq!(page.received()[2], "loaded institutionStatusDetails");
    }

    #[tokio::test(start_paused = true)]
    async fn a_microdeposit_passes_it_over_unless_it_is_only_prepared() {
        let page = opened(verification());
        let prepared = page
            .world
            .create_micro_deposit(&page.user_guid, MicroDepositDetails::default())
            .unwrap();
        assert_eq!(prepared.status, MicroDepositStatus::Preinitiated);
        let resumed = |page: &Page| {
            let mut resumed = page.again(WidgetConfig {
                current_microdeposit_guid: Some(prepared.guid.clone()),
                ..verification()
            });
            resumed.received()[2].clone()
        };
        assert_eq!(resumed(&page), "loaded disclosure");

        let details = MicroDepositDetails {
            routing_number: "999999992".to_owned(),
            account_number: "12345678".to_owned(),
            ..MicroDepositDetails::default()
        };
        page.world
            .complete_micro_deposit(&page.user_guid, &prepared.guid, details)
            .unwrap();
        assert_eq!(resumed(&page), "loaded microdeposits");
        tokio::time::advance(Duration::from_secs(180)).await;
        assert_eq!(resumed(&page), "loaded microdeposits");
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_is_told_that_it_didnt_go_back_then_and_later() {
        let mut page = opened(verification());
        page.inbox.clear();
        page.does(json!({"intent": "navigate_back"}));
        assert_eq!(page.drawn()["kind"], "disclosure");
        reads_on(&mut page)
            .selects("mxbank")
            .does(json!({"intent": "navigate_back"}));
        assert_eq!(
            page.received(),
            [
                "mx/navigation false",
                "stepChange disclosure>search",
                "selectedInstitution mxbank",
                "stepChange search>enterCreds",
                "mx/navigation false",
            ]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_requires_none_has_none() {
        let page = opened(verification());
        page.world.set_disclosure(false);
        let mut page = page.again(verification());
        assert_eq!(page.received()[2], "loaded search");
        page.does(json!({"intent": "continue"}));
        assert_eq!(page.received(), [""; 0]);
    }
}
