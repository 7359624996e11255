import type { EndingKind, HandOver, SessionPhase } from '../../platform/types';
import type { Place } from '../../places.svelte';

/** The frame around every screen: where one can go, and what is open. */
export const shell = {
  navigation: 'Places and open sessions',
  places: {
    verify: 'Verify',
    customers: 'Customers',
    history: 'History',
    settings: 'Settings',
    configure: 'Configure',
    inspect: 'Inspect',
    present: 'Present',
  } satisfies Record<Place, string>,
  tools: 'Tools',
  /** *Verify*, while there is no MX to verify with. */
  connect: 'Connect',
  sessions: 'Open sessions',
  attention: 'Needs attention',
  attentionTo: (customer: string, state: string) => `${customer}: ${state}.`,
  phases: {
    preparing: 'Getting ready',
    checking: 'Checking with MX',
    done: 'Verified',
  } satisfies Partial<Record<SessionPhase, string>>,
  open: {
    here: 'Widget open here',
    window: 'In the customer window',
    link: 'By link',
  } satisfies Record<HandOver, string>,
  connected: 'Connected',
  /** A session whose test deposits have arrived. */
  amountsWanted: 'Amounts needed',
  endings: {
    verified: 'Verified',
    nothing_connected: 'No bank connected',
    no_eligible_accounts: 'No account fits',
    still_working: 'MX is still working',
    waiting: 'Left waiting',
    awaiting_deposits: 'Waiting for deposits',
    deposits_failed: 'Test deposits failed',
    removed: 'Removed at MX',
    failed: 'Stopped',
  } satisfies Record<EndingKind, string>,
  lock: {
    title: 'Connect Desk is locked',
    body: 'Open sessions go on. Account numbers are gone from memory; they are read again when you unlock.',
    cover:
      'This hides what is on screen; it is not a password. To keep others out, lock your computer.',
    unlock: 'Unlock',
    unlocking: 'Unlocking…',
  },
  empty: {
    history: 'Every verification made at this desk.',
    settings: 'Connections, policy and this computer.',
  },
};
