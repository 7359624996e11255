import type { IconName } from '../parts/icons';
import { isSimulated } from '../desk.svelte';
import type { Place } from '../places.svelte';
import type { DeskView, HistoryRow, SessionSummary } from '../platform/types';
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
      if (session.ending === 'awaiting_deposits' && session.turn === 'customer') {
        return say.amountsWanted;
      }
      if (session.ending === 'waiting' && session.turn !== null) {
        return words.stopped.waitingFor[session.turn];
      }
      return say.endings[session.ending ?? 'failed'];
  }
}

/** How a past session ended, in the same words; none where no end was noted. */
export function endingOf({ mode, outcome, ending }: HistoryRow): string | null {
  if (outcome === 'done' && mode === 'aggregation') return say.connected;
  return ending === null ? null : say.endings[ending];
}

/** The bank of a past session. By test deposits an account can be verified at one MX doesn't know. */
export function bankOf({ institution, masks, outcome }: HistoryRow): string {
  if (institution !== null) return institution;
  const isByDeposits = masks.length > 0 || outcome === 'waiting_for_deposits';
  return isByDeposits ? words.deposits.list.noBank : words.records.sessions.noBank;
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
        return session.turn === 'mx' ? 'clock' : 'person';
      }
      return session.ending === 'still_working' ? 'clock' : 'alert';
  }
}

/** Whether leaving now would leave the session's outcome unknown. */
export function isUnsettled({ phase }: Pick<SessionSummary, 'phase'>): boolean {
  return phase !== 'done' && phase !== 'stopped';
}

/** The picture of a place. */
export const placeIcons: Record<Place, IconName> = {
  verify: 'shieldCheck',
  customers: 'people',
  history: 'history',
  settings: 'gear',
  configure: 'sliders',
  inspect: 'inspect',
  present: 'screen',
};

/** Whether there is such a place now: customers are some MX's, and scenarios the simulated one's. */
export function isOpen(place: Place, view: DeskView): boolean {
  if (place === 'present') return isSimulated(view);
  return view.environment !== null || place !== 'customers';
}

/** What a place is called: one verifies with an MX, and connects to one first. */
export function named(place: Place, { environment }: DeskView): string {
  return place === 'verify' && environment === null ? say.connect : say.places[place];
}
