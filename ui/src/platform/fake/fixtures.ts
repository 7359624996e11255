import type {
  DeskView,
  EnvironmentKind,
  EnvironmentView,
  MaskedNumber,
  PolicyView,
  Problem,
  ProblemCode,
  ResultView,
  SessionSummary,
  SessionView,
  StatusGuide,
  StatusView,
  TimelineEntry,
  Tone,
  VerifiedAccount,
} from '../types';

const MINUTE = 60_000;

export function problem(code: ProblemCode, message: string, nextStep: string): Problem {
  return { code, message, nextStep, requestId: null };
}

export const problems = {
  credentials_refused: {
    ...problem(
      'credentials_refused',
      'MX refused the client id or the API key.',
      'Check both, and that they belong to this environment.',
    ),
    requestId: '5f1c2f0e-6d0f-4a3b-9a51-0a6cf9f4c8d2',
  },
  not_allowed: problem(
    'not_allowed',
    'MX refused this computer’s address.',
    'Ask your MX administrator to allow-list it, or use your company’s gateway.',
  ),
  offline: problem(
    'offline',
    'No connection to int-api.mx.com could be made.',
    'Check the network, then test again.',
  ),
  tls_failed: problem(
    'tls_failed',
    'The server’s certificate was not accepted.',
    'Check the address and the system’s clock. A company proxy may need its own certificate.',
  ),
  keychain_unavailable: problem(
    'keychain_unavailable',
    'This computer has no keychain service.',
    'Start one (for example GNOME Keyring), or use the keys without saving them.',
  ),
  keychain_locked: problem(
    'keychain_locked',
    'The keychain is locked.',
    'Unlock it and save again, or use the keys without saving them.',
  ),
  widget_silent: problem(
    'widget_silent',
    'The widget did not answer within ten seconds.',
    'Load it again. If it stays away, check the network.',
  ),
} satisfies Partial<Record<ProblemCode, Problem>>;

const hosts: Record<EnvironmentKind, string> = {
  sandbox: '127.0.0.1:40123',
  integration: 'int-api.mx.com',
  production: 'api.mx.com',
  custom: 'mx-gateway.internal.first-national-example.com',
};

export function environment(kind: EnvironmentKind): EnvironmentView {
  return {
    kind,
    apiHost: hosts[kind],
    widgetOrigins: [kind === 'sandbox' ? 'http://127.0.0.1:40123' : 'https://widgets.example.com'],
    profileId: kind === 'sandbox' ? null : 'profile-1',
    keysHeld: kind === 'sandbox' ? 'generated' : 'keychain',
  };
}

export function policy(part: Partial<PolicyView> = {}): PolicyView {
  return {
    environments: ['sandbox', 'integration', 'production', 'custom'],
    revealReason: false,
    export: 'full',
    linkHandOver: true,
    autoLockMinutes: 15,
    retentionDays: 365,
    companyName: null,
    tray: true,
    setByOrganisation: [],
    problem: null,
    ...part,
  };
}

export function deskView(part: Partial<DeskView> = {}): DeskView {
  return {
    appVersion: '0.1.0',
    environment: null,
    restoring: false,
    profiles: [],
    connectionProblem: null,
    storageProblem: null,
    session: null,
    sessions: part.session == null ? [] : [summary(part.session)],
    unfinished: [],
    presenting: null,
    presentationSize: false,
    zoom: '100',
    highContrast: false,
    notifications: true,
    tray: 'off',
    asked: null,
    update: null,
    deposits: [],
    appearance: 'system',
    languageChoice: 'system',
    language: 'en',
    policy: policy(),
    locked: false,
    ...part,
  };
}

type Line = [
  atMs: number,
  source: TimelineEntry['source'],
  kind: string,
  text: string,
  tone?: Tone,
];

export function timeline(lines: readonly Line[]): TimelineEntry[] {
  return lines.map(([atMs, source, kind, text, tone = 'neutral'], seq) => ({
    seq,
    atMs,
    source,
    kind,
    text,
    tone,
  }));
}

const openLines: readonly Line[] = [
  [0, 'agent', 'start', 'Agent started the session'],
  [310, 'api', 'GET users', 'MX knows the customer · 182 ms'],
  [640, 'api', 'POST widget_urls', 'MX gave a widget · 240 ms'],
  [1_480, 'widget', 'mx/load', 'The widget is loading'],
  [1_560, 'widget', 'mx/connect/loaded', 'The widget is ready'],
  [9_400, 'widget', 'mx/connect/institutionSearch', 'Customer is searching for a bank'],
  [12_100, 'widget', 'mx/connect/selectedInstitution', 'Customer chose MX Bank', 'good'],
  [23_900, 'widget', 'mx/connect/enterCredentials', 'Customer sent the sign-in'],
  [24_300, 'widget', 'mx/connect/stepChange', 'MX is connecting to the bank'],
];

export const doneLines: readonly Line[] = [
  ...openLines,
  [
    27_600,
    'widget',
    'mx/connect/memberStatusUpdate',
    'Bank asked for a security answer',
    'attention',
  ],
  [36_200, 'widget', 'mx/connect/submitMFA', 'Customer answered the bank’s question'],
  [42_000, 'widget', 'mx/connect/memberConnected', 'The widget says: connected', 'good'],
  [42_180, 'api', 'GET member status', 'MX says: connected · 171 ms', 'good'],
  [42_420, 'api', 'GET account_numbers', '2 numbers · 203 ms', 'good'],
];

export function session(part: Partial<SessionView> = {}): SessionView {
  return {
    id: 'session-1',
    customer: { id: 'acme-20417', guid: 'USR-1', email: null },
    mode: 'verification',
    handOver: 'here',
    otherHandOvers: ['window', 'link'],
    link: null,
    phase: 'open',
    widgetMount: 1,
    widgetOrigin: 'https://widgets.example.com',
    widgetStep: 'connecting',
    institution: { name: 'MX Bank', code: 'mxbank' },
    memberGuid: null,
    status: null,
    deposit: null,
    depositAsked: false,
    entersAmounts: false,
    widgetNote: null,
    timeline: timeline(openLines),
    refusedMessages: 0,
    result: null,
    aggregation: null,
    ending: null,
    problem: null,
    actions: ['close_widget'],
    startedAtMs: Date.now() - MINUTE,
    endedAtMs: null,
    answeredAtMs: null,
    ...part,
  };
}

/** The line a session has in the list of open ones. */
export function summary(of: SessionView, part: Partial<SessionSummary> = {}): SessionSummary {
  return {
    id: of.id,
    customerId: of.customer.id,
    mode: of.mode,
    handOver: of.handOver,
    phase: of.phase,
    widgetMount: of.widgetMount,
    institution: of.institution?.name ?? null,
    ending: of.ending?.kind ?? null,
    turn: of.deposit?.standing.turn ?? of.status?.turn ?? null,
    needsAttention: false,
    startedAtMs: of.startedAtMs,
    ...part,
  };
}

export function maskedNumber(part: Partial<MaskedNumber> = {}): MaskedNumber {
  return {
    id: 'n1',
    mask: '•••• 4403',
    isWhole: true,
    routingNumber: '091000019',
    institutionNumber: null,
    transitNumber: null,
    validation: 'passed',
    checkDigit: true,
    isTokenized: false,
    ...part,
  };
}

export function account(part: Partial<VerifiedAccount> = {}): VerifiedAccount {
  return {
    accountGuid: 'ACT-1',
    name: 'Everyday Checking',
    kind: 'CHECKING',
    balance: { amount: '1240.18', currency: 'USD' },
    available: { amount: '1190.18', currency: 'USD' },
    numbers: [maskedNumber()],
    ...part,
  };
}

export function result(part: Partial<ResultView> = {}): ResultView {
  return {
    method: 'The customer signed in at MX Bank through MX Connect.',
    obtainedAt: '2026-11-21T09:41:00Z',
    hasConnection: true,
    accounts: [
      account(),
      account({
        accountGuid: 'ACT-2',
        name: 'Rainy Day Savings',
        kind: 'SAVINGS',
        balance: { amount: '8300.00', currency: 'USD' },
        available: null,
        numbers: [maskedNumber({ id: 'n2', mask: '•••• 7718', validation: 'not_checked' })],
      }),
    ],
    owners: { isWorking: false, owners: null, givenName: null, verdict: null, problem: null },
    balanceCheck: { isWorking: false, checksLeft: 5, nextAt: null, checkedAt: null, problem: null },
    numbersLocked: false,
    ...part,
  };
}

export function status(part: Partial<StatusView> = {}): StatusView {
  return {
    name: 'CONNECTED',
    meaning: 'The bank is connected.',
    turn: 'nobody',
    mxMessage: null,
    isWorking: false,
    ...part,
  };
}

export const statusGuide: StatusGuide = {
  connections: [
    {
      name: 'DENIED',
      meaning:
        'The bank did not accept the user name or password. The customer must enter them again.',
      turn: 'customer',
    },
    { name: 'CONNECTED', meaning: 'The bank is connected.', turn: 'nobody' },
  ],
  deposits: [
    {
      name: 'DEPOSITED',
      meaning:
        'Both deposits have been made. The customer finds the amounts at their bank. Open the widget: the customer enters both amounts.',
      turn: 'customer',
    },
  ],
};

export function doneSession(part: Partial<SessionView> = {}): SessionView {
  return session({
    phase: 'done',
    widgetStep: null,
    status: status(),
    memberGuid: 'MBR-1',
    timeline: timeline(doneLines),
    endedAtMs: Date.now(),
    actions: ['finish', 'start_over'],
    ending: { kind: 'verified', text: 'MX confirmed the account numbers.' },
    result: result(),
    ...part,
  });
}

const canadian = (part: Partial<MaskedNumber>): MaskedNumber =>
  maskedNumber({
    routingNumber: null,
    institutionNumber: '815',
    transitNumber: '30012',
    checkDigit: null,
    ...part,
  });

/** A result with everything that can be awkward: Canada, a failed check, long names, no numbers. */
export function awkwardSession(): SessionView {
  const done = doneSession();
  return {
    ...done,
    customer: {
      id: 'first-national-bank-of-upper-westmoreland_customer-000000000000000417-primary-holder',
      guid: 'USR-1',
      email: null,
    },
    institution: {
      name: 'Caisse populaire Desjardins de l’Administration et des Services publics du Québec',
      code: null,
    },
    refusedMessages: 3,
    result: result({
      method: 'The customer signed in at their bank through MX Connect.',
      accounts: [
        account({
          name: 'Compte chèques personnel avec opérations illimitées et relevé mensuel détaillé',
          numbers: [
            canadian({ id: 'n1', mask: '•••• 0921', validation: 'failed' }),
            canadian({ id: 'n2', mask: '•••• 0922' }),
          ],
        }),
        account({ accountGuid: 'ACT-2', name: 'Visa', kind: 'CREDIT_CARD', numbers: [] }),
      ],
    }),
  };
}

export function stoppedSession(
  about: Partial<StatusView>,
  part: Partial<SessionView> = {},
): SessionView {
  return session({
    phase: 'stopped',
    widgetStep: null,
    memberGuid: 'MBR-1',
    status: status({ turn: 'customer', ...about }),
    ending: { kind: 'waiting', text: about.meaning ?? '' },
    actions: ['reopen', 'check_again', 'start_over', 'finish'],
    endedAtMs: Date.now(),
    ...part,
  });
}
