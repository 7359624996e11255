//! What happens to members when somebody asks for it.

use std::sync::{Arc, atomic::Ordering};

use super::{
    Account, AccountNumber, AccountOfMember, AccountOwner, ConnectionStatus,
    DELETED_ACCOUNTS_LINGER, Institution, Job, JobStart, Lingering, Login, MAX_MEMBERS_PER_USER,
    MadeUp, Member, MemberAttributes, MemberRecord, State, Surroundings, Transaction, Verdict,
    World, credential_fields, judge_answer,
};
use crate::error::{CreateMemberError, MemberRefusal};

impl World {
    /// Connects a user to an institution and starts a job. Answers pair the guid of a
    /// [`super::CredentialField`] with what was typed.
    ///
    /// # Errors
    /// See [`CreateMemberError`].
    pub fn create_member(
        &self,
        user_guid: &str,
        institution_code: &str,
        answers: &[(String, String)],
        job: Job,
    ) -> Result<Member, CreateMemberError> {
        self.create_member_with(
            user_guid,
            institution_code,
            answers,
            Some(job),
            MemberAttributes::default(),
        )
    }

    /// As [`World::create_member`], with what a partner may set, and without a job if none is
    /// wanted.
    ///
    /// # Errors
    /// See [`CreateMemberError`].
    pub fn create_member_with(
        &self,
        user_guid: &str,
        institution_code: &str,
        answers: &[(String, String)],
        job: Option<Job>,
        attributes: MemberAttributes,
    ) -> Result<Member, CreateMemberError> {
        let institution = self
            .institution_by_code(institution_code)
            .ok_or(CreateMemberError::UnknownInstitution)?;
        if institution.is_under_maintenance() {
            return Err(CreateMemberError::Maintenance);
        }
        if let Some(block) = self.block(&institution, true, job) {
            return Err(CreateMemberError::Blocked(block));
        }
        if institution.supports_oauth {
            return Err(CreateMemberError::SignInAtBank);
        }
        let login = login(&institution, answers).ok_or(CreateMemberError::Credentials)?;

        let mut state = self.settled();
        let customer = state
            .customer(user_guid)
            .ok_or(CreateMemberError::UnknownUser)?;
        let siblings = || {
            state
                .members
                .iter()
                .filter(|record| record.member.user_guid == user_guid)
        };
        let twin = siblings().find(|record| {
            // MX Bank gives a user one member whatever the login; elsewhere the login counts.
            record.member.institution.code == institution.code
                && (institution.is_mx_bank()
                    || record
                        .login
                        .as_ref()
                        .is_some_and(|known| known.user_name == login.user_name))
        });
        if let Some(twin) = twin {
            return Err(CreateMemberError::Duplicate {
                member_guid: twin.member.guid.clone(),
            });
        }
        if attributes.id.is_some() && siblings().any(|record| record.member.id == attributes.id) {
            return Err(CreateMemberError::DuplicateId);
        }
        if siblings().count() >= MAX_MEMBERS_PER_USER {
            return Err(CreateMemberError::Quota {
                limit: MAX_MEMBERS_PER_USER,
            });
        }
        if job
            .and_then(Job::product)
            .is_some_and(|product| !institution.supports(product))
        {
            return Err(CreateMemberError::Unsupported);
        }
        let mut record = MemberRecord::new(user_guid, institution, Some(login));
        let verdict = record.verdict();
        record.set(attributes);
        if let Some(job) = job {
            let created = Some(ConnectionStatus::Created);
            record.start(job, verdict, created, self.around(&customer));
        }
        let member = record.member.clone();
        state.members.push(record);
        self.remember_fresh(&mut state, &member.guid);
        Ok(member)
    }

    /// Gives a member new credentials, which starts a job: UPDATED, and aggregating.
    ///
    /// # Errors
    /// [`MemberRefusal::Unknown`] and [`MemberRefusal::Credentials`].
    pub fn update_member_credentials(
        &self,
        user_guid: &str,
        member_guid: &str,
        answers: &[(String, String)],
        job: Job,
    ) -> Result<Member, MemberRefusal> {
        let attributes = MemberAttributes::default();
        self.update_member(user_guid, member_guid, attributes, Some((answers, job)))
    }

    /// Sets what a partner may set on a member, and gives it new credentials where there are some.
    /// A refusal leaves everything as it was.
    ///
    /// # Errors
    /// [`MemberRefusal::Unknown`], [`MemberRefusal::Credentials`] and
    /// [`MemberRefusal::DuplicateId`].
    pub fn update_member(
        &self,
        user_guid: &str,
        member_guid: &str,
        attributes: MemberAttributes,
        credentials: Option<(&[(String, String)], Job)>,
    ) -> Result<Member, MemberRefusal> {
        self.change_member(user_guid, member_guid, |record, around, siblings| {
            if attributes.id.is_some() && siblings.contains(&attributes.id) {
                return Err(MemberRefusal::DuplicateId);
            }
            let job = credentials.map(|(_, job)| job);
            let block = self.block(&record.member.institution, false, job);
            if let Some(block) = block.filter(|_| job.is_some()) {
                return Err(MemberRefusal::Blocked(block));
            }
            let login = credentials
                .map(|(answers, job)| {
                    let login = login(&record.member.institution, answers)?;
                    Some((login, job))
                })
                .map(|login| login.ok_or(MemberRefusal::Credentials))
                .transpose()?;
            record.set(attributes);
            if let Some((login, job)) = login {
                record.login = Some(login);
                let verdict = record.verdict();
                record.start(job, verdict, Some(ConnectionStatus::Updated), around);
            }
            Ok(record.member.clone())
        })
    }

    /// Answers the challenge that waits: RESUMED, and aggregating. An answer pairs a challenge's
    /// guid with words, or with the guid or value of an option.
    ///
    /// # Errors
    /// [`MemberRefusal::Unknown`], and [`MemberRefusal::NotChallenged`] when nothing waits or an
    /// answer is missing.
    pub fn answer_challenge(
        &self,
        user_guid: &str,
        member_guid: &str,
        answers: &[(String, String)],
    ) -> Result<Member, MemberRefusal> {
        self.change_member(user_guid, member_guid, |record, around, _| {
            let challenge = record
                .member
                .challenges
                .first()
                .ok_or(MemberRefusal::NotChallenged)?;
            let (_, given) = answers
                .iter()
                .find(|(guid, _)| *guid == challenge.guid)
                .ok_or(MemberRefusal::NotChallenged)?;
            let answer = challenge.answer_value(given).to_owned();
            let verdict = if challenge.selects_account() {
                if record.select_account(&answer) {
                    Verdict::Accepted
                } else {
                    Verdict::Refused(ConnectionStatus::Rejected)
                }
            } else {
                judge_answer(&answer)
            };
            let job = record.member.job.ok_or(MemberRefusal::NotChallenged)?;
            let resumed = Some(ConnectionStatus::Resumed);
            record.start(job, verdict, resumed, around);
            Ok(record.member.clone())
        })
    }

    /// Runs a job with the credentials the member has. One of the same type that runs already goes
    /// on, and no second one starts (MX docs, job collisions); see [`JobStart::started`].
    ///
    /// # Errors
    /// [`MemberRefusal::Unknown`], [`MemberRefusal::OtherJobRunning`],
    /// [`MemberRefusal::Unsupported`] and [`MemberRefusal::UserDisabled`].
    pub fn start_job(
        &self,
        user_guid: &str,
        member_guid: &str,
        job: Job,
    ) -> Result<JobStart, MemberRefusal> {
        if self.user(user_guid).is_some_and(|user| user.is_disabled) {
            return Err(MemberRefusal::UserDisabled);
        }
        self.change_member(user_guid, member_guid, |record, around, _| {
            if let Some(block) = self.block(&record.member.institution, false, Some(job)) {
                return Err(MemberRefusal::Blocked(block));
            }
            let supported = |product| record.member.institution.supports(product);
            if !job.product().is_none_or(supported) {
                return Err(MemberRefusal::Unsupported);
            }
            let running = record
                .member
                .job
                .filter(|_| record.member.is_being_aggregated);
            if running.is_some_and(|running| running.kind != job.kind) {
                return Err(MemberRefusal::OtherJobRunning);
            }
            let starts = running.is_none() && !record.declines(job, around);
            if starts {
                // A member that was connected once stays signed in: no challenge comes again.
                let verdict = match record.verdict() {
                    Verdict::Challenged(_) if !record.accounts.is_empty() => Verdict::Accepted,
                    other => other,
                };
                record.start(job, verdict, None, around);
            }
            Ok(JobStart {
                member: record.member.clone(),
                started: starts,
            })
        })
    }

    /// A member under a user.
    #[must_use]
    pub fn member(&self, user_guid: &str, member_guid: &str) -> Option<Member> {
        self.settled()
            .record(user_guid, member_guid)
            .map(|record| record.member.clone())
    }

    /// A user's members, oldest first.
    #[must_use]
    pub fn members(&self, user_guid: &str) -> Vec<Member> {
        self.settled()
            .members
            .iter()
            .filter(|record| record.member.user_guid == user_guid)
            .map(|record| record.member.clone())
            .collect()
    }

    /// Forgets a member; false if there was none. Its accounts stay in the user's own list for a
    /// while, as they do live.
    pub fn delete_member(&self, user_guid: &str, member_guid: &str) -> bool {
        let until = self.now() + self.scaled(DELETED_ACCOUNTS_LINGER);
        let mut state = self.settled();
        let Some(index) = state.members.iter().position(|record| {
            record.member.user_guid == user_guid && record.member.guid == member_guid
        }) else {
            return false;
        };
        let record = state.members.remove(index);
        state.oauth.retain(|flow| flow.member_guid != member_guid);
        if self.inner.rows_linger.load(Ordering::Relaxed) {
            state.lingering.push(Lingering {
                until,
                member: record.member,
                accounts: record.accounts,
                transactions: record.transactions,
            });
        } else {
            state.made_up.remove(member_guid);
        }
        true
    }

    /// A member's accounts; empty until the first job has read them.
    #[must_use]
    pub fn accounts(&self, member_guid: &str) -> Vec<Account> {
        self.settled()
            .by_guid(member_guid)
            .map(|record| record.accounts.clone())
            .unwrap_or_default()
    }

    /// All accounts of a user, each with its member.
    #[must_use]
    pub fn accounts_of_user(&self, user_guid: &str) -> Vec<AccountOfMember> {
        let state = self.settled();
        let living = state
            .members
            .iter()
            .map(|record| (&record.member, &record.accounts));
        let deleted = state
            .lingering
            .iter()
            .map(|entry| (&entry.member, &entry.accounts));
        living
            .chain(deleted)
            .filter(|(member, _)| member.user_guid == user_guid)
            .flat_map(|(member, accounts)| {
                accounts.iter().map(|account| AccountOfMember {
                    account: account.clone(),
                    member: member.clone(),
                })
            })
            .collect()
    }

    /// A member's account numbers; empty until a verification has read them.
    #[must_use]
    pub fn account_numbers(&self, member_guid: &str) -> Vec<AccountNumber> {
        self.settled()
            .by_guid(member_guid)
            .map(|record| record.numbers.clone())
            .unwrap_or_default()
    }

    /// Who owns a member's accounts; empty until an identification has read it.
    #[must_use]
    pub fn account_owners(&self, member_guid: &str) -> Vec<AccountOwner> {
        self.settled()
            .by_guid(member_guid)
            .map(|record| record.owners.clone())
            .unwrap_or_default()
    }

    /// The transactions of those members of a user that `wanted` names, newest first; the user's
    /// deleted members count for a while, as they do live.
    pub fn transactions(
        &self,
        user_guid: &str,
        wanted: impl Fn(&Member) -> bool,
    ) -> Arc<[Transaction]> {
        let mut state = self.settled();
        let state = &mut *state;
        let Some(customer) = state.customer(user_guid) else {
            return Arc::default();
        };
        let living = state
            .members
            .iter()
            .map(|record| (&record.member, &record.accounts, record.transactions));
        let deleted = state
            .lingering
            .iter()
            .map(|entry| (&entry.member, &entry.accounts, entry.transactions));
        let made_up = &mut state.made_up;
        let mut found = living
            .chain(deleted)
            .filter(|(member, ..)| member.user_guid == user_guid && wanted(member))
            .filter_map(|(member, accounts, span)| Some((member, accounts, span?)))
            .map(|(member, accounts, span)| {
                let known = made_up.get(&member.guid);
                if let Some(known) = known.filter(|known| known.is_of(span, &customer, accounts)) {
                    return Arc::clone(&known.transactions);
                }
                let made = MadeUp::new(span, member, accounts, &customer, self.inner.seed);
                let transactions = Arc::clone(&made.transactions);
                made_up.insert(member.guid.clone(), made);
                transactions
            })
            .collect::<Vec<_>>();
        if found.len() < 2 {
            return found.pop().unwrap_or_default();
        }
        let mut all: Vec<_> = found.iter().flat_map(|list| list.iter().cloned()).collect();
        all.sort_by_key(|transaction| std::cmp::Reverse(transaction.date));
        all.into()
    }

    /// Hides an account from the user's own view, or shows it; none if the member has no such
    /// account. It is what can be changed on an account that comes from a bank (MX docs, update
    /// account by member).
    #[must_use]
    pub fn hide_account(
        &self,
        user_guid: &str,
        member_guid: &str,
        account_guid: &str,
        is_hidden: bool,
    ) -> Option<Account> {
        let changed = self.change_member(user_guid, member_guid, |record, _, _| {
            let account = record
                .accounts
                .iter_mut()
                .find(|account| account.guid == account_guid)
                .ok_or(MemberRefusal::Unknown)?;
            account.is_hidden = is_hidden;
            Ok(account.clone())
        });
        changed.ok()
    }

    /// Changes a settled member under the lock. The closure also gets the partner's ids of the
    /// user's other members.
    pub(super) fn change_member<T>(
        &self,
        user_guid: &str,
        member_guid: &str,
        change: impl FnOnce(
            &mut MemberRecord,
            Surroundings<'_>,
            &[Option<String>],
        ) -> Result<T, MemberRefusal>,
    ) -> Result<T, MemberRefusal> {
        let mut state = self.settled();
        let customer = state.customer(user_guid).ok_or(MemberRefusal::Unknown)?;
        let (named, others): (Vec<_>, Vec<_>) = state
            .members
            .iter_mut()
            .filter(|record| record.member.user_guid == user_guid)
            .partition(|record| record.member.guid == member_guid);
        let record = named.into_iter().next().ok_or(MemberRefusal::Unknown)?;
        let siblings = others
            .iter()
            .map(|record| record.member.id.clone())
            .collect::<Vec<_>>();
        change(record, self.around(&customer), &siblings)
    }

    /// The state with everything happened that is due.
    pub(super) fn settled(&self) -> std::sync::MutexGuard<'_, State> {
        let now = self.now();
        let mut guard = self.state();
        let state = &mut *guard;
        for record in &mut state.members {
            let user = state
                .users
                .iter()
                .find(|user| user.guid == record.member.user_guid);
            if let Some(user) = user {
                record.settle(self.around(user.customer()));
            }
        }
        let made_up = &mut state.made_up;
        state.lingering.retain(|entry| {
            let stays = entry.until > now;
            if !stays {
                made_up.remove(&entry.member.guid);
            }
            stays
        });
        guard
    }

    pub(super) fn around<'a>(&'a self, customer: &'a str) -> Surroundings<'a> {
        Surroundings {
            clock: &self.inner.clock,
            seed: self.inner.seed,
            customer,
        }
    }
}

impl State {
    pub(super) fn customer(&self, user_guid: &str) -> Option<String> {
        self.users
            .iter()
            .find(|user| user.guid == user_guid)
            .map(|user| user.customer().to_owned())
    }

    fn by_guid(&self, member_guid: &str) -> Option<&MemberRecord> {
        self.members
            .iter()
            .find(|record| record.member.guid == member_guid)
    }

    fn record(&self, user_guid: &str, member_guid: &str) -> Option<&MemberRecord> {
        self.by_guid(member_guid)
            .filter(|record| record.member.user_guid == user_guid)
    }
}

/// The login the answers make, if they answer every field of the form and nothing else.
fn login(institution: &Institution, answers: &[(String, String)]) -> Option<Login> {
    let fields = credential_fields(institution);
    let known = |guid: &str| fields.iter().any(|field| field.guid == guid);
    if !answers.iter().all(|(guid, _)| known(guid)) {
        return None;
    }
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.field_name == name)?;
        answers
            .iter()
            .find(|(guid, value)| *guid == field.guid && !value.is_empty())
            .map(|(_, value)| value.clone())
    };
    Some(Login {
        user_name: value("LOGIN")?,
        password: value("PASSWORD")?,
    })
}
