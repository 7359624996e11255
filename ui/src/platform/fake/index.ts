import type { Platform } from '..';
import { systemLanguage } from '../../words';
import type {
  AuditPage,
  AuditVerdict,
  CustomerDetails,
  CustomerInput,
  CustomerLookup,
  CustomerPage,
  CustomerQuery,
  DeskView,
  DisplayView,
  EnvironmentKind,
  HandOver,
  HistoryDetails,
  HistoryFormat,
  HistoryPage,
  HistoryQuery,
  LanguageChoice,
  LinkCode,
  Problem,
  SavedFile,
  SessionAction,
  SessionView,
  StartInput,
  StatusGuide,
  TimelineEntry,
} from '../types';
import { fakeAggregation } from './aggregation';
import { fakeConfigure, type Configure } from './configure';
import { FakeCustomers } from './customers';
import {
  deskView,
  doneLines,
  doneSession,
  environment,
  problem,
  problems,
  session,
  statusGuide,
  stoppedSession,
  timeline,
} from './fixtures';
import { fakeCode, fakeDisplays, fakeLink } from './handover';
import { FakeInspector } from './inspector';
import { pause } from './pause';
import { fakePresenter } from './presenter';
import { FakeRecords } from './records';
import { fakeResults } from './results';
import { screens } from './screens';
import { FakeSessions } from './sessions';
import { fakeSettings } from './settings';
import { aggregation } from './transactions';
import { widgetPage } from './widget-page';

const languages = ['en', 'es', 'fr'] as const;

/** A platform that plays its own app, for development in a browser. */
class FakePlatform implements Omit<Platform, keyof Configure> {
  #view: DeskView;
  readonly #sessions: FakeSessions;
  readonly #customers: FakeCustomers;
  readonly #records: FakeRecords;
  readonly #inspector: FakeInspector;
  #show: (view: DeskView) => void = () => undefined;

  constructor(view: DeskView, asked: URLSearchParams) {
    this.#view = view;
    this.#customers = new FakeCustomers(asked);
    this.#records = new FakeRecords(asked);
    this.#inspector = new FakeInspector(asked);
    this.#sessions = new FakeSessions(view);
  }

  #push(part: Partial<DeskView>): void {
    const view = { ...this.#view, ...part, ...this.#sessions.view };
    const isShown = view.presenting?.sessionId === view.session?.id;
    this.#view = { ...view, presenting: isShown ? view.presenting : null };
    this.#show(this.#view);
  }

  #pushSession(id: string, part: Partial<SessionView>): void {
    this.#sessions.change(id, part);
    this.#push({});
  }

  async subscribe(onView: (view: DeskView) => void): Promise<void> {
    this.#show = onView;
    onView(this.#view);
  }

  async installUpdate(): Promise<void> {
    await pause(800);
  }

  async settleAsked(id: number): Promise<void> {
    if (this.#view.asked?.id === id) this.#push({ asked: null });
  }

  async quit(): Promise<void> {
    this.#push({ asked: null });
  }

  async exploreSandbox(): Promise<void> {
    await pause(500);
    this.#push({ environment: environment('sandbox') });
  }

  /** The client id chooses the answer: `401`, `403`, `offline`, `tls`; anything else is fine. */
  async testConnection({ clientId }: { clientId: string }): ReturnType<Platform['testConnection']> {
    await pause(600);
    const answers: Record<string, Problem | undefined> = {
      '401': problems.credentials_refused,
      '403': problems.not_allowed,
      offline: problems.offline,
      tls: problems.tls_failed,
    };
    const why = answers[clientId] ?? null;
    return { ok: why === null, elapsedMs: 214, problem: why };
  }

  async saveConnection(
    input: { kind: EnvironmentKind; clientId: string },
    keep: 'keychain' | 'session_only',
  ): Promise<void> {
    await pause(400);
    if (keep === 'keychain' && input.clientId === 'locked') throw problems.keychain_locked;
    if (keep === 'keychain' && input.clientId === 'nobus') throw problems.keychain_unavailable;
    this.#push({
      environment: { ...environment(input.kind), keysHeld: keep },
      connectionProblem: null,
    });
  }

  async useProfile(profileId: string): Promise<void> {
    await pause(500);
    const profile = this.#view.profiles.find(({ id }) => id === profileId);
    if (profile !== undefined) this.#push({ environment: environment(profile.kind) });
  }

  async forgetProfile(profileId: string): Promise<void> {
    this.#push({ profiles: this.#view.profiles.filter(({ id }) => id !== profileId) });
  }

  async disconnect(): Promise<void> {
    this.#sessions.clear();
    this.#push({ environment: null });
  }

  async setLanguage(languageChoice: LanguageChoice): Promise<void> {
    const language = languageChoice === 'system' ? systemLanguage() : languageChoice;
    this.#push({ languageChoice, language });
  }

  findCustomer(customerId: string): Promise<CustomerLookup> {
    return this.#customers.find(customerId);
  }

  listCustomers(query: CustomerQuery): Promise<CustomerPage> {
    return this.#customers.list(query);
  }

  readCustomer(guid: string): Promise<CustomerDetails> {
    return this.#customers.read(guid);
  }

  createCustomer(input: CustomerInput): Promise<string> {
    return this.#customers.create(input);
  }

  editCustomer(guid: string, input: CustomerInput): Promise<void> {
    return this.#customers.edit(guid, input);
  }

  deleteCustomer(guid: string, typedId: string): Promise<void> {
    return this.#customers.delete(guid, typedId, this.#view.sessions);
  }

  deleteMember(userGuid: string, memberGuid: string): Promise<void> {
    return this.#customers.deletePart(userGuid, memberGuid);
  }

  deleteMicrodeposit(userGuid: string, microdepositGuid: string): Promise<void> {
    return this.#customers.deletePart(userGuid, microdepositGuid);
  }

  async copyGuid(): Promise<void> {
    await pause(50);
  }

  async startSession(input: StartInput): Promise<string> {
    await pause(300);
    const id = this.#sessions.begin({
      phase: input.withoutWidget ? 'checking' : 'preparing',
      mode: input.mode,
      handOver: input.handOver,
      customer: { id: input.customerId, guid: null, email: null },
      timeline: [],
      institution: null,
      widgetStep: null,
      ...(input.withoutWidget && { widgetMount: 0, memberGuid: input.memberGuid }),
      startedAtMs: Date.now(),
    });
    this.#push({});
    if (input.withoutWidget) void pause(2500).then(() => this.#finish(id));
    else {
      const link = input.handOver === 'link' ? fakeLink() : null;
      void pause(700).then(() => this.#pushSession(id, { phase: 'open', link }));
    }
    return id;
  }

  async showSession(id: string | null): Promise<void> {
    this.#sessions.show(id);
    this.#push({});
  }

  async takeWidgetTicket(id: string): ReturnType<Platform['takeWidgetTicket']> {
    const page = new Blob([widgetPage], { type: 'text/html' });
    const mount = this.#sessions.get(id)?.widgetMount ?? 0;
    return { url: URL.createObjectURL(page), origin: location.origin, mount };
  }

  async widgetMessage(id: string, _mount: number, _origin: string, text: string): Promise<void> {
    const message = JSON.parse(text) as {
      type: string;
      metadata: { current?: string; name?: string };
    };
    const current = this.#sessions.get(id);
    if (current === null || current.phase !== 'open') return;
    const said = doneLines.find(([, , kind]) => kind === message.type);
    const entry: TimelineEntry = {
      seq: current.timeline.length,
      atMs: Math.max(0, Date.now() - current.startedAtMs),
      source: 'widget',
      kind: message.type,
      text: said?.[3] ?? 'The widget moved on.',
      tone: said?.[4] ?? 'neutral',
    };
    this.#pushSession(id, {
      timeline: [...current.timeline, entry],
      widgetStep: message.metadata.current ?? current.widgetStep,
      institution:
        message.type === 'mx/connect/selectedInstitution'
          ? { name: message.metadata.name ?? 'MX Bank', code: null }
          : current.institution,
    });
    if (message.type === 'mx/connect/memberConnected') {
      await pause(900);
      this.#finish(id);
    }
  }

  #finish(id: string): void {
    const current = this.#sessions.get(id);
    if (current === null) return;
    const { customer, mode, handOver, startedAtMs } = current;
    const timelineSoFar = timeline(doneLines);
    this.#pushSession(
      id,
      doneSession({
        aggregation: mode === 'aggregation' ? aggregation() : null,
        customer,
        mode,
        handOver,
        startedAtMs,
        timeline: timelineSoFar,
      }),
    );
  }

  async widgetMessageRefused(
    id: string,
    _mount: number,
    _reason: string,
    count: number,
  ): Promise<void> {
    const refused = this.#sessions.get(id)?.refusedMessages ?? 0;
    this.#pushSession(id, { refusedMessages: refused + count });
  }

  async act(id: string, action: SessionAction): Promise<void> {
    await pause(200);
    switch (action) {
      case 'close_widget':
      case 'check_again':
        this.#pushSession(id, { phase: 'checking', actions: ['finish'], problem: null });
        void pause(2500).then(() => {
          const { customer, startedAtMs } = this.#sessions.get(id) ?? session();
          this.#pushSession(id, {
            ...stoppedSession({
              name: 'DENIED',
              meaning: 'The bank did not accept the user name or password.',
            }),
            customer,
            startedAtMs,
          });
        });
        return;
      case 'reopen':
      case 'enter_amounts':
      case 'reload_widget':
      case 'start_over':
        this.#pushSession(id, {
          phase: 'open',
          problem: null,
          endedAtMs: null,
          actions: ['close_widget'],
          link: this.#sessions.get(id)?.handOver === 'link' ? fakeLink() : null,
          widgetMount: (this.#sessions.get(id)?.widgetMount ?? 0) + 1,
        });
        return;
      case 'finish':
        this.#sessions.leave(id);
        this.#push({});
    }
  }

  searchHistory(query: HistoryQuery): Promise<HistoryPage> {
    return this.#records.search(query);
  }

  readHistory(id: string): Promise<HistoryDetails> {
    return this.#records.details(id);
  }

  deleteHistory(id: string): Promise<void> {
    return this.#records.remove(id);
  }

  async exportHistory(query: HistoryQuery, format: HistoryFormat): Promise<SavedFile> {
    const { total } = await this.#records.search(query);
    return { path: `/home/agent/Documents/history.${format}`, count: total };
  }

  readAudit(offset: number, limit: number): Promise<AuditPage> {
    return this.#records.audit(offset, limit);
  }

  verifyAudit(): Promise<AuditVerdict> {
    return this.#records.verify();
  }

  readonly #results = fakeResults(
    () => this.#view.policy,
    (id) => this.#sessions.get(id)?.result ?? null,
    (id, result) => this.#pushSession(id, { result }),
  );
  revealNumber = this.#results.revealNumber;
  copyNumber = this.#results.copyNumber;
  saveReport = this.#results.saveReport;
  printReport = this.#results.printReport;
  identifyOwners = this.#results.identifyOwners;
  checkBalances = this.#results.checkBalances;

  readonly #aggregation = fakeAggregation(
    (id) => this.#sessions.get(id),
    (id, part) => this.#pushSession(id, part),
  );
  listTransactions = this.#aggregation.listTransactions;
  summarizeTransactions = this.#aggregation.summarizeTransactions;
  exportTransactions = this.#aggregation.exportTransactions;
  readTransactions = this.#aggregation.readTransactions;
  refreshAccounts = this.#aggregation.refreshAccounts;
  extendHistory = this.#aggregation.extendHistory;

  inspect(
    ...[id, query, offset, limit]: Parameters<Platform['inspect']>
  ): ReturnType<Platform['inspect']> {
    return this.#inspector.page(query, offset, limit, id);
  }

  async inspected(_session: string, revision: number): Promise<number> {
    await pause(20_000);
    return revision;
  }

  inspectEntry(_session: string | null, seq: number): ReturnType<Platform['inspectEntry']> {
    return this.#inspector.details(seq);
  }

  async copyCurl(): Promise<void> {
    await pause(50);
  }

  async exportRecording(): Promise<SavedFile> {
    await pause(300);
    return { path: '/home/agent/Documents/recording-2026-11-21T10-15-00Z.har', count: 23 };
  }

  async openRecording(): ReturnType<Platform['openRecording']> {
    await pause(300);
    return this.#inspector.opened;
  }

  async closeRecording(): Promise<void> {
    await pause(10);
  }

  async handOver(id: string, to: HandOver): Promise<void> {
    await pause(150);
    const ways = ['here', 'window', 'link'] as const;
    this.#pushSession(id, {
      handOver: to,
      otherHandOvers: ways.filter((way) => way !== to),
      phase: 'preparing',
      link: null,
    });
    await pause(700);
    this.#pushSession(id, {
      phase: 'open',
      widgetMount: (this.#sessions.get(id)?.widgetMount ?? 0) + 1,
      link: to === 'link' ? fakeLink() : null,
      actions: to === 'link' ? ['close_widget', 'reload_widget'] : ['close_widget'],
    });
  }

  async showCustomerWindow(): Promise<void> {
    // There is no other window in a browser's tab.
  }

  async copyLink(): Promise<void> {
    await pause(50);
  }

  async linkCode(): Promise<LinkCode> {
    await pause(80);
    return fakeCode();
  }

  async displays(): Promise<DisplayView[]> {
    return fakeDisplays;
  }

  async checkUnfinished(): Promise<void> {
    await pause(400);
    const id = this.#sessions.begin({ phase: 'checking', widgetStep: null, actions: ['finish'] });
    this.#push({});
    void pause(2500).then(() => this.#finish(id));
  }

  async forgetUnfinished(sessionId: string): Promise<void> {
    this.#push({ unfinished: this.#view.unfinished.filter(({ id }) => id !== sessionId) });
  }

  async refreshDeposits(): Promise<void> {
    await pause(400);
    const askedAtMs = Date.now();
    this.#push({
      deposits: this.#view.deposits.map((of) => (of.canCheck ? { ...of, askedAtMs } : of)),
    });
  }

  async stopWaiting(sessionId: string): Promise<void> {
    this.#push({ deposits: this.#view.deposits.filter(({ id }) => id !== sessionId) });
  }

  readonly #settings = fakeSettings(
    () => this.#view,
    (part) => this.#push(part),
  );
  lock = this.#settings.lock;
  unlock = this.#settings.unlock;
  noteActivity = this.#settings.noteActivity;
  setAppearance = this.#settings.setAppearance;
  setZoom = this.#settings.setZoom;
  setHighContrast = this.#settings.setHighContrast;
  setNotifications = this.#settings.setNotifications;
  setTray = this.#settings.setTray;
  setPreferences = this.#settings.setPreferences;
  renameProfile = this.#settings.renameProfile;
  startWithProfile = this.#settings.startWithProfile;
  testProfile = this.#settings.testProfile;
  replaceKeys = this.#settings.replaceKeys;
  runDiagnostics = this.#settings.runDiagnostics;
  copyDiagnostics = this.#settings.copyDiagnostics;
  showLogs = this.#settings.showLogs;

  readonly #presenter = fakePresenter(
    () => this.#sessions,
    (part) => this.#push(part),
  );
  listScenarios = this.#presenter.listScenarios;
  present = this.#presenter.present;
  typeForCustomer = this.#presenter.typeForCustomer;
  skipWait = this.#presenter.skipWait;
  resetDemonstration = this.#presenter.resetDemonstration;
  setPresentationSize = this.#presenter.setPresentationSize;

  async openHelp(): Promise<void> {
    throw problem('internal', 'There is no browser here.', 'Use the built app.');
  }

  async statusGuide(): Promise<StatusGuide> {
    await pause(200);
    return statusGuide;
  }
}

/**
 * `?screen=done&appearance=dark&language=es` opens on that state; see `screens.ts` for the names, and
 * `FakeCustomers` for what else can be asked for.
 */
export function fakeFromAddress(search: string): Platform {
  const asked = new URLSearchParams(search);
  const view = screens[asked.get('screen') ?? 'start']?.() ?? deskView();
  const appearance = asked.get('appearance');
  const language = languages.find((one) => one === asked.get('language')) ?? 'en';
  const platform = new FakePlatform(
    {
      ...view,
      highContrast: asked.get('contrast') === 'more',
      appearance: appearance === 'dark' || appearance === 'light' ? appearance : 'system',
      language,
      languageChoice: language,
    },
    asked,
  );
  return Object.assign(platform, fakeConfigure(asked));
}
