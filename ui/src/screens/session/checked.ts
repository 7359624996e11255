import type { SessionView } from '../../platform/types';

/** What MX is asked for in a session without a widget on screen. */
export type CheckedFor = 'ending' | 'standing' | 'deposits' | 'again';

/**
 * A session that had a widget, or is of an earlier run, has ended somehow, and MX knows how. One that
 * began without a widget has only begun: MX asks the bank by itself, or says how the deposits stand.
 */
export function checkedFor(session: SessionView): CheckedFor {
  const { widgetMount, timeline, deposit, memberGuid } = session;
  if (widgetMount > 0 || timeline.some(({ kind }) => kind === 'resumed')) return 'ending';
  if (deposit !== null) return 'deposits';
  return memberGuid === null ? 'standing' : 'again';
}
