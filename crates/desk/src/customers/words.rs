//! What went wrong with a customer, in words that fit what was being done.

use crate::{
    mx::{MxProblem, MxProblemKind},
    view::{Problem, ProblemCode},
};

/// A call about this customer failed.
pub(super) fn about_customer(problem: MxProblem) -> Problem {
    match problem.kind {
        MxProblemKind::NotFound => instead(
            problem,
            ProblemCode::NotFound,
            "MX does not have this customer any more.",
            "Somebody may have deleted them. Go back to the list.",
        ),
        MxProblemKind::Conflict => instead(
            problem,
            ProblemCode::Conflict,
            "Another customer has this id.",
            "Choose another id, or search for that customer.",
        ),
        MxProblemKind::Refused => instead(
            problem,
            ProblemCode::RequestRefused,
            "MX did not accept what was entered.",
            "Check the id and the e-mail address.",
        ),
        _ => problem.into(),
    }
}

/// A call that was to create a customer failed.
pub(super) fn about_new_customer(problem: MxProblem) -> Problem {
    match problem.kind {
        // MX documents no code of its own for a full quota (MX docs, quotas).
        MxProblemKind::Refused => instead(
            problem,
            ProblemCode::RequestRefused,
            "MX did not accept this customer.",
            "Check the id and the e-mail address. MX's integration environment holds 100 customers: \
             delete some if it is full.",
        ),
        _ => about_customer(problem),
    }
}

/// A call about one connection failed.
pub(super) fn about_member(problem: MxProblem) -> Problem {
    match problem.kind {
        MxProblemKind::NotFound => instead(
            problem,
            ProblemCode::NotFound,
            "MX does not have this connection any more.",
            "Somebody may have deleted it. Load the customer again.",
        ),
        MxProblemKind::Conflict => instead(
            problem,
            ProblemCode::Conflict,
            "MX is working on this connection.",
            "Wait a minute, then try again.",
        ),
        _ => problem.into(),
    }
}

/// A call about test deposits failed.
pub(super) fn about_deposits(problem: MxProblem) -> Problem {
    match problem.kind {
        MxProblemKind::NotFound => instead(
            problem,
            ProblemCode::NotFound,
            "MX does not have these test deposits any more.",
            "Somebody may have deleted them. Load the customer again.",
        ),
        _ => problem.into(),
    }
}

fn instead(problem: MxProblem, code: ProblemCode, message: &str, next_step: &str) -> Problem {
    Problem::new(code, message, next_step).with_request_id(problem.request_id)
}

/// The customer can't be deleted, or have their id changed, now.
pub(super) fn session_is_open() -> Problem {
    Problem::not_now(
        "A session with this customer is open.",
        "Finish it first. It is in the list of open sessions.",
    )
}
