//! What can come between the choice of an institution and its form: the guard of demonstrations, the
//! offer of a further product, and consent (MX docs, Connect steps). An institution that the request
//! names is opened without them.

use connect_events::Step;

use super::{FORM_READ, Flow, Outcome, Root, form_step};
use crate::world::{AdditionalProduct, Institution, Product};

impl Flow {
    /// Where the choice of an institution leads.
    pub(super) fn step_after_choice(&self, institution: &Institution) -> Step {
        let form = form_step(institution, &self.profile);
        if form != Step::EnterCreds {
            form
        } else if self.profile.demo && !institution.is_for_demonstration() {
            Step::DemoConnectGuard
        } else if self.offer_at(institution).is_some() {
            Step::AdditionalProduct
        } else {
            self.step_after_offer()
        }
    }

    fn step_after_offer(&self) -> Step {
        if self.profile.consent {
            Step::Consent
        } else {
            Step::EnterCreds
        }
    }

    fn offer_at(&self, institution: &Institution) -> Option<AdditionalProduct> {
        self.offer.filter(|product| match product {
            AdditionalProduct::AccountVerification => {
                institution.supports(Product::AccountVerification)
            }
            AdditionalProduct::Transactions => true,
        })
    }

    /// What is offered, on the step that offers it.
    pub(crate) fn offered(&self) -> Option<AdditionalProduct> {
        self.offer.filter(|_| self.step == Step::AdditionalProduct)
    }

    /// The further product that the connection is made with.
    pub(crate) fn accepted(&self) -> Option<AdditionalProduct> {
        self.offer.filter(|_| self.accepted)
    }

    /// Whether the connection is made for account numbers.
    pub(super) fn verifies(&self) -> bool {
        self.verification || self.accepted() == Some(AdditionalProduct::AccountVerification)
    }

    /// The offer was taken or declined. No message says which.
    pub(crate) fn answers_offer(&mut self, accepted: bool) -> Outcome {
        if self.step != Step::AdditionalProduct {
            return Outcome::default();
        }
        self.accepted = accepted;
        self.passes(self.step_after_offer())
    }

    /// *I agree* on the consent.
    pub(crate) fn consents(&mut self) -> Outcome {
        if self.step != Step::Consent {
            return Outcome::default();
        }
        self.passes(Step::EnterCreds)
    }

    /// The guard's button. It doesn't say `backToSearch`; MX's widget doesn't either.
    pub(crate) fn leaves_guard(&mut self, root: Root) -> Outcome {
        if self.step != Step::DemoConnectGuard {
            return Outcome::default();
        }
        let root = self.base.unwrap_or(root);
        self.start_over(Outcome::default(), root)
    }

    fn passes(&mut self, to: Step) -> Outcome {
        self.before_form.push(self.step.clone());
        self.go(Outcome::default(), to, FORM_READ)
    }

    /// The way back from these steps, and to them; none where it is another one. MX's widget says
    /// `backToSearch` only where it doesn't go back step by step.
    pub(super) fn goes_back_before_form(&mut self, root: Root) -> Option<Outcome> {
        let steps_back = match self.step {
            Step::AdditionalProduct => return Some(self.start_over(Outcome::default(), root)),
            Step::Consent => true,
            // A form for credentials leads to the search at once.
            Step::EnterCreds => self
                .institution
                .as_ref()
                .is_some_and(|institution| institution.supports_oauth),
            _ => false,
        };
        let before = self.before_form.pop().filter(|_| steps_back)?;
        self.login = None;
        self.login_unavailable = false;
        self.login_polls = None;
        self.accepted &= before != Step::AdditionalProduct;
        Some(self.go(Outcome::default(), before, FORM_READ))
    }
}
