import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, it, vi } from 'vitest';

const invoke = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('@tauri-apps/api/core', () => ({
  invoke,
  Channel: class {
    onmessage: ((value: unknown) => void) | undefined;
  },
}));

import type { Platform } from '../src/platform';
import { tauri } from '../src/platform/tauri';
import type {
  ConnectionInput,
  CustomerInput,
  CustomerQuery,
  HistoryQuery,
  DeskView,
  InspectorQuery,
  PreferencesInput,
  StartInput,
  TransactionQuery,
  WidgetSetup,
} from '../src/platform/types';

const connection: ConnectionInput = {
  kind: 'integration',
  apiBaseUrl: null,
  widgetOrigins: [],
  clientId: 'id',
  apiKey: 'key',
};
const start: StartInput = {
  customerId: 'c',
  email: null,
  metadata: null,
  mode: 'verification',
  memberGuid: null,
  withoutWidget: false,
  handOver: 'here',
  display: null,
  ownerName: null,
  dark: false,
};

const setup: WidgetSetup = {
  generation: 'v20111101',
  language: 'es',
  options: { mode: 'verification' },
};
const rows: TransactionQuery = {
  text: 'coffee',
  accountGuid: null,
  direction: 'out',
  status: null,
  fromDate: null,
  untilDate: null,
  sort: 'date',
  ascending: false,
};
const entries: InspectorQuery = { text: '404', kind: 'call', outcome: null, step: null };
const query: CustomerQuery = { id: 'c', email: '', disabled: null, page: 1 };
const past: HistoryQuery = {
  text: 'acme',
  outcome: 'done',
  fromMs: null,
  untilMs: null,
  offset: 0,
  limit: 100,
};
const customer: CustomerInput = { id: 'c', email: null, metadata: null, isDisabled: false };

const preferences: PreferencesInput = {
  revealReason: true,
  autoLockMinutes: 5,
  retentionDays: null,
  companyName: null,
};

const calls: [command: string, args: object | undefined, call: (on: Platform) => unknown][] = [
  ['install_update', undefined, (on) => on.installUpdate()],
  ['settle_asked', { id: 3 }, (on) => on.settleAsked(3)],
  ['quit', undefined, (on) => on.quit()],
  ['explore_sandbox', undefined, (on) => on.exploreSandbox()],
  ['test_connection', { input: connection }, (on) => on.testConnection(connection)],
  [
    'save_connection',
    { input: connection, keep: 'keychain' },
    (on) => on.saveConnection(connection, 'keychain'),
  ],
  ['use_profile', { profileId: 'p' }, (on) => on.useProfile('p')],
  ['forget_profile', { profileId: 'p' }, (on) => on.forgetProfile('p')],
  ['disconnect', undefined, (on) => on.disconnect()],
  ['set_appearance', { appearance: 'dark' }, (on) => on.setAppearance('dark')],
  ['set_language', { language: 'es' }, (on) => on.setLanguage('es')],
  ['find_customer', { customerId: 'c' }, (on) => on.findCustomer('c')],
  ['list_customers', { query }, (on) => on.listCustomers(query)],
  ['read_customer', { guid: 'u' }, (on) => on.readCustomer('u')],
  ['create_customer', { input: customer }, (on) => on.createCustomer(customer)],
  ['edit_customer', { guid: 'u', input: customer }, (on) => on.editCustomer('u', customer)],
  ['delete_customer', { guid: 'u', typedId: 'c' }, (on) => on.deleteCustomer('u', 'c')],
  ['delete_member', { userGuid: 'u', memberGuid: 'm' }, (on) => on.deleteMember('u', 'm')],
  [
    'delete_microdeposit',
    { userGuid: 'u', microdepositGuid: 'd' },
    (on) => on.deleteMicrodeposit('u', 'd'),
  ],
  ['copy_guid', { text: 'g' }, (on) => on.copyGuid('g')],
  ['start_session', { input: start }, (on) => on.startSession(start)],
  ['show_session', { sessionId: null }, (on) => on.showSession(null)],
  ['take_widget_ticket', { sessionId: 's' }, (on) => on.takeWidgetTicket('s')],
  [
    'widget_message',
    { sessionId: 's', mount: 2, origin: 'o', text: 't' },
    (on) => on.widgetMessage('s', 2, 'o', 't'),
  ],
  [
    'widget_message_refused',
    { sessionId: 's', mount: 2, reason: 'too_many', count: 7 },
    (on) => on.widgetMessageRefused('s', 2, 'too_many', 7),
  ],
  [
    'hand_over',
    { sessionId: 's', to: 'window', display: 1 },
    (on) => on.handOver('s', 'window', 1),
  ],
  ['show_customer_window', { sessionId: 's' }, (on) => on.showCustomerWindow('s')],
  ['copy_link', { sessionId: 's' }, (on) => on.copyLink('s')],
  ['link_code', { sessionId: 's' }, (on) => on.linkCode('s')],
  ['displays', undefined, (on) => on.displays()],
  ['act', { sessionId: 's', action: 'finish' }, (on) => on.act('s', 'finish')],
  [
    'reveal_number',
    { sessionId: 's', numberId: 'n', reason: 'why' },
    (on) => on.revealNumber('s', 'n', 'why'),
  ],
  [
    'copy_number',
    { sessionId: 's', numberId: 'n', part: 'routing', reason: null },
    (on) => on.copyNumber('s', 'n', 'routing', null),
  ],
  [
    'save_report',
    { sessionId: 's', format: 'pdf', full: true, reason: 'why' },
    (on) => on.saveReport('s', 'pdf', true, 'why'),
  ],
  ['search_history', { query: past }, (on) => on.searchHistory(past)],
  ['read_history', { id: 's' }, (on) => on.readHistory('s')],
  ['delete_history', { id: 's' }, (on) => on.deleteHistory('s')],
  ['export_history', { query: past, format: 'csv' }, (on) => on.exportHistory(past, 'csv')],
  ['widget_options', undefined, (on) => on.widgetOptions()],
  [
    'preview_widget',
    { setup, target: 'link', dark: true },
    (on) => on.previewWidget(setup, 'link', true),
  ],
  [
    'copy_widget_request',
    { setup, target: 'here', dark: false, form: 'curl' },
    (on) => on.copyWidgetRequest(setup, 'here', false, 'curl'),
  ],
  ['read_widget_options', { text: '{}' }, (on) => on.readWidgetOptions('{}')],
  ['list_institutions', { name: 'mx', page: 2 }, (on) => on.listInstitutions('mx', 2)],
  ['list_presets', undefined, (on) => on.listPresets()],
  ['save_preset', { id: null, name: 'n', setup }, (on) => on.savePreset(null, 'n', setup)],
  ['rename_preset', { id: 'p', name: 'n' }, (on) => on.renamePreset('p', 'n')],
  ['duplicate_preset', { id: 'p' }, (on) => on.duplicatePreset('p')],
  ['delete_preset', { id: 'p' }, (on) => on.deletePreset('p')],
  ['export_presets', { id: null }, (on) => on.exportPresets(null)],
  ['import_presets', undefined, (on) => on.importPresets()],
  ['read_audit', { offset: 5, limit: 10 }, (on) => on.readAudit(5, 10)],
  ['verify_audit', undefined, (on) => on.verifyAudit()],
  ['identify_owners', { sessionId: 's', name: 'n' }, (on) => on.identifyOwners('s', 'n')],
  [
    'list_transactions',
    { sessionId: 's', query: rows, offset: 100, limit: 50 },
    (on) => on.listTransactions('s', rows, 100, 50),
  ],
  [
    'summarize_transactions',
    { sessionId: 's', query: rows },
    (on) => on.summarizeTransactions('s', rows),
  ],
  [
    'export_transactions',
    { sessionId: 's', query: rows, format: 'csv' },
    (on) => on.exportTransactions('s', rows, 'csv'),
  ],
  ['read_transactions', { sessionId: 's' }, (on) => on.readTransactions('s')],
  ['refresh_accounts', { sessionId: 's' }, (on) => on.refreshAccounts('s')],
  ['extend_history', { sessionId: 's' }, (on) => on.extendHistory('s')],
  [
    'inspect',
    { sessionId: 's', query: entries, offset: 100, limit: 50 },
    (on) => on.inspect('s', entries, 100, 50),
  ],
  ['inspected', { sessionId: 's', revision: 7 }, (on) => on.inspected('s', 7)],
  ['inspect_entry', { sessionId: 's', seq: 3 }, (on) => on.inspectEntry('s', 3)],
  ['copy_curl', { sessionId: 's', seq: 3 }, (on) => on.copyCurl('s', 3)],
  ['export_recording', { sessionId: 's' }, (on) => on.exportRecording('s')],
  ['open_recording', undefined, (on) => on.openRecording()],
  ['close_recording', undefined, (on) => on.closeRecording()],
  ['check_balances', { sessionId: 's' }, (on) => on.checkBalances('s')],
  ['check_unfinished', { sessionId: 's' }, (on) => on.checkUnfinished('s')],
  ['forget_unfinished', { sessionId: 's' }, (on) => on.forgetUnfinished('s')],
  ['refresh_deposits', undefined, (on) => on.refreshDeposits()],
  ['stop_waiting', { sessionId: 's' }, (on) => on.stopWaiting('s')],
  ['lock', undefined, (on) => on.lock()],
  ['unlock', undefined, (on) => on.unlock()],
  ['note_activity', undefined, (on) => on.noteActivity()],
  ['set_preferences', { input: preferences }, (on) => on.setPreferences(preferences)],
  ['rename_profile', { profileId: 'p', name: 'n' }, (on) => on.renameProfile('p', 'n')],
  ['start_with_profile', { profileId: null }, (on) => on.startWithProfile(null)],
  ['test_profile', { profileId: 'p' }, (on) => on.testProfile('p')],
  [
    'replace_keys',
    { profileId: 'p', clientId: null, apiKey: 'k' },
    (on) => on.replaceKeys('p', null, 'k'),
  ],
  ['run_diagnostics', undefined, (on) => on.runDiagnostics()],
  ['copy_diagnostics', undefined, (on) => on.copyDiagnostics()],
  ['show_logs', undefined, (on) => on.showLogs()],
  ['open_help', { topic: 'allow_list' }, (on) => on.openHelp('allow_list')],
  ['status_guide', undefined, (on) => on.statusGuide()],
  ['list_scenarios', undefined, (on) => on.listScenarios()],
  ['present', { scenario: 'mfa-text', dark: true }, (on) => on.present('mfa-text', true)],
  ['type_for_customer', { sessionId: 's' }, (on) => on.typeForCustomer('s')],
  ['skip_wait', { sessionId: 's' }, (on) => on.skipWait('s')],
  ['reset_demonstration', undefined, (on) => on.resetDemonstration()],
  ['set_presentation_size', { isOn: true }, (on) => on.setPresentationSize(true)],
  ['print_report', { sessionId: 's' }, (on) => on.printReport('s')],
  ['set_notifications', { isOn: false }, (on) => on.setNotifications(false)],
  ['set_zoom', { zoom: '200' }, (on) => on.setZoom('200')],
  ['set_high_contrast', { isOn: true }, (on) => on.setHighContrast(true)],
  ['set_tray', { isOn: true }, (on) => on.setTray(true)],
];

describe('the Tauri platform', () => {
  beforeEach(() => invoke.mockClear());

  it.each(calls)('%s', async (command, args, call) => {
    await call(tauri);
    expect(invoke.mock.calls).toEqual([args === undefined ? [command] : [command, args]]);
  });

  it('subscribe', async () => {
    const seen: DeskView[] = [];
    await tauri.subscribe((view) => seen.push(view));
    const [command, args] = invoke.mock.calls[0] as unknown as [
      string,
      { onView: { onmessage: (view: unknown) => void } },
    ];
    expect(command).toBe('subscribe');
    args.onView.onmessage('a view');
    expect(seen).toEqual(['a view']);
  });

  it('shows what the page was served with before Rust answers, once', async () => {
    const element = document.createElement('script');
    element.type = 'application/json';
    element.id = 'first-view';
    element.textContent = '"served"';
    document.head.append(element);
    const seen: unknown[] = [];
    void tauri.subscribe((view) => seen.push(view));
    expect(seen).toEqual(['served']);
    expect(document.getElementById('first-view')).toBeNull();
    await tauri.subscribe((view) => seen.push(view));
    expect(seen).toEqual(['served']);
  });

  it('calls every command the shell declares, and no other', () => {
    const names = readFileSync('../src-tauri/src/commands/names.rs', 'utf8');
    const declared = [...names.matchAll(/"([a-z_]+)"/gu)].map(([, name]) => name);
    expect(['subscribe', ...calls.map(([command]) => command)].sort()).toEqual(declared.sort());
  });
});
