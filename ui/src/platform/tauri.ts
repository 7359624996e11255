import { Channel, invoke } from '@tauri-apps/api/core';

import type { Platform } from '.';
import { takeFirstView } from './firstView';
import type { DeskView } from './types';

/** The app around the UI: every call is one declared command of the Tauri shell. */
export const tauri: Platform = {
  subscribe(show) {
    const onView = new Channel<DeskView>();
    onView.onmessage = show;
    const first = takeFirstView();
    if (first !== null) show(first);
    return invoke('subscribe', { onView });
  },

  settleAsked: (id) => invoke('settle_asked', { id }),
  quit: () => invoke('quit'),
  installUpdate: () => invoke('install_update'),

  exploreSandbox: () => invoke('explore_sandbox'),
  testConnection: (input) => invoke('test_connection', { input }),
  saveConnection: (input, keep) => invoke('save_connection', { input, keep }),
  useProfile: (profileId) => invoke('use_profile', { profileId }),
  forgetProfile: (profileId) => invoke('forget_profile', { profileId }),
  disconnect: () => invoke('disconnect'),
  setAppearance: (appearance) => invoke('set_appearance', { appearance }),
  setZoom: (zoom) => invoke('set_zoom', { zoom }),
  setHighContrast: (isOn) => invoke('set_high_contrast', { isOn }),
  setLanguage: (language) => invoke('set_language', { language }),

  findCustomer: (customerId) => invoke('find_customer', { customerId }),
  listCustomers: (query) => invoke('list_customers', { query }),
  readCustomer: (guid) => invoke('read_customer', { guid }),
  createCustomer: (input) => invoke('create_customer', { input }),
  editCustomer: (guid, input) => invoke('edit_customer', { guid, input }),
  deleteCustomer: (guid, typedId) => invoke('delete_customer', { guid, typedId }),
  deleteMember: (userGuid, memberGuid) => invoke('delete_member', { userGuid, memberGuid }),
  deleteMicrodeposit: (userGuid, microdepositGuid) =>
    invoke('delete_microdeposit', { userGuid, microdepositGuid }),
  copyGuid: (text) => invoke('copy_guid', { text }),

  startSession: (input) => invoke('start_session', { input }),
  showSession: (sessionId) => invoke('show_session', { sessionId }),
  takeWidgetTicket: (sessionId) => invoke('take_widget_ticket', { sessionId }),
  widgetMessage: (sessionId, mount, origin, text) =>
    invoke('widget_message', { sessionId, mount, origin, text }),
  widgetMessageRefused: (sessionId, mount, reason, count) =>
    invoke('widget_message_refused', { sessionId, mount, reason, count }),
  act: (sessionId, action) => invoke('act', { sessionId, action }),

  revealNumber: (sessionId, numberId, reason) =>
    invoke('reveal_number', { sessionId, numberId, reason }),
  copyNumber: (sessionId, numberId, part, reason) =>
    invoke('copy_number', { sessionId, numberId, part, reason }),
  saveReport: (sessionId, format, full, reason) =>
    invoke('save_report', { sessionId, format, full, reason }),

  printReport: (sessionId) => invoke('print_report', { sessionId }),

  searchHistory: (query) => invoke('search_history', { query }),
  readHistory: (id) => invoke('read_history', { id }),
  deleteHistory: (id) => invoke('delete_history', { id }),
  exportHistory: (query, format) => invoke('export_history', { query, format }),
  readAudit: (offset, limit) => invoke('read_audit', { offset, limit }),
  verifyAudit: () => invoke('verify_audit'),

  widgetOptions: () => invoke('widget_options'),
  previewWidget: (setup, target, dark) => invoke('preview_widget', { setup, target, dark }),
  copyWidgetRequest: (setup, target, dark, form) =>
    invoke('copy_widget_request', { setup, target, dark, form }),
  readWidgetOptions: (text) => invoke('read_widget_options', { text }),
  listInstitutions: (name, page) => invoke('list_institutions', { name, page }),
  listPresets: () => invoke('list_presets'),
  savePreset: (id, name, setup) => invoke('save_preset', { id, name, setup }),
  renamePreset: (id, name) => invoke('rename_preset', { id, name }),
  duplicatePreset: (id) => invoke('duplicate_preset', { id }),
  deletePreset: (id) => invoke('delete_preset', { id }),
  exportPresets: (id) => invoke('export_presets', { id }),
  importPresets: () => invoke('import_presets'),

  identifyOwners: (sessionId, name) => invoke('identify_owners', { sessionId, name }),
  checkBalances: (sessionId) => invoke('check_balances', { sessionId }),
  listTransactions: (sessionId, query, offset, limit) =>
    invoke('list_transactions', { sessionId, query, offset, limit }),
  summarizeTransactions: (sessionId, query) =>
    invoke('summarize_transactions', { sessionId, query }),
  exportTransactions: (sessionId, query, format) =>
    invoke('export_transactions', { sessionId, query, format }),
  readTransactions: (sessionId) => invoke('read_transactions', { sessionId }),
  refreshAccounts: (sessionId) => invoke('refresh_accounts', { sessionId }),
  extendHistory: (sessionId) => invoke('extend_history', { sessionId }),

  handOver: (sessionId, to, display) => invoke('hand_over', { sessionId, to, display }),
  showCustomerWindow: (sessionId) => invoke('show_customer_window', { sessionId }),
  copyLink: (sessionId) => invoke('copy_link', { sessionId }),
  linkCode: (sessionId) => invoke('link_code', { sessionId }),
  displays: () => invoke('displays'),

  checkUnfinished: (sessionId) => invoke('check_unfinished', { sessionId }),
  forgetUnfinished: (sessionId) => invoke('forget_unfinished', { sessionId }),
  refreshDeposits: () => invoke('refresh_deposits'),
  stopWaiting: (sessionId) => invoke('stop_waiting', { sessionId }),

  inspect: (sessionId, query, offset, limit) =>
    invoke('inspect', { sessionId, query, offset, limit }),
  inspected: (sessionId, revision) => invoke('inspected', { sessionId, revision }),
  inspectEntry: (sessionId, seq) => invoke('inspect_entry', { sessionId, seq }),
  copyCurl: (sessionId, seq) => invoke('copy_curl', { sessionId, seq }),
  exportRecording: (sessionId) => invoke('export_recording', { sessionId }),
  openRecording: () => invoke('open_recording'),
  closeRecording: () => invoke('close_recording'),

  openHelp: (topic) => invoke('open_help', { topic }),
  statusGuide: () => invoke('status_guide'),

  lock: () => invoke('lock'),
  unlock: () => invoke('unlock'),
  noteActivity: () => invoke('note_activity'),
  setPreferences: (input) => invoke('set_preferences', { input }),
  renameProfile: (profileId, name) => invoke('rename_profile', { profileId, name }),
  startWithProfile: (profileId) => invoke('start_with_profile', { profileId }),
  testProfile: (profileId) => invoke('test_profile', { profileId }),
  replaceKeys: (profileId, clientId, apiKey) =>
    invoke('replace_keys', { profileId, clientId, apiKey }),
  listScenarios: () => invoke('list_scenarios'),
  present: (scenario, dark) => invoke('present', { scenario, dark }),
  typeForCustomer: (sessionId) => invoke('type_for_customer', { sessionId }),
  skipWait: (sessionId) => invoke('skip_wait', { sessionId }),
  resetDemonstration: () => invoke('reset_demonstration'),
  setPresentationSize: (isOn) => invoke('set_presentation_size', { isOn }),
  setNotifications: (isOn) => invoke('set_notifications', { isOn }),
  setTray: (isOn) => invoke('set_tray', { isOn }),

  runDiagnostics: () => invoke('run_diagnostics'),
  copyDiagnostics: () => invoke('copy_diagnostics'),
  showLogs: () => invoke('show_logs'),
};
