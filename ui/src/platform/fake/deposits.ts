import type {
  CustomerDeposit,
  DepositStanding,
  DepositView,
  DeskView,
  SessionView,
  WaitingForDeposits,
} from '../types';
import {
  account,
  deskView,
  doneSession,
  environment,
  maskedNumber,
  problems,
  result,
  session,
  timeline,
} from './fixtures';

const standings = {
  REQUESTED: {
    name: 'REQUESTED',
    stage: 'on_the_way',
    meaning: 'Two small deposits are on their way to the customer’s account.',
    nextStep:
      'They arrive within a few working days. The customer then reads both amounts at their bank and comes back with them.',
    turn: 'mx',
    tone: 'neutral',
  },
  DEPOSITED: {
    name: 'DEPOSITED',
    stage: 'customer_enters',
    meaning: 'Both deposits have been made. The customer finds the amounts at their bank.',
    nextStep: 'Open the widget: the customer enters both amounts.',
    turn: 'customer',
    tone: 'attention',
  },
  DENIED: {
    name: 'DENIED',
    stage: 'customer_enters',
    meaning: 'The amounts the customer entered are not those of the deposits.',
    nextStep:
      'They can try again. After too many wrong tries MX stops, so let them look at their bank first.',
    turn: 'customer',
    tone: 'attention',
  },
  VERIFIED: {
    name: 'VERIFIED',
    stage: 'verified',
    meaning: 'The customer entered the right amounts: the account is verified.',
    nextStep: 'Open the session to read what MX knows of the account.',
    turn: 'nobody',
    tone: 'good',
  },
  PREVENTED: {
    name: 'PREVENTED',
    stage: 'failed',
    meaning: 'Wrong amounts were entered too often, and MX accepts no more.',
    nextStep:
      'Start over with another account, or let the customer sign in at a bank instead. For this account, ask MX’s support.',
    turn: 'agent',
    tone: 'bad',
  },
  CONFLICTED: {
    name: 'CONFLICTED',
    stage: 'failed',
    meaning: 'There are test deposits for this account already.',
    nextStep:
      'Look at the customer’s page for the earlier ones: they may be waiting for their amounts. Deleting them there makes room for new ones.',
    turn: 'agent',
    tone: 'bad',
  },
} satisfies Record<string, DepositStanding>;

type Name = keyof typeof standings;

export function deposit(name: Name, part: Partial<DepositView> = {}): DepositView {
  return {
    guid: 'MIC-5f1c2f0e-6d0f-4a3b-9a51-000000000001',
    standing: standings[name],
    mxMessage: null,
    institution: 'Quillmere Bank',
    account: { name: null, kind: 'SAVINGS', mask: '•••• 5678', routingNumber: '990000026' },
    updatedAt: '2026-11-19T09:41:00Z',
    ...part,
  };
}

const happened = timeline([
  [0, 'api', 'user', 'Customer found at MX · 120 ms', 'good'],
  [900, 'widget', 'mx/connect/loaded', 'The widget is ready'],
  [31_000, 'widget', 'mx/connect/microdeposits/loaded', 'Customer chose test deposits instead'],
  [88_000, 'widget', 'mx/connect/microdeposits/detailsSubmitted', 'Customer asked for them'],
  [88_200, 'api', 'microdeposit', 'MX confirms that they are this customer’s', 'good'],
]);

const longest = 'first-national-bank-of-upper-westmoreland_customer-0000417-primary-holder';

export function depositSession(name: Name, part: Partial<SessionView> = {}): SessionView {
  const of = deposit(name);
  const failed = of.standing.stage === 'failed';
  const enters = of.standing.stage === 'customer_enters';
  return session({
    phase: 'stopped',
    widgetStep: null,
    institution: { name: 'Quillmere Bank', code: null },
    deposit: of,
    ending: { kind: failed ? 'deposits_failed' : 'awaiting_deposits', text: of.standing.meaning },
    actions: failed
      ? ['start_over', 'check_again', 'finish']
      : enters
        ? ['enter_amounts', 'check_again', 'start_over', 'finish']
        : ['finish', 'check_again', 'start_over'],
    otherHandOvers: enters ? ['window', 'link'] : [],
    endedAtMs: Date.now(),
    timeline: happened,
    ...part,
  });
}

function waiting(name: Name, part: Partial<WaitingForDeposits>): WaitingForDeposits {
  return {
    id: `waiting-${name}`,
    customerId: 'acme-20418',
    institution: 'Quillmere Bank',
    environment: 'sandbox',
    apiHost: '127.0.0.1:40123',
    canCheck: true,
    standing: standings[name],
    askedAtMs: Date.parse('2026-11-21T09:41:00Z'),
    startedAtMs: Date.parse('2026-11-19T09:41:00Z'),
    ...part,
  };
}

export const waitingSessions: DeskView['deposits'] = [
  waiting('DEPOSITED', {}),
  waiting('REQUESTED', { customerId: longest, institution: null }),
  waiting('VERIFIED', {
    customerId: 'acme-20002',
    environment: 'production',
    apiHost: 'api.mx.com',
    canCheck: false,
  }),
];

export const customerDeposits: CustomerDeposit[] = [
  { deposit: deposit('DEPOSITED'), sessionId: 'waiting-DEPOSITED' },
  {
    deposit: deposit('CONFLICTED', {
      guid: 'MIC-5f1c2f0e-6d0f-4a3b-9a51-000000000002',
      institution: null,
    }),
    sessionId: null,
  },
];

const inside = (part: Partial<DeskView>): DeskView =>
  deskView({ environment: environment('sandbox'), ...part });

/** Test deposits in every state that looks its own way. */
export const depositScreens: Record<string, () => DeskView> = {
  'deposits-list': () => inside({ deposits: waitingSessions }),
  'deposits-requested': () => inside({ session: depositSession('REQUESTED') }),
  'deposits-arrived': () => inside({ session: depositSession('DEPOSITED') }),
  'deposits-denied': () =>
    inside({
      session: depositSession('DENIED', {
        customer: { id: longest, guid: 'USR-1', email: null },
        depositAsked: true,
        problem: problems.offline,
        deposit: deposit('DENIED', {
          institution: null,
          mxMessage: 'The amounts are not right',
          account: {
            name: 'Compte d’épargne à intérêt élevé de la succession Desjardins de Westmoreland',
            kind: 'SAVINGS',
            mask: null,
            routingNumber: '990000026',
          },
        }),
      }),
    }),
  'deposits-prevented': () => inside({ session: depositSession('PREVENTED') }),
  'deposits-entering': () =>
    inside({
      session: session({
        widgetStep: 'microdeposits',
        deposit: deposit('DEPOSITED'),
        entersAmounts: true,
      }),
    }),
  'deposits-blocked': () =>
    inside({
      session: session({
        widgetStep: 'microdeposits',
        widgetNote:
          'The customer’s bank can be signed in to. The widget leads them back to the search: they choose the bank there.',
      }),
    }),
  'deposits-verified': () =>
    inside({
      session: doneSession({
        memberGuid: null,
        status: null,
        timeline: happened,
        institution: { name: 'Quillmere Bank', code: null },
        deposit: deposit('VERIFIED'),
        ending: { kind: 'verified', text: '1 account verified by test deposits.' },
        result: result({
          hasConnection: false,
          method:
            'The customer entered the account and routing number in MX Connect. MX made two small deposits to the account, and the customer confirmed both amounts. MX gives the number of such an account masked or in part, as a rule.',
          accounts: [
            account({
              accountGuid: 'MIC-5f1c2f0e-6d0f-4a3b-9a51-000000000001',
              name: 'Account',
              kind: 'SAVINGS',
              balance: null,
              available: null,
              numbers: [
                maskedNumber({
                  mask: '•••• 5678',
                  isWhole: false,
                  routingNumber: '990000026',
                  validation: 'not_checked',
                }),
              ],
            }),
          ],
        }),
      }),
    }),
};
