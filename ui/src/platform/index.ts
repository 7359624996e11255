import type {
  Appearance,
  AuditPage,
  AuditVerdict,
  ConnectionInput,
  ConnectionReport,
  CustomerDetails,
  CustomerInput,
  CustomerLookup,
  CustomerPage,
  CustomerQuery,
  DeskView,
  DiagnosticsReport,
  DisplayView,
  FrameRefusal,
  HandOver,
  HelpTopic,
  HistoryDetails,
  HistoryFormat,
  HistoryPage,
  HistoryQuery,
  ImportedPresets,
  InstitutionList,
  InspectorAbout,
  InspectorDetails,
  InspectorPage,
  InspectorQuery,
  KeepKeys,
  LanguageChoice,
  LinkCode,
  NumberPart,
  OptionView,
  PastedOptions,
  PreferencesInput,
  Problem,
  ReportFormat,
  RequestForm,
  RequestTarget,
  RevealedNumber,
  SavedFile,
  ScenarioName,
  ScenarioView,
  SessionAction,
  StartInput,
  TransactionFormat,
  TransactionPage,
  TransactionQuery,
  TransactionsSummary,
  WidgetPreset,
  WidgetPreview,
  WidgetSetup,
  WidgetTicket,
  StatusGuide,
  Zoom,
} from './types';

/**
 * Everything the UI can ask of the app around it. A call that fails rejects with a `Problem`.
 */
export interface Platform {
  /** Calls `onView` with everything on screen, now and after every change. */
  subscribe(onView: (view: DeskView) => void): Promise<void>;
  /** What was asked from outside the page has been decided about. */
  settleAsked(id: number): Promise<void>;
  /** Ends the app. */
  quit(): Promise<void>;
  /** Installs the newer version that was found, and starts the app anew. */
  installUpdate(): Promise<void>;

  exploreSandbox(): Promise<void>;
  testConnection(input: ConnectionInput): Promise<ConnectionReport>;
  saveConnection(input: ConnectionInput, keep: KeepKeys): Promise<void>;
  useProfile(profileId: string): Promise<void>;
  forgetProfile(profileId: string): Promise<void>;
  disconnect(): Promise<void>;
  setAppearance(appearance: Appearance): Promise<void>;
  setZoom(zoom: Zoom): Promise<void>;
  setHighContrast(isOn: boolean): Promise<void>;
  setLanguage(language: LanguageChoice): Promise<void>;

  findCustomer(customerId: string): Promise<CustomerLookup>;
  listCustomers(query: CustomerQuery): Promise<CustomerPage>;
  readCustomer(guid: string): Promise<CustomerDetails>;
  /** Resolves to MX's guid of the customer. */
  createCustomer(input: CustomerInput): Promise<string>;
  editCustomer(guid: string, input: CustomerInput): Promise<void>;
  deleteCustomer(guid: string, typedId: string): Promise<void>;
  deleteMember(userGuid: string, memberGuid: string): Promise<void>;
  deleteMicrodeposit(userGuid: string, microdepositGuid: string): Promise<void>;
  /** Takes nothing but a guid of MX's. */
  copyGuid(text: string): Promise<void>;

  /** Resolves to the session's id. */
  startSession(input: StartInput): Promise<string>;
  /** Puts an open session on screen, or none; the others go on. */
  showSession(sessionId: string | null): Promise<void>;
  /** The widget's single-use address, once per mount. */
  takeWidgetTicket(sessionId: string): Promise<WidgetTicket>;
  widgetMessage(sessionId: string, mount: number, origin: string, text: string): Promise<void>;
  widgetMessageRefused(
    sessionId: string,
    mount: number,
    reason: FrameRefusal,
    count: number,
  ): Promise<void>;
  act(sessionId: string, action: SessionAction): Promise<void>;

  /** Hands the widget over in another way, in mid-session; the display is the customer window's. */
  handOver(sessionId: string, to: HandOver, display: number | null): Promise<void>;
  /** Puts the customer window before the others. */
  showCustomerWindow(sessionId: string): Promise<void>;
  /** Copies the link; the clipboard forgets it after a while. */
  copyLink(sessionId: string): Promise<void>;
  linkCode(sessionId: string): Promise<LinkCode>;
  displays(): Promise<DisplayView[]>;

  checkUnfinished(sessionId: string): Promise<void>;
  forgetUnfinished(sessionId: string): Promise<void>;
  /** Asks MX how the deposits stand that sessions wait for; the view says what came of it. */
  refreshDeposits(): Promise<void>;
  /** Waits no longer for a session's deposits. Nothing changes at MX. */
  stopWaiting(sessionId: string): Promise<void>;

  /** Rejects with `reason_needed` where the policy wants one and none is given. */
  revealNumber(sessionId: string, numberId: string, reason: string | null): Promise<RevealedNumber>;
  copyNumber(
    sessionId: string,
    numberId: string,
    part: NumberPart,
    reason: string | null,
  ): Promise<void>;
  /** Asks where to save. Resolves to none if the person changed their mind; so does every save. */
  saveReport(
    sessionId: string,
    format: ReportFormat,
    full: boolean,
    reason: string | null,
  ): Promise<SavedFile | null>;
  /** Opens a report with masks in the system's program for pages. */
  printReport(sessionId: string): Promise<void>;

  searchHistory(query: HistoryQuery): Promise<HistoryPage>;
  readHistory(id: string): Promise<HistoryDetails>;
  deleteHistory(id: string): Promise<void>;
  /** Every session the query finds; its offset and limit don't count. */
  exportHistory(query: HistoryQuery, format: HistoryFormat): Promise<SavedFile | null>;
  readAudit(offset: number, limit: number): Promise<AuditPage>;
  verifyAudit(): Promise<AuditVerdict>;

  /** What is known about each option of a widget, in the order of the form. */
  widgetOptions(): Promise<OptionView[]>;
  /** The request a setup leads to; `dark`: the app is drawn so now. */
  previewWidget(setup: WidgetSetup, target: RequestTarget, dark: boolean): Promise<WidgetPreview>;
  copyWidgetRequest(
    setup: WidgetSetup,
    target: RequestTarget,
    dark: boolean,
    form: RequestForm,
  ): Promise<void>;
  /** Reads a request's body that somebody pasted. */
  readWidgetOptions(text: string): Promise<PastedOptions>;
  /** Institutions whose name holds a text; pages count from 1. */
  listInstitutions(name: string, page: number): Promise<InstitutionList>;
  listPresets(): Promise<WidgetPreset[]>;
  /** A new preset, or another setup and name for one. Resolves to its id. */
  savePreset(id: string | null, name: string, setup: WidgetSetup): Promise<string>;
  renamePreset(id: string, name: string): Promise<void>;
  /** Resolves to the new one's id. */
  duplicatePreset(id: string): Promise<string>;
  deletePreset(id: string): Promise<void>;
  /** One preset, or all of them. */
  exportPresets(id: string | null): Promise<SavedFile | null>;
  /** Asks for a file. Resolves to null if the person changed their mind. */
  importPresets(): Promise<ImportedPresets | null>;

  /** Compares the owners with a name; `null` compares with the one known already. */
  identifyOwners(sessionId: string, name: string | null): Promise<void>;
  checkBalances(sessionId: string): Promise<void>;

  /** A part of the transactions a query finds; 500 rows at most. */
  listTransactions(
    sessionId: string,
    query: TransactionQuery,
    offset: number,
    limit: number,
  ): Promise<TransactionPage>;
  summarizeTransactions(sessionId: string, query: TransactionQuery): Promise<TransactionsSummary>;
  /** Saves all the query finds; resolves to null if the person changed their mind. */
  exportTransactions(
    sessionId: string,
    query: TransactionQuery,
    format: TransactionFormat,
  ): Promise<SavedFile | null>;
  /** Reads them from MX again, after that failed. */
  readTransactions(sessionId: string): Promise<void>;
  /** Has MX read accounts and transactions anew at the bank: once in three hours. */
  refreshAccounts(sessionId: string): Promise<void>;
  /** Has MX read up to 24 months of transactions at the bank. */
  extendHistory(sessionId: string): Promise<void>;

  /**
   * A part of what a query finds in a session's recording, redacted; 500 rows at most. Null: in the
   * recording that was opened from a file.
   */
  inspect(
    sessionId: string | null,
    query: InspectorQuery,
    offset: number,
    limit: number,
  ): Promise<InspectorPage>;
  /** Resolves when the recording has another revision, or after 20 s with the same. */
  inspected(sessionId: string, revision: number): Promise<number>;
  inspectEntry(sessionId: string | null, seq: number): Promise<InspectorDetails>;
  /** Copies a call for a shell, with variables for the keys and what is hidden. */
  copyCurl(sessionId: string | null, seq: number): Promise<void>;
  exportRecording(sessionId: string): Promise<SavedFile | null>;
  /** Asks which file. Resolves to null if the person changed their mind. */
  openRecording(): Promise<InspectorAbout | null>;
  closeRecording(): Promise<void>;

  openHelp(topic: HelpTopic): Promise<void>;
  /** What each of MX's statuses means. */
  statusGuide(): Promise<StatusGuide>;

  /** Covers everything until somebody unlocks; sessions go on. */
  lock(): Promise<void>;
  /** Rejects when the keychain can't be read; the desk stays locked then. */
  unlock(): Promise<void>;
  /** A hand is on the desk. Not more often than every 15 s. */
  noteActivity(): Promise<void>;
  setPreferences(input: PreferencesInput): Promise<void>;
  renameProfile(profileId: string, name: string | null): Promise<void>;
  /** Begins every start with this connection; null: with the one used last. */
  startWithProfile(profileId: string | null): Promise<void>;
  testProfile(profileId: string): Promise<ConnectionReport>;
  /** Tries the new keys at MX first; without a client id, the present one stays. */
  replaceKeys(profileId: string, clientId: string | null, apiKey: string): Promise<void>;
  /** What can be shown with the simulated MX. */
  listScenarios(): Promise<ScenarioView[]>;
  /** Begins a scenario for a new customer; resolves to the session's id. */
  present(scenario: ScenarioName, dark: boolean): Promise<string>;
  /** Has a scenario's customer do the next thing by themselves. The simulated MX alone can. */
  typeForCustomer(sessionId: string): Promise<void>;
  /** Lets what a scenario waits for happen now. */
  skipWait(sessionId: string): Promise<void>;
  /** Forgets everything the simulated MX knows, and its sessions. */
  resetDemonstration(): Promise<void>;
  setPresentationSize(isOn: boolean): Promise<void>;
  /** Whether the desktop tells of sessions that end while another window has the keyboard. */
  setNotifications(isOn: boolean): Promise<void>;
  /** Whether the app stays in the desktop's tray when its window is closed. */
  setTray(isOn: boolean): Promise<void>;

  runDiagnostics(): Promise<DiagnosticsReport>;
  /** Looks anew and copies the text. */
  copyDiagnostics(): Promise<void>;
  /** Opens the folder of the log in the system's file manager. */
  showLogs(): Promise<void>;
}

/** Whether a rejected call brought the `Problem` it should have. */
export function isProblem(reason: unknown): reason is Problem {
  return (
    typeof reason === 'object' &&
    reason !== null &&
    'code' in reason &&
    'message' in reason &&
    'nextStep' in reason
  );
}
