//! MX's rules for what a member, and its status, lead to.

use connect_events::Step;

use crate::{
    World,
    world::{ConnectionStatus, Member, Product, SINGLE_ACCOUNT_SELECT, WidgetSession},
};

/// Where a poll leaves the connecting step.
pub(crate) enum Verdict {
    GoOn,
    Connected,
    Ended,
}

/// MX's poll rule. The order matters: a member that is being aggregated has no final status.
pub(crate) fn judge(member: &Member, just_finished: bool) -> Verdict {
    use ConnectionStatus::{Challenged, Connected, Created, Reconnected, Resumed, Updated};
    match member.connection_status {
        Challenged => Verdict::Ended,
        Created | Updated | Resumed | Reconnected => Verdict::GoOn,
        Connected if member.is_being_aggregated => Verdict::GoOn,
        Connected => Verdict::Connected,
        _ if member.is_being_aggregated => Verdict::GoOn,
        // Whoever leaves the bank's own page without signing in changes nothing: waiting goes on.
        ConnectionStatus::Pending if member.institution.supports_oauth && !just_finished => {
            Verdict::GoOn
        }
        _ => Verdict::Ended,
    }
}

/// Whether the connecting step ends although the job goes on: MX can report a long job's first data
/// as ready, and its widget then says connected (MX docs, initial data ready). Which jobs that are
/// is published nowhere; here they are those of the slow bank.
pub(crate) fn has_initial_data(member: &Member) -> bool {
    member.institution.slowness() > 1
        && member.connection_status == ConnectionStatus::Connected
        && member.is_being_aggregated
        && member.has_processed_accounts
}

/// Which view a member that couldn't be connected leads to.
pub(crate) fn step_after_failure(member: &Member) -> Step {
    use ConnectionStatus::{Challenged, Denied, Pending};
    match (member.connection_status, member.error_code) {
        (Denied | Pending, _) | (_, Some(2004 | 2005)) => Step::EnterCreds,
        (_, Some(2001..=2003)) if !member.challenges.is_empty() => Step::Mfa,
        (Challenged, _) => Step::Mfa,
        _ => Step::ActionableError,
    }
}

/// Which view a widget opens on that was asked for for a member.
/// `stopped` says that the client has its institution blocked.
pub(crate) fn opening_step(member: &Member, force_update: bool, stopped: bool) -> Step {
    use ConnectionStatus::{
        Challenged, Connected, Created, Expired, Reconnected, Rejected, Resumed, Updated,
    };
    match member.connection_status {
        _ if stopped || member.institution.is_under_maintenance() => Step::InstitutionStatusDetails,
        Challenged => Step::Mfa,
        _ if force_update => Step::EnterCreds,
        Rejected | Expired | Created | Updated | Resumed | Reconnected => Step::Connecting,
        Connected => Step::Connected,
        _ => step_after_failure(member),
    }
}

/// Whether the bank asks which account to verify.
pub(crate) fn selects_account(member: &Member) -> bool {
    let asked = member.challenges.first();
    asked.is_some_and(|challenge| challenge.external_id.as_deref() == Some(SINGLE_ACCOUNT_SELECT))
}

/// Whether it asks without offering any: then no account can be verified (MX docs, single account
/// select).
pub(crate) fn nothing_to_select(member: &Member) -> bool {
    selects_account(member)
        && member
            .challenges
            .iter()
            .all(|challenge| challenge.options.is_empty())
}

/// The members offered for verification instead of a new connection.
pub(crate) fn verifiable_members(session: &WidgetSession, world: &World) -> Vec<Member> {
    if !session.config.is_verification() {
        return Vec::new();
    }
    let mut members = world.members(&session.user_guid);
    members.retain(|member| {
        member.institution.supports(Product::AccountVerification)
            && member.connection_status != ConnectionStatus::Pending
            && session.config.offers(&member.institution)
    });
    members
}
