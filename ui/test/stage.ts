import { render } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { vi, type Mock } from 'vitest';

import App from '../src/App.svelte';
import type { Platform } from '../src/platform';
import { preview } from '../src/platform/fake/configure';
import { statusGuide } from '../src/platform/fake/fixtures';
import type { DeskView } from '../src/platform/types';

type Stub = { [Call in keyof Platform]: Mock<Platform[Call]> };

/** The app on a platform whose every call the test answers itself. */
export interface Stage {
  platform: Stub;
  /** Pushes a view, as Rust would. */
  show: (view: DeskView) => Promise<void>;
  user: ReturnType<typeof userEvent.setup>;
}

export async function openApp(view: DeskView, answers: Partial<Stub> = {}): Promise<Stage> {
  let push: (view: DeskView) => void = () => undefined;
  const nothing = async (): Promise<void> => undefined;
  const platform: Stub = {
    subscribe: vi.fn(async (onView) => {
      push = onView;
      onView(view);
    }),
    setNotifications: vi.fn(nothing),
    setTray: vi.fn(nothing),
    setZoom: vi.fn(nothing),
    setHighContrast: vi.fn(nothing),
    printReport: vi.fn(nothing),
    installUpdate: vi.fn(nothing),
    settleAsked: vi.fn(nothing),
    quit: vi.fn(nothing),
    exploreSandbox: vi.fn(nothing),
    testConnection: vi.fn(async () => ({ ok: true, elapsedMs: 12, problem: null })),
    saveConnection: vi.fn(nothing),
    useProfile: vi.fn(nothing),
    forgetProfile: vi.fn(nothing),
    disconnect: vi.fn(nothing),
    setAppearance: vi.fn(nothing),
    setLanguage: vi.fn(nothing),
    findCustomer: vi.fn(async () => ({ customer: null, members: [] })),
    listCustomers: vi.fn(async ({ page }) => ({
      customers: [],
      page,
      perPage: 100,
      pages: 1,
      total: 0,
    })),
    readCustomer: vi.fn(() => new Promise<never>(() => undefined)),
    createCustomer: vi.fn(async () => 'USR-1'),
    editCustomer: vi.fn(nothing),
    deleteCustomer: vi.fn(nothing),
    deleteMember: vi.fn(nothing),
    deleteMicrodeposit: vi.fn(nothing),
    refreshDeposits: vi.fn(nothing),
    stopWaiting: vi.fn(nothing),
    copyGuid: vi.fn(nothing),
    startSession: vi.fn(async () => 'session-1'),
    showSession: vi.fn(nothing),
    takeWidgetTicket: vi.fn(async () => ({
      url: 'https://widgets.example.com/connect/secret-token',
      origin: 'https://widgets.example.com',
      mount: view.session?.widgetMount ?? 1,
    })),
    widgetMessage: vi.fn(nothing),
    widgetMessageRefused: vi.fn(nothing),
    act: vi.fn(nothing),
    revealNumber: vi.fn(async () => ({ accountNumber: '000123454403', hideAfterMs: 30_000 })),
    copyNumber: vi.fn(nothing),
    saveReport: vi.fn(async () => ({ path: '/home/agent/report.pdf', count: 2 })),
    searchHistory: vi.fn(async ({ offset }) => ({ rows: [], total: 0, offset })),
    readHistory: vi.fn(() => new Promise<never>(() => undefined)),
    deleteHistory: vi.fn(nothing),
    exportHistory: vi.fn(async () => ({ path: '/home/agent/history.csv', count: 0 })),
    widgetOptions: vi.fn(async () => []),
    previewWidget: vi.fn(async () => preview()),
    copyWidgetRequest: vi.fn(nothing),
    readWidgetOptions: vi.fn(async () => ({ options: {}, refused: [] })),
    listInstitutions: vi.fn(async (_, page) => ({ institutions: [], page, pages: 1, total: 0 })),
    listPresets: vi.fn(async () => []),
    savePreset: vi.fn(async () => 'preset-1'),
    renamePreset: vi.fn(nothing),
    duplicatePreset: vi.fn(async () => 'preset-2'),
    deletePreset: vi.fn(nothing),
    exportPresets: vi.fn(async () => null),
    importPresets: vi.fn(async () => null),
    readAudit: vi.fn(async (offset) => ({ entries: [], total: 0, offset })),
    verifyAudit: vi.fn(async () => ({ intact: true, entries: 0, firstBad: null, text: '' })),
    identifyOwners: vi.fn(nothing),
    checkBalances: vi.fn(nothing),
    listTransactions: vi.fn(async () => ({ rows: [], total: 0, revision: 1 })),
    summarizeTransactions: vi.fn(async () => ({ currencies: [], revision: 1 })),
    exportTransactions: vi.fn(async () => null),
    readTransactions: vi.fn(nothing),
    refreshAccounts: vi.fn(nothing),
    extendHistory: vi.fn(nothing),
    inspect: vi.fn(() => new Promise<never>(() => undefined)),
    inspected: vi.fn(() => new Promise<never>(() => undefined)),
    inspectEntry: vi.fn(() => new Promise<never>(() => undefined)),
    copyCurl: vi.fn(nothing),
    exportRecording: vi.fn(async () => null),
    openRecording: vi.fn(async () => null),
    closeRecording: vi.fn(nothing),
    handOver: vi.fn(nothing),
    showCustomerWindow: vi.fn(nothing),
    copyLink: vi.fn(nothing),
    linkCode: vi.fn(async () => ({ size: 2, modules: '1001' })),
    displays: vi.fn(async () => []),
    checkUnfinished: vi.fn(nothing),
    forgetUnfinished: vi.fn(nothing),
    openHelp: vi.fn(nothing),
    statusGuide: vi.fn(async () => statusGuide),
    lock: vi.fn(nothing),
    unlock: vi.fn(nothing),
    noteActivity: vi.fn(nothing),
    setPreferences: vi.fn(nothing),
    renameProfile: vi.fn(nothing),
    startWithProfile: vi.fn(nothing),
    testProfile: vi.fn(async () => ({ ok: true, elapsedMs: 12, problem: null })),
    replaceKeys: vi.fn(nothing),
    listScenarios: vi.fn(async () => []),
    present: vi.fn(async () => 'session-1'),
    typeForCustomer: vi.fn(nothing),
    skipWait: vi.fn(nothing),
    resetDemonstration: vi.fn(nothing),
    setPresentationSize: vi.fn(nothing),
    runDiagnostics: vi.fn(async () => ({ checks: [], text: '' })),
    copyDiagnostics: vi.fn(nothing),
    showLogs: vi.fn(nothing),
    ...answers,
  };
  render(App, { platform });
  await tick();
  return {
    platform,
    show: async (next) => {
      push(next);
      await tick();
    },
    user: userEvent.setup({ delay: null }),
  };
}
