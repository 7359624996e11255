import type { IconName } from '../parts/icons';
import type { SessionSummary } from '../platform/types';
import { words } from '../words';

const say = words.shell;

/** Where a session stands, in a few plain words. */
export function stateOf(session: SessionSummary): string {
  switch (session.phase) {
    case 'preparing':
    case 'checking':
      return say.phases[session.phase];
    case 'open':
      return say.open[session.handOver];
    case 'done':
      return session.mode === 'aggregation' ? say.connected : say.phases.done;
    case 'stopped':
      if (session.ending === 'awaiting_deposits' && session.depositsTurn === 'customer') {
        return say.amountsWanted;
      }
      return say.endings[session.ending ?? 'failed'];
  }
}

/** The picture that goes with {@link stateOf}. */
export function iconOf(session: SessionSummary): IconName {
  switch (session.phase) {
    case 'preparing':
    case 'checking':
      return 'clock';
    case 'open':
      return ({ here: 'person', window: 'window', link: 'link' } as const)[session.handOver];
    case 'done':
      return 'check';
    case 'stopped':
      if (session.ending === 'awaiting_deposits') {
        return session.depositsTurn === 'mx' ? 'clock' : 'person';
      }
      return session.ending === 'still_working' ? 'clock' : 'alert';
  }
}

/** Whether leaving now would leave the session's outcome unknown. */
export function isUnsettled({ phase }: Pick<SessionSummary, 'phase'>): boolean {
  return phase !== 'done' && phase !== 'stopped';
}
