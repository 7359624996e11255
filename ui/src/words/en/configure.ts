import type {
  ApiGeneration,
  FindingWeight,
  HandOver,
  OptionGroup,
  OptionName,
  RequestForm,
  RequestTarget,
  SessionMode,
} from '../../platform/types';
import { plural } from './plural';
import { number } from '../region';

/** The configurator: every option of the widget, and the request it makes. */
export const configure = {
  title: 'Configure Connect',
  lead: 'Set the options of the widget URL request, and see what is sent.',

  groups: {
    purpose: 'Purpose',
    opening: 'Where it opens',
    look: 'Look and language',
    oauth: 'Bank’s own page (OAuth)',
    messages: 'Messages to the app',
    other_widgets: 'Other widgets',
  } satisfies Record<OptionGroup, string>,

  /** One line each: what the option does. */
  meaning: {
    widget_type: 'Which of MX’s widgets to open.',
    mode: 'What Connect is for: numbers, or accounts and transactions.',
    data_request: 'What to read. In v20250224 the products decide, whatever the mode.',
    include_transactions: 'Read transactions in the widget’s own job, not in later ones.',
    include_identity: 'Ask who owns the accounts, in a job after the first.',
    use_cases: 'What new members are for. Required if your company agreed on it with MX.',
    disable_background_agg: 'Leave new members out of MX’s daily update.',
    current_institution_code: 'Open on the sign-in of this institution, by its code.',
    current_institution_guid: 'Open on the sign-in of this institution, by its guid.',
    current_member_guid:
      'Open on this connection, to repair it. Takes precedence over an institution.',
    update_credentials: 'Ask for the credentials again, even if the connection is fine.',
    current_microdeposit_guid: 'Continue with this microdeposit.',
    disable_institution_search: 'No search: the customer stays with what it opens on.',
    iso_country_code: 'Offer institutions of these countries only.',
    color_scheme: 'Show the widget light, dark, or as the browser is set.',
    style: 'Name of a Google font for the widget.',
    oauth_referral_source: 'How sign-in at the bank ends: back in the app, or in the browser.',
    ui_message_webview_url_scheme: 'URL scheme of the way back, and of messages in a webview.',
    client_redirect_url: 'Where sign-in at the bank ends instead.',
    enable_app2app: 'Let the bank’s own app take over. Chase only.',
    ui_message_version: 'Version of the messages that the widget posts.',
    is_mobile_webview: 'Send messages as navigations instead of posting them.',
    locale: 'Language of a widget other than Connect.',
    deep_link_params: 'Integration to open at once: direct-deposit.',
    insight_guid: 'Insight to show first, in the Pulse widget.',
    microwidget_instance_id: 'Tells instances of a micro widget apart.',
    connections_use_case_filter: 'Show only connections of the use cases above.',
  } satisfies Record<OptionName, string>,

  /** What an option is inside its object, for those that are one. */
  inner: { data_request: 'products', style: 'font_name', deep_link_params: 'launch_integration' },

  notSet: 'Not set',
  yes: 'true',
  no: 'false',
  byDefault: (value: string) => `Not set: MX uses ${value}.`,
  onlyIn: (generation: ApiGeneration) => `${generation} only`,
  clear: 'Clear',
  setByDesk: (value: string) => `Set by Connect Desk: ${value}.`,
  leftOutByDesk: 'Left out by Connect Desk.',
  yourValue: 'Your value is used in another app.',
  set: (count: number) => `${number(count)} set`,

  language: {
    label: 'Language',
    name: 'Accept-Language',
    meaning: 'Connect’s language. Sent as a header, not in the body.',
    asTheApp: (language: string) => `Not set: Connect Desk sends ${language}, its own language.`,
    languages: { en: 'English', es: 'Spanish', 'fr-CA': 'French (Canada)' } as Record<
      string,
      string
    >,
  },

  institution: {
    choose: 'Choose…',
    chooseFor: (name: string) => `Choose an institution for ${name}`,
    title: 'Choose an institution',
    search: 'Name of the institution',
    looking: 'Asking MX…',
    none: 'MX has no institution with this text in its name.',
    count: (shown: number, total: number) =>
      shown < total
        ? `${number(shown)} of ${plural(total, 'institution', 'institutions')}`
        : plural(total, 'institution', 'institutions'),
    more: 'Show more',
    again: 'Try again',
    oauth: 'Bank’s own page (OAuth)',
    noNumbers: 'No account numbers',
    offline: 'Connect to MX to search its institutions. You can type the code as well.',
    cancel: 'Cancel',
  },
  member: {
    choose: 'Choose…',
    chooseFor: 'Choose a connection',
    title: 'Choose a connection',
    customer: 'Customer id',
    look: 'Show connections',
    looking: 'Asking MX…',
    unknown: 'MX doesn’t know this customer.',
    none: 'This customer has no connections.',
    offline: 'Connect to MX to look for connections. You can type the guid as well.',
    cancel: 'Cancel',
  },

  generation: {
    legend: 'API generation',
    hint: 'The widget’s address is asked for in this generation. Everything else is asked of MX in v20250224.',
  },
  target: {
    label: 'Request for',
    targets: {
      here: 'This window',
      window: 'The customer window',
      link: 'A link',
      other_app: 'Another app',
    } satisfies Record<RequestTarget, string>,
  },
  output: {
    label: 'The request',
    forms: { json: 'JSON', curl: 'curl', rust: 'Rust' } satisfies Record<RequestForm, string>,
    copy: {
      json: 'Copy JSON',
      curl: 'Copy curl line',
      rust: 'Copy Rust',
    } satisfies Record<RequestForm, string>,
    copied: {
      json: 'The JSON is copied.',
      curl: 'The curl line is copied.',
      rust: 'The Rust snippet is copied.',
    } satisfies Record<RequestForm, string>,
    curlNote: 'Fill in MX_USER_GUID, MX_CLIENT_ID and MX_API_KEY. No key is written here.',
    rustNote: 'For the crate mx-platform.',
  },
  findings: {
    title: 'What to know about these options',
    fine: 'No contradictions.',
    weights: {
      contradiction: 'Contradiction',
      no_effect: 'No effect',
      advice: 'Advice',
    } satisfies Record<FindingWeight, string>,
    counts: {
      contradiction: (count: number) => plural(count, 'contradiction', 'contradictions'),
      no_effect: (count: number) => `${number(count)} without effect`,
      advice: (count: number) => plural(count, 'piece of advice', 'pieces of advice'),
    } satisfies Record<FindingWeight, (count: number) => string>,
  },
  desk: 'Set by Connect Desk',

  open: {
    title: 'Open with this',
    customer: 'Customer id',
    /** Where, as “Request for” says. */
    handOvers: {
      here: 'It opens in this window.',
      window: 'It opens in the customer window.',
      link: 'It is handed over as a link.',
    } satisfies Record<HandOver, string>,
    button: 'Open with this',
    busy: 'Opening…',
    modes: {
      verification: 'Starts a verification.',
      aggregation: 'Starts an aggregation.',
    } satisfies Record<SessionMode, string>,
    notConnected: 'Connect to MX to open the widget.',
    onlyConnect: 'Connect Desk opens only the Connect widget.',
    linkForbidden: 'Your organisation doesn’t allow links.',
  },

  presets: {
    menu: 'Presets',
    none: 'No presets yet.',
    load: (name: string) => `Load ${name}`,
    loaded: (name: string) => `${name} is loaded.`,
    changed: 'changed',
    save: 'Save as preset…',
    update: (name: string) => `Save changes to ${name}`,
    updated: (name: string) => `${name} is saved.`,
    rename: 'Rename…',
    duplicate: 'Duplicate',
    duplicated: 'The preset is duplicated.',
    delete: 'Delete…',
    deleted: (name: string) => `${name} is deleted.`,
    exportOne: 'Export…',
    exportAll: 'Export all…',
    exported: (count: number, path: string) =>
      `${plural(count, 'preset is', 'presets are')} saved in ${path}.`,
    import: 'Import…',
    importTitle: 'Import presets',
    imported: (count: number) => `${plural(count, 'preset is', 'presets are')} added.`,
    refusedTitle: 'Not everything could be used',
    close: 'Close',
    name: 'Name of the preset',
    saveTitle: 'Save as preset',
    renameTitle: 'Rename the preset',
    confirm: 'Save',
    cancel: 'Cancel',
    deleteTitle: 'Delete this preset?',
    deleteBody: (name: string) => `${name} is deleted from this desk.`,
    deleteConfirm: 'Delete preset',
    deleteCancel: 'Keep it',
  },
  paste: {
    button: 'Paste JSON…',
    title: 'Fill the form from JSON',
    body: 'Paste the body of a widget URL request, with widget_url around it or without. It replaces what is set.',
    field: 'JSON',
    confirm: 'Fill the form',
    cancel: 'Cancel',
    filled: (count: number) => `${plural(count, 'option is', 'options are')} set.`,
    refused: 'Not used',
    done: 'Done',
  },
  reset: 'Start over',
};
