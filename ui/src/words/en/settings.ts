import type { CheckOutcome, ExportPolicy, Language, PolicyItem } from '../../platform/types';
import { plural } from './plural';

/** Settings, the lock and diagnostics. */
export const settings = {
  lock: 'Lock the desk',
  title: 'Settings',
  saved: 'Saved',

  appearance: {
    title: 'Appearance',
    theme: 'Theme',
    highContrast: 'High contrast',
    highContrastHint:
      'Stronger text and clear edges, in light and dark. Where the system asks for it, the app has it anyway.',
    zoom: 'Size',
    percent: (percent: string) => `${percent}%`,
    zoomHint: (larger: string, smaller: string, asDesigned: string) =>
      `${larger} and ${smaller} change it anywhere; ${asDesigned} goes back to 100%.`,
    language: 'Language',
    languageHint:
      'MX’s widget speaks it too, in sessions opened from now on. Reports, exports and the audit log are written in English.',
    system: (language: string) => `System (${language})`,
    /** Each in itself, to be found by whoever reads no other. */
    languages: { en: 'English', es: 'Español', fr: 'Français' } satisfies Record<Language, string>,
  },

  connections: {
    title: 'Connections',
    none: 'No connection is saved. Keys that you save in the keychain when you connect appear here.',
    add: 'Add a connection…',
    addHint: 'Leaves the MX in use and opens the connect page.',
    inUse: 'In use',
    atStart: 'Used at start',
    clientId: (hint: string) => `Client id ending ${hint}`,
    more: (name: string) => `More for ${name}`,
    use: 'Connect',
    useNamed: (name: string) => `Connect to ${name}`,
    connecting: 'Connecting…',
    test: 'Test',
    testNamed: (name: string) => `Test ${name}`,
    testing: 'Asking MX…',
    ok: (ms: number) => `MX accepts the keys · ${ms} ms`,
    rename: 'Rename…',
    replace: 'Replace keys…',
    startWith: 'Use at every start',
    startWithLast: 'Start with the one used last',
    delete: 'Delete…',
    renameTitle: 'Rename connection',
    name: 'Name',
    nameHint: 'Leave it empty to go by the environment.',
    save: 'Save',
    cancel: 'Cancel',
    deleteTitle: 'Delete this connection?',
    deleteBody: (name: string, host: string) =>
      `The keys for ${name} at ${host} are removed from the keychain. Nothing changes at MX.`,
    deleteConfirm: 'Delete',
  },

  replaceKeys: {
    title: 'Replace keys',
    body: 'MX is asked whether it accepts the new key first. Until it does, the old one stays. Open sessions go on with the old key: keep it valid at MX until they end.',
    clientId: 'New client id',
    clientIdHint: (hint: string) => `Leave it empty to keep the one ending ${hint}.`,
    apiKey: 'New API key',
    showKey: 'Show the API key',
    run: 'Test and replace',
    busy: 'Asking MX…',
    done: 'The new key is in use.',
  },

  preferences: {
    title: 'Security & privacy',
    revealReason: 'Ask for a reason before a number is shown or copied',
    revealReasonHint: 'The reason goes into the audit log.',
    autoLock: 'Lock the desk when nobody uses it',
    autoLockHint:
      'A cover, not a password: it hides the screen, numbers leave memory, open sessions go on. Ctrl+L locks at once.',
    never: 'Never',
    after: (minutes: number) => `After ${plural(minutes, 'minute', 'minutes')}`,
    retention: 'Keep past sessions',
    retentionHint: 'Older ones are deleted on this computer. MX keeps its own.',
    forever: 'Until they are deleted',
    days: (days: number) =>
      days % 365 === 0
        ? `For ${plural(days / 365, 'year', 'years')}`
        : `For ${plural(days, 'day', 'days')}`,
    shorter: {
      title: 'Delete older sessions?',
      body: (days: number) =>
        `Past sessions older than ${plural(days, 'day', 'days')} are deleted from this computer, now and from now on. That can’t be undone.`,
      confirm: 'Delete older sessions',
      cancel: 'Cancel',
    },
    company: 'Company’s name',
    companyHint: 'Shown to customers in their window, and on reports.',
    notifications: 'Tell me when a session ends while I work elsewhere',
    notificationsHint:
      'With the desktop’s notifications. They name no customer, no bank and no number.',
    tray: 'Stay in the tray when the window is closed',
    trayHint: 'Sessions go on. The icon’s menu brings the window back, and quits.',
    trayMissing: 'This desktop shows no tray now. Closing the window quits the app, as usual.',
    byOrganisation: 'Set by your organisation',
    on: 'On',
    off: 'Off',
    none: 'None',
  },

  policy: {
    title: 'Organisation policy',
    none: 'Your organisation has set nothing on this computer. Everything is yours to choose.',
    lead: 'Set by whoever looks after this computer. It can’t be changed here.',
    items: {
      environments: 'Environments',
      reveal_reason: 'Reason before a number is shown',
      export: 'Reports and exports',
      link_hand_over: 'Hand-over by link',
      auto_lock_minutes: 'Automatic lock',
      retention_days: 'Past sessions',
      company_name: 'Company’s name',
      tray: 'Staying in the tray',
    } satisfies Record<PolicyItem, string>,
    noEnvironment: 'None is allowed',
    environments: (names: readonly string[]) => names.join(', '),
    required: 'Required',
    notRequired: 'Not required',
    exports: {
      full: 'Allowed, with full numbers by choice',
      masked: 'Allowed, with masked numbers only',
      none: 'Not allowed',
    } satisfies Record<ExportPolicy, string>,
    allowed: 'Allowed',
    notAllowed: 'Not allowed',
    /** In the place of a button for an environment. */
    notHere: (name: string) => `Your organisation doesn’t allow ${name} here.`,
  },

  diagnostics: {
    title: 'Diagnostics',
    lead: 'Looks at this computer, the network and MX, and changes nothing. The keychain may ask for its password.',
    run: 'Run the checks',
    again: 'Run again',
    running: 'Looking…',
    copy: 'Copy for support',
    copying: 'Looking and copying…',
    copied: 'Copied. It holds no keys, no customers and no addresses beyond hosts.',
    logs: 'Show logs',
    openingLogs: 'Opening the folder…',
    outcomes: {
      good: 'Good',
      attention: 'Needs a look',
      bad: 'Doesn’t work',
      skipped: 'Not looked at',
    } satisfies Record<CheckOutcome, string>,
    summary: (bad: number, attention: number) =>
      bad === 0 && attention === 0
        ? 'Everything that was looked at works.'
        : [
            bad > 0 ? plural(bad, 'thing doesn’t work', 'things don’t work') : null,
            attention > 0 ? plural(attention, 'thing needs a look', 'things need a look') : null,
          ]
            .filter((part) => part !== null)
            .join(', ')
            .concat('.'),
  },

  about: {
    title: 'About',
    version: (version: string) => `Connect Desk ${version}`,
    body: 'Verify a customer’s bank account with MX Connect. Licensed under MIT or Apache 2.0.',
    newer: (version: string) => `Version ${version} is ready to be installed.`,
    install: 'Install and restart',
    installing: 'Installing…',
    docs: 'MX’s documentation',
  },
};
