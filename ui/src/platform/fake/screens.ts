import type { DeskView, EnvironmentKind } from '../types';
import {
  awkwardSession,
  deskView,
  policy,
  doneSession,
  environment,
  problem,
  problems,
  result,
  session,
  status,
  stoppedSession,
} from './fixtures';
import { resultScreens } from './results';
import { aggregationScreens } from './transactions';
import { handOverScreens } from './handover';
import { presenterScreens } from './presenter';
import { shellScreens } from './shell';
import { depositScreens } from './deposits';

const onResults = Object.fromEntries(
  Object.entries({ ...resultScreens, ...aggregationScreens }).map(([name, of]) => [
    name,
    () => deskView({ environment: environment('sandbox'), session: of() }),
  ]),
);

const profiles: DeskView['profiles'] = [
  {
    id: 'profile-1',
    kind: 'integration',
    apiHost: 'int-api.mx.com',
    clientIdHint: '8f2c',
    name: null,
    usedAtStart: false,
  },
  {
    id: 'profile-2',
    kind: 'production',
    apiHost: 'api.mx.com',
    clientIdHint: '77d0',
    name: null,
    usedAtStart: false,
  },
  {
    id: 'profile-3',
    kind: 'custom',
    apiHost: 'mx-gateway.internal.first-national-example.com',
    clientIdHint: 'a41b',
    name: null,
    usedAtStart: false,
  },
];

const unfinished: DeskView['unfinished'] = [
  {
    id: 'session-8',
    customerId: 'acme-20411',
    institution: 'MX Bank',
    environment: 'sandbox',
    apiHost: '127.0.0.1:40123',
    canCheck: true,
    startedAtMs: Date.parse('2026-11-20T16:04:00'),
  },
  {
    id: 'session-7',
    customerId: 'first-national-bank-of-upper-westmoreland_customer-0000417',
    institution: null,
    environment: 'production',
    apiHost: 'api.mx.com',
    canCheck: false,
    startedAtMs: Date.parse('2026-11-19T11:32:00'),
  },
];

const inside = (kind: EnvironmentKind, part: Partial<DeskView> = {}): DeskView =>
  deskView({ environment: environment(kind), ...part });

/** Settings where the organisation has a word, and everything is long. */
const governed = (): DeskView =>
  inside('integration', {
    profiles: profiles.map((profile, index) => ({
      ...profile,
      name:
        index === 2 ? 'Upper Westmoreland branch office, night shift' : index === 0 ? 'Main' : null,
      usedAtStart: index === 2,
    })),
    policy: policy({
      environments: ['integration', 'custom'],
      revealReason: true,
      export: 'masked',
      linkHandOver: false,
      autoLockMinutes: 10,
      companyName: 'First National Savings and Trust of Upper Westmoreland',
      tray: false,
      setByOrganisation: [
        'environments',
        'reveal_reason',
        'export',
        'link_hand_over',
        'auto_lock_minutes',
        'company_name',
        'tray',
      ],
    }),
  });

/** A policy file with a mistake in it. */
const closed = (): DeskView =>
  deskView({
    profiles,
    policy: policy({
      environments: [],
      setByOrganisation: ['environments'],
      problem: {
        code: 'forbidden_by_policy',
        message:
          'Your organisation’s policy file can’t be read as it is meant: `enviroments` is not a key.',
        nextStep: 'What can’t be read counts as forbidden. Tell whoever looks after this computer.',
        requestId: null,
      },
    }),
  });

/** Every screen and state, by the name `?screen=` takes. */
export const screens: Record<string, () => DeskView> = {
  governed,
  'policy-closed': closed,
  ...shellScreens,
  ...presenterScreens,
  ...handOverScreens,
  ...depositScreens,
  start: () => deskView(),
  'start-saved': () => deskView({ profiles }),
  'start-restoring': () => deskView({ profiles, restoring: true }),
  'start-problem': () =>
    deskView({ profiles: profiles.slice(0, 1), connectionProblem: problems.keychain_locked }),
  verify: () => inside('sandbox'),
  'verify-integration': () => inside('integration', { unfinished }),
  'verify-production': () => inside('production', { unfinished: unfinished.slice(1) }),
  'verify-custom': () => inside('custom', { connectionProblem: problems.offline }),
  unfinished: () => inside('sandbox', { unfinished }),
  preparing: () =>
    inside('sandbox', {
      session: session({ phase: 'preparing', widgetStep: null, institution: null, timeline: [] }),
    }),
  open: () => inside('sandbox', { session: session() }),
  'open-production': () =>
    inside('production', { session: session({ refusedMessages: 12, widgetStep: 'search' }) }),
  'open-problem': () =>
    inside('integration', {
      session: session({
        problem: problems.offline,
        status: status({
          name: 'CHALLENGED',
          meaning: 'The bank asks a question.',
          turn: 'customer',
        }),
        widgetStep: 'mfa',
      }),
    }),
  silent: () =>
    inside('sandbox', {
      session: session({
        problem: problems.widget_silent,
        actions: ['reload_widget', 'close_widget'],
        widgetStep: null,
        institution: null,
      }),
    }),
  checking: () =>
    inside('sandbox', {
      session: session({
        phase: 'checking',
        widgetStep: null,
        status: status({
          name: 'UPDATED',
          meaning: 'MX is signing in at the bank with new credentials.',
          turn: 'mx',
          isWorking: true,
        }),
        actions: ['check_again', 'finish'],
      }),
    }),
  'checking-again': () =>
    inside('sandbox', {
      session: session({
        phase: 'checking',
        widgetMount: 0,
        widgetStep: null,
        memberGuid: 'MBR-1',
        timeline: [],
        status: status({
          name: 'UPDATED',
          meaning: 'MX is signing in at the bank with new credentials.',
          turn: 'mx',
          isWorking: true,
        }),
        actions: ['finish'],
      }),
    }),
  ...onResults,
  done: () => inside('sandbox', { session: doneSession() }),
  'done-production': () => inside('production', { session: doneSession() }),
  'done-awkward': () => inside('integration', { session: awkwardSession() }),
  'done-empty': () =>
    inside('sandbox', {
      session: doneSession({
        result: result({ accounts: [], method: 'Read from MX.', obtainedAt: null }),
        mode: 'aggregation',
      }),
    }),
  'stopped-denied': () =>
    inside('sandbox', {
      session: stoppedSession({
        name: 'DENIED',
        meaning: 'The bank did not accept the user name or password.',
        turn: 'customer',
        mxMessage: 'The credentials entered do not match those at MX Bank. Please correct them.',
      }),
    }),
  'stopped-locked': () =>
    inside('integration', {
      session: stoppedSession(
        {
          name: 'LOCKED',
          meaning: 'The bank has locked the customer’s sign-in.',
          turn: 'customer_at_bank',
        },
        { actions: ['reopen', 'finish'] },
      ),
    }),
  'stopped-delayed': () =>
    inside('sandbox', {
      session: stoppedSession(
        {
          name: 'DELAYED',
          meaning: 'The bank answers slower than usual. Try again tomorrow.',
          turn: 'mx',
        },
        { actions: ['check_again', 'finish'] },
      ),
    }),
  'stopped-disabled': () =>
    inside('production', {
      session: stoppedSession(
        { name: 'DISABLED', meaning: 'MX has switched this connection off.', turn: 'support' },
        { actions: ['finish', 'start_over'], refusedMessages: 1 },
      ),
    }),
  'stopped-offline': () =>
    inside('sandbox', {
      session: session({
        phase: 'stopped',
        ending: { kind: 'failed', text: 'No connection to MX could be made.' },
        status: null,
        institution: null,
        problem: problems.offline,
        actions: ['check_again', 'start_over', 'finish'],
      }),
    }),
  'stopped-nothing': () =>
    inside('sandbox', {
      session: session({
        phase: 'stopped',
        ending: {
          kind: 'nothing_connected',
          text: 'The widget was closed before the customer connected a bank.',
        },
        status: null,
        institution: null,
        actions: ['start_over', 'finish'],
      }),
    }),
  'stopped-foreign': () =>
    inside('sandbox', {
      session: session({
        phase: 'stopped',
        ending: { kind: 'failed', text: 'The widget named a connection of another customer.' },
        status: null,
        problem: problem(
          'foreign_member',
          'The widget named a connection of another customer.',
          'Nothing was read. Start over.',
        ),
        actions: ['start_over', 'finish'],
      }),
    }),
};
