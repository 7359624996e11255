import type {
  EndingKind,
  EnvironmentKind,
  HelpTopic,
  KeysHeld,
  SessionAction,
  SessionMode,
  Tone,
  Turn,
  Validation,
} from '../platform/types';
import type { CheckedFor } from '../screens/session/checked';
import { aggregation } from './en/aggregation';
import { asked } from './en/asked';
import { asking } from './en/asking';
import { begin } from './en/begin';
import { configure } from './en/configure';
import { customers } from './en/customers';
import { deposits } from './en/deposits';
import { handover } from './en/handover';
import { inspector } from './en/inspector';
import { keys, palette, statuses } from './en/palette';
import { presenter } from './en/presenter';
import { records } from './en/records';
import { settings } from './en/settings';
import { shell } from './en/shell';
import { tour } from './en/tour';
import { plural } from './en/plural';
import { number } from './region';

/**
 * Every word the UI itself says. What happened and what to do about it comes from Rust, in
 * problems, statuses and timeline entries; it is drawn as it is.
 */
export const en = {
  records,
  aggregation,
  asked,
  asking,
  app: {
    name: 'Connect Desk',
    opening: 'Opening Connect Desk…',
    restoring: 'Reading your keys from the keychain…',
    restoringHint: 'It may ask for your password in a window of its own.',
    restoringLeave: 'Choose another connection',
    failedToOpen: 'Connect Desk could not start',
    menu: 'Appearance and about',
    appearance: 'Appearance',
    appearances: { system: 'System', light: 'Light', dark: 'Dark' },
    docs: 'MX documentation',
    help: {
      client_dashboard: 'Open MX Client Dashboard',
      allow_list: 'How to allow-list an address',
      platform_docs: 'Open MX documentation',
    } satisfies Record<HelpTopic, string>,
    version: (version: string) => `Version ${version}`,
    notices: 'Notices',
    dismiss: 'Dismiss',
    unexpected: 'Something unexpected went wrong.',
    unexpectedNext: 'Try again. If it happens again, restart the app.',
    requestId: 'MX request id',
    /** A label in front of what it is about. */
    colon: (label: string) => `${label}:`,
  },

  customers,
  deposits,
  shell,
  begin,
  configure,
  handover,
  inspector,
  keys,
  palette,
  statuses,
  presenter,
  tour,
  settings,

  environment: {
    names: {
      sandbox: 'Simulated MX',
      integration: 'Integration',
      production: 'Production',
      custom: 'Custom',
    } satisfies Record<EnvironmentKind, string>,
    meaning: {
      sandbox:
        'Inside this app: no real bank, no network. It ends, and forgets its customers, with the app.',
      integration: 'MX’s test environment. Test banks only.',
      production: 'Real customers and real bank accounts.',
      custom: 'Your company’s own gateway to MX.',
    } satisfies Record<EnvironmentKind, string>,
    keysHeld: {
      generated: 'Keys made for this simulation',
      keychain: 'Keys in the system’s keychain',
      session_only: 'Keys in memory until the app closes',
    } satisfies Record<KeysHeld, string>,
    badge: (name: string, host: string | null) =>
      host === null ? `Environment: ${name}` : `Environment: ${name} ${host}`,
    none: 'Not connected',
    leave: 'Switch environment…',
    leaveOpenSession: {
      title: 'Leave with sessions open?',
      body: (customers: readonly string[]) =>
        customers.length === 1
          ? `The session for ${customers[0]} isn’t finished. MX is asked how it ended when you are back.`
          : `${customers.length} sessions aren’t finished. MX is asked how they ended when you are back.`,
      confirm: 'Leave and switch',
      cancel: 'Stay',
    },
  },

  start: {
    title: 'Verify a bank account with MX Connect',
    lead: 'Your customer signs in to their bank in MX’s widget. You get verified account and routing numbers.',
    explore: {
      title: 'New here?',
      body: 'Try everything with a simulated MX. No account, no network, nothing to set up.',
      button: 'Explore with simulated MX',
      busy: 'Starting the simulated MX…',
    },
    saved: {
      title: 'Saved connections',
      use: 'Connect',
      useNamed: (name: string, hint: string) => `Connect to ${name}, client id ending ${hint}`,
      forget: 'Forget',
      forgetNamed: (name: string, hint: string) => `Forget ${name}, client id ending ${hint}`,
      clientId: (hint: string) => `Client id …${hint}`,
      busy: 'Connecting…',
    },
    forget: {
      title: 'Forget this connection?',
      body: (name: string, host: string) =>
        `The keys for ${name} (${host}) are removed from the keychain. Nothing changes at MX.`,
      confirm: 'Forget connection',
      cancel: 'Keep it',
    },
    connect: {
      title: 'Connect to MX',
      environment: 'Environment',
      kinds: { integration: 'Integration', production: 'Production', custom: 'Custom' },
      apiBaseUrl: 'API base URL',
      apiBaseUrlHint: 'https://, or http:// on this computer',
      widgetOrigins: 'Widget origins',
      widgetOriginsHint: 'One per line; nothing else may be shown as the widget',
      clientId: 'Client id',
      apiKey: 'API key',
      showKeyLabel: 'Show API key',
      where: 'Where to find your keys',
      test: 'Test connection',
      testing: 'Asking MX…',
      ok: (ms: number) => `MX accepted the keys in ${number(ms)} ms.`,
      save: 'Save in keychain',
      saving: 'Saving…',
      keychainAsks:
        'Waiting for the keychain. It may be asking for a password in a window of its own.',
      sessionOnly: 'Use without saving',
      sessionOnlyHint: 'Kept in memory until the app closes. You enter them again next time.',
      care: 'MX expects API keys to live on a server. Save them only on a computer you trust, or point Custom at your company’s gateway.',
      production:
        'Production keys reach real customers’ accounts. MX answers only from allow-listed addresses.',
    },
  },

  verify: {
    title: 'New verification',
    titleAggregation: 'New connection',
    customerId: 'Customer id',
    customerIdHint: 'Your own id. Letters, digits, - and _ only.',
    looking: 'Looking…',
    newCustomer: 'New customer. MX learns this id when you start.',
    known: (count: number) =>
      count === 0
        ? 'Known customer, no connections yet'
        : `Known customer, ${plural(count, 'connection', 'connections')}`,
    mode: 'Purpose',
    modes: {
      verification: 'Verification',
      aggregation: 'Aggregation',
    } satisfies Record<SessionMode, string>,
    modeMeaning: {
      verification: 'Account and routing numbers',
      aggregation: 'All the customer’s accounts',
    } satisfies Record<SessionMode, string>,
    optional: 'optional',
    onlyIfNew: 'E-mail and metadata are used only if the customer is new to MX.',
    email: 'E-mail',
    metadata: 'Metadata',
    metadataHint: 'MX keeps metadata with the customer. Never put secrets here.',
    start: 'Start session',
    /** Beside it, where the customer has connections. */
    startAnother: 'Opens the widget on another bank, or on the same one anew.',
    starting: 'Opening…',
    simulationGone:
      'The simulated MX of that time ended with the app, so nobody can say how it went.',
    elsewhere: (environment: string, host: string) => `Connect to ${environment} (${host}) first`,
    unfinished: {
      title: 'Not checked with MX yet',
      lead: 'Sessions with another MX, and those that could not be checked at once because there were too many.',
      check: 'Check with MX',
      checkNamed: (customer: string) => `Check with MX how the session for ${customer} ended`,
      forget: 'Forget',
      forgetNamed: (customer: string) => `Forget the session for ${customer}`,
      noBank: 'No bank chosen',
      confirm: {
        title: 'Forget this session?',
        body: (customer: string) =>
          `The session for ${customer} disappears from this list. Nothing changes at MX.`,
        confirm: 'Forget session',
        cancel: 'Keep it',
      },
    },
    how: {
      title: 'How it goes',
      steps: [
        ['Name the customer', 'Use the id your own systems use.'],
        ['Hand over the widget', 'They choose their bank and sign in.'],
      ] as const,
      /** The last step, by what is wanted. */
      last: {
        verification: ['Read the numbers', 'Masked until you reveal or copy them.'],
        aggregation: ['See the accounts', 'Balances and transactions, to look through and export.'],
      } as const,
    },
    testBank: {
      title: 'Try it with MX Bank',
      anyPassword: 'Any other',
      lead: 'Sign in as mxuser. The password decides what happens:',
      passwords: [
        ['challenge', 'Asks a question; answer “correct”'],
        ['options', 'Asks to choose; “correct” is right'],
        ['INVALID', 'Wrong password'],
        ['LOCKED', 'Locked at the bank'],
        [null, 'Connects'],
      ] as const,
    },
  },

  session: {
    stage: (customer: string) => `MX Connect for ${customer}`,
    panel: 'Session',
    arrived: 'Numbers received',
    grasped: (customer: string) =>
      `The widget of ${customer} kept taking the keyboard while you typed elsewhere, and was closed.`,
    graspedNext: 'A few keys may have reached it. Tell whoever looks after your computers.',
    flooded: (customer: string) =>
      `The widget of ${customer} sent more messages than this app can take, and was closed.`,
    floodedNext:
      'MX is asked how far it got. Start over if nothing was connected; if it happens again, tell whoever looks after your computers.',
    frameTitle: 'MX Connect',
    skipWidget: 'Skip the widget',
    enterWidget: 'Go to the widget (F6)',
    loading: 'Loading MX Connect…',
    preparing: 'Asking MX for a new session…',
    elapsed: 'Time',
    elapsedLabel: 'Time since the session began',
    running: (minutes: number) => {
      if (minutes < 1) return '< 1 min';
      const rest = `${minutes % 60} min`;
      return minutes < 60 ? rest : `${Math.floor(minutes / 60)} h ${rest}`;
    },
    now: 'Now',
    next: 'What happens next',
    timeline: 'Timeline',
    eventNames: 'Event names',
    newest: 'Jump to newest',
    empty: 'Nothing has happened yet.',
    refused: (count: number) =>
      `${plural(count, 'message', 'messages')} refused. Nothing changed because of ${count === 1 ? 'it' : 'them'}.`,
    turns: {
      agent: 'Your turn',
      customer: 'Customer’s turn',
      customer_at_bank: 'Customer’s turn, at the bank',
      mx: 'MX and the bank are working',
      support: 'Support’s turn',
      nobody: 'Done',
    } satisfies Record<Turn, string>,
    tones: {
      neutral: '',
      good: 'Step forward:',
      attention: 'Needs attention:',
      bad: 'Went wrong:',
    } satisfies Record<Tone, string>,
    sources: { widget: 'Widget', api: 'MX', agent: 'You', desk: 'App' },
    steps: {
      search: {
        now: 'The customer is choosing a bank.',
        next: 'They pick their bank, then sign in.',
      },
      disclosure: {
        now: 'The customer is reading MX’s disclosure.',
        next: 'They agree, then choose their bank.',
      },
      consent: {
        now: 'The customer is asked for consent.',
        next: 'They agree, then sign in.',
      },
      enterCreds: {
        now: 'The customer is signing in.',
        next: 'What they type goes to MX and the bank. This app never reads it.',
      },
      connecting: {
        now: 'MX is connecting to the bank.',
        next: 'Usually under 20 seconds. The bank may ask a question.',
      },
      mfa: {
        now: 'The bank asks the customer a question.',
        next: 'They answer in the widget; it can expire if they wait.',
      },
      connected: {
        now: 'The bank is connected.',
        next: 'The result arrives in a moment.',
      },
      actionableError: {
        now: 'The widget shows what went wrong.',
        next: 'It says what the customer can do. If that is nothing now, close it.',
      },
      oauthError: {
        now: 'Signing in at the bank did not work.',
        next: 'They can try again in the widget.',
      },
      microdeposits: {
        now: 'The customer enters account details by hand.',
        next: 'They enter routing and account number. Two small deposits follow in a few days.',
      },
      verifyExistingMember: {
        now: 'The customer confirms a known connection.',
        next: 'They pick the connection to use.',
      },
      existingMember: {
        now: 'The customer has a connection to this bank already.',
        next: 'They go on with that connection.',
      },
      timeOut: {
        now: 'The bank takes longer than usual.',
        next: 'Keep the widget open, or close it and check later.',
      },
    } as Record<string, { now: string; next: string } | undefined>,
    preparingStep: {
      now: 'MX is asked for this customer’s widget.',
      next: 'The widget opens here, ready for the customer.',
    },
    readingStep: {
      now: 'MX is reading the accounts.',
      next: 'Usually under 20 seconds.',
    },
    atBankStep: {
      now: 'The customer signs in on the bank’s own page.',
      next: 'They come back to the widget once they have agreed there.',
    },
    refusedStep: {
      now: 'The bank refused the sign-in.',
      next: 'The customer can try again in the widget.',
    },
    lockedStep: {
      now: 'The bank has locked the sign-in.',
      next: 'Close the widget. Once the customer has unlocked it, reopen it from there.',
    },
    openStep: {
      now: 'The customer uses the widget.',
      next: 'The numbers appear here when the bank is connected.',
    },
    checkingSteps: {
      ending: {
        now: 'MX is asked how it ended.',
        next: 'You see the numbers, or what stands in the way.',
      },
      standing: {
        now: 'MX is asked how things stand.',
        next: 'You see the numbers, or what stands in the way.',
      },
      deposits: {
        now: 'MX is asked how the test deposits stand.',
        next: 'You see the numbers, or whose turn it is.',
      },
      again: {
        now: 'MX asks the bank again, without the customer.',
        next: 'You see what the bank answers. The customer is needed only if it asks something.',
      },
    } satisfies Record<CheckedFor, { now: string; next: string }>,
    actions: {
      close_widget: 'Close widget',
      check_again: 'Check again',
      reopen: 'Reopen the widget',
      enter_amounts: 'Enter the amounts',
      reload_widget: 'Load the widget again',
      start_over: 'Start over',
      finish: 'Finish',
    } satisfies Record<SessionAction, string>,
    startOver: {
      title: 'Start over with a new session?',
      body: 'This result leaves memory, and a widget opens for the same customer. Save a report first if you need one.',
      cancel: 'Keep the result',
    },
    /** *Finish* while there is nothing to show for it yet. */
    leave: 'Leave session',
    actionHints: {
      close_widget: 'Take the widget away and ask MX how far it got',
      check_again: 'Ask MX for the status once more. Nothing is lost.',
      reopen: 'Open the widget again in this session, on its connection if there is one',
      enter_amounts: 'Open the widget on the test deposits',
      reload_widget: 'Ask MX for a fresh widget',
      start_over: 'A new session for the same customer. This one stays in the history.',
      finish: 'Go back. The session stays in the history, without its numbers.',
    } satisfies Record<SessionAction, string>,
  },

  checking: {
    titles: {
      ending: 'Asking MX how it ended',
      standing: 'Asking MX how things stand',
      deposits: 'Asking MX about the test deposits',
    } satisfies Record<Exclude<CheckedFor, 'again'>, string>,
    titlesAgain: {
      verification: 'Verifying the connection again',
      aggregation: 'Reading the connection again',
    } satisfies Record<SessionMode, string>,
    titleWorking: 'MX is still working',
    waitingFor: (bank: string) => `Waiting for ${bank} to answer MX.`,
    waitingForMx: 'Waiting for MX’s answer.',
    waited: 'Waiting for',
    patience: 'This usually takes a few seconds. You don’t need to do anything.',
    longer: 'This takes longer than usual. You can wait here, or finish and check later.',
  },

  result: {
    title: { verification: 'Account verified', aggregation: 'Bank connected' },
    accounts: (count: number) => plural(count, 'account', 'accounts'),
    method: 'Method',
    obtained: 'As of',
    obtainedAt: (at: string) => `As of ${at}`,
    status: 'MX status',
    accountNumber: 'Account number',
    routingNumber: 'Routing',
    institutionNumber: 'Institution',
    transitNumber: 'Transit',
    reveal: 'Reveal',
    revealNamed: (account: string) => `Reveal the account number of ${account}`,
    hide: 'Hide now',
    hidesIn: (seconds: number) => `Hides in ${seconds} s`,
    copyAccount: 'Copy',
    copyAccountNamed: (account: string) => `Copy the account number of ${account}`,
    copyRoutingNamed: (account: string) => `Copy the routing number of ${account}`,
    copied: {
      account: 'Account number copied. Leaves the clipboard in 45 s.',
      routing: 'Routing number copied. Leaves the clipboard in 45 s.',
    },
    validation: {
      passed: 'Passed MX’s check',
      failed: 'Failed MX’s check',
      not_checked: 'Not checked by MX',
    } satisfies Record<Validation, string>,
    kept: '“Finish” goes back, “Start over” opens a new widget for this customer. Either way the numbers leave memory: save a report first if you need one.',
    noNumbers: 'MX has no account number for this account.',
    noAccounts: 'MX returned no accounts for this connection.',
    noAccountsNext: 'The customer can reconnect and share at least one account.',
    kinds: {
      CHECKING: 'Checking',
      SAVINGS: 'Savings',
      MONEY_MARKET: 'Money market',
      CERTIFICATE_OF_DEPOSIT: 'Certificate of deposit',
      CREDIT_CARD: 'Credit card',
      LOAN: 'Loan',
      MORTGAGE: 'Mortgage',
      INVESTMENT: 'Investment',
      LINE_OF_CREDIT: 'Line of credit',
      PREPAID: 'Prepaid',
      CASH: 'Cash',
      PROPERTY: 'Property',
      INSURANCE: 'Insurance',
    } as Record<string, string | undefined>,
  },

  stopped: {
    titles: {
      verified: 'The account is verified',
      nothing_connected: 'No bank was connected',
      no_eligible_accounts: 'No account can be verified',
      still_working: 'MX is still working',
      waiting: 'Somebody must act first',
      awaiting_deposits: 'Waiting for test deposits',
      deposits_failed: 'The test deposits failed',
      removed: 'The connection was removed',
      failed: 'The session stopped',
    } satisfies Record<EndingKind, string>,
    waitingFor: {
      agent: 'Your turn',
      customer: 'The customer must act',
      customer_at_bank: 'The customer must act at their bank',
      mx: 'Wait for MX or the bank',
      support: 'Support must act',
      nobody: 'The session has ended',
    } satisfies Record<Turn, string>,
    kept: 'Whichever you choose, this session stays in the history and nothing is deleted at MX.',
    asked: (time: string) => `MX last answered at ${time}.`,
    mxStatus: 'MX status',
    mxSays: 'MX says',
  },
};

/** The same in any language: texts in the place of texts, and what they are made of the same. */
type InAnyLanguage<T> = T extends string
  ? string
  : T extends (...made: infer Of) => string
    ? (...made: Of) => string
    : { readonly [Key in keyof T]: InAnyLanguage<T[Key]> };

/** The catalogue: every language has all of it. */
export type Words = InAnyLanguage<typeof en>;
