//! What a page has MX do with members: create one, change it, or verify it.

use connect_events::Step;

use super::PageSession;
use crate::{
    World,
    connect::flow::{FormProblem, Outcome, VerifyProblem},
    error::{CreateMemberError, MemberRefusal},
    world::Member,
};

impl PageSession {
    /// Puts the form's content to the world: to create a member, or to change the one there is.
    pub(super) fn submit(&mut self, answers: Vec<(String, String)>, world: &World) -> Outcome {
        if *self.flow.step() != Step::EnterCreds {
            return Outcome::default();
        }
        if let Some(member) = self.flow.member().filter(|_| self.flow.updates()) {
            let updated = self.update(&member.guid, &answers, world);
            return self.flow.submitted(updated);
        }
        let Some(institution) = self.flow.institution() else {
            return Outcome::default();
        };
        let created = world.create_member_with(
            &self.session.user_guid,
            &institution.code,
            &answers,
            Some(self.session.config.job()),
            self.session.config.member_attributes(),
        );
        let answer = match created {
            // MX's widget gets the existing member's guid with the 409 and goes on with it.
            Err(CreateMemberError::Duplicate { member_guid }) => {
                let twin = world.member(&self.session.user_guid, &member_guid);
                match twin.filter(|_| self.flow.tells_of_existing()) {
                    Some(twin) => {
                        self.typed = answers;
                        return self.flow.met_existing(twin);
                    }
                    None => self.take_up(&member_guid, &answers, world),
                }
            }
            created => created.map_err(FormProblem::NotCreated),
        };
        self.flow.submitted(answer)
    }

    fn update(
        &self,
        guid: &str,
        answers: &[(String, String)],
        world: &World,
    ) -> Result<Member, FormProblem> {
        let job = self.session.config.job();
        world
            .update_member_credentials(&self.session.user_guid, guid, answers, job)
            .map_err(|refusal| match refusal {
                MemberRefusal::Blocked(_) => FormProblem::Blocked,
                _ => FormProblem::NotTaken,
            })
    }

    /// Goes on with a member there is: with the answers of the form, unless the bank waits for one.
    fn take_up(
        &self,
        guid: &str,
        answers: &[(String, String)],
        world: &World,
    ) -> Result<Member, FormProblem> {
        let member = world.member(&self.session.user_guid, guid);
        match member.filter(|member| !member.challenges.is_empty()) {
            Some(waiting) => Ok(waiting),
            None => self.update(guid, answers, world),
        }
    }

    /// The member that the form met, taken up.
    pub(super) fn existing_member(&self, world: &World) -> Option<Member> {
        let guid = &self.flow.met()?.guid;
        self.take_up(guid, &self.typed, world).ok()
    }

    /// Has MX verify a member there is, and says why it doesn't. One of a bank's own login waits for
    /// its owner; a job that runs already is waited for.
    pub(super) fn verify_problem(&self, member: &Member, world: &World) -> Option<VerifyProblem> {
        let job = self.session.config.job();
        if member.is_oauth || *self.flow.step() != Step::VerifyExistingMember {
            return None;
        }
        match world.start_job(&self.session.user_guid, &member.guid, job) {
            Ok(_) | Err(MemberRefusal::OtherJobRunning) => None,
            Err(MemberRefusal::Blocked(_) | MemberRefusal::Unsupported) => {
                Some(VerifyProblem::Unsupported)
            }
            Err(_) => Some(VerifyProblem::NotNow),
        }
    }
}
