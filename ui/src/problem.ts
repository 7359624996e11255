import type { HelpTopic, Problem, ProblemCode } from './platform/types';

interface ProblemTraits {
  /** A page outside the app that helps. */
  help?: HelpTopic;
  /** The keychain is in the way: keys can still be used without saving them. */
  keychain?: true;
}

/** What the UI does differently for a problem. Every code is listed, so that a new one is noticed. */
export const problemTraits: Record<ProblemCode, ProblemTraits> = {
  credentials_refused: { help: 'client_dashboard' },
  not_allowed: { help: 'allow_list' },
  offline: {},
  tls_failed: {},
  timed_out: {},
  rate_limited: {},
  mx_unavailable: {},
  not_found: {},
  conflict: {},
  request_refused: { help: 'platform_docs' },
  unexpected_answer: {},
  keychain_unavailable: { keychain: true },
  keychain_locked: { keychain: true },
  keychain_denied: { keychain: true },
  keychain_missing: { keychain: true },
  keychain_damaged: { keychain: true },
  keychain_timed_out: { keychain: true },
  keychain_failed: { keychain: true },
  invalid_input: {},
  not_connected: {},
  unknown_session: {},
  not_now: {},
  widget_silent: {},
  widget_expired: {},
  widget_grasping: {},
  widget_flooding: {},
  window_failed: {},
  foreign_member: {},
  storage_failed: {},
  clipboard_failed: {},
  sandbox_failed: {},
  link_refused: {},
  update_failed: {},
  forbidden_by_policy: {},
  reason_needed: {},
  locked: {},
  challenged: {},
  limit_reached: {},
  save_failed: {},
  internal: {},
};

/** Whether a problem of an open session leaves the customer nothing to work with. */
export function takesTheStage(problem: Problem | null): problem is Problem {
  return problem?.code === 'widget_silent' || problem?.code === 'widget_expired';
}
