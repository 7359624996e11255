import type { DeskView, SessionSummary, SessionView } from '../types';
import { byLink } from './handover';
import { deskView, doneSession, environment, policy, problem, session, summary } from './fixtures';

const MINUTE = 60_000;

const line = (part: Partial<SessionSummary> & { id: string; customerId: string }): SessionSummary =>
  summary(session({ startedAtMs: Date.now() - 3 * MINUTE }), part);

/** One of every state a line can be in. */
const everyState: readonly SessionSummary[] = [
  line({ id: 's-1', customerId: 'acme-20409' }),
  line({ id: 's-2', customerId: 'acme-20418', phase: 'checking', institution: 'Gringotts' }),
  line({ id: 's-3', customerId: 'acme-20419', handOver: 'link', institution: null }),
  line({ id: 's-4', customerId: 'acme-20420', handOver: 'window', institution: null }),
  line({
    id: 's-5',
    customerId: 'acme-20421',
    phase: 'done',
    ending: 'verified',
    needsAttention: true,
  }),
  line({
    id: 's-6',
    customerId: 'first-national-bank-of-upper-westmoreland_customer-0000417',
    institution: 'Caisse populaire Desjardins de l’Administration et des Services publics',
    phase: 'stopped',
    ending: 'waiting',
    needsAttention: true,
  }),
  line({ id: 's-7', customerId: 'acme-20423', phase: 'preparing', institution: null }),
  line({ id: 's-8', customerId: 'acme-20424', phase: 'stopped', ending: 'failed' }),
];

const many = Array.from({ length: 20 }, (_, index) => {
  const like = everyState[index % everyState.length];
  return line({ ...like, id: `m-${index}`, customerId: `acme-${30_100 + index}` });
});

const beside = (shown: SessionView, others: readonly SessionSummary[]): Partial<DeskView> => ({
  session: shown,
  sessions: [...others.slice(0, 2), summary(shown), ...others.slice(2)],
});

const inside = (part: Partial<DeskView>): DeskView =>
  deskView({ environment: environment('sandbox'), ...part });

/** States of the frame around the screens. */
export const shellScreens: Record<string, () => DeskView> = {
  sessions: () => inside({ sessions: [...everyState] }),
  'sessions-many': () => inside({ sessions: many }),
  'sessions-open': () => inside(beside(session(), everyState)),
  'sessions-done': () => inside(beside(doneSession(), everyState)),
  'handed-over': () => inside(beside(byLink(), everyState)),
  'verify-no-link': () =>
    inside({ policy: policy({ linkHandOver: false, setByOrganisation: ['link_hand_over'] }) }),
  asked: () => inside({ asked: { id: 1, what: { kind: 'verify', customerId: 'acme-20431' } } }),
  'asked-refused': () =>
    inside({
      asked: {
        id: 1,
        what: {
          kind: 'nothing',
          problem: problem(
            'link_refused',
            "Connect Desk doesn't know this kind of link.",
            'Nothing was done. Whoever looks after the program the link came from can correct it.',
          ),
        },
      },
    }),
  locked: () => inside({ locked: true, ...beside(session(), everyState) }),
};
