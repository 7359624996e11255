import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import type { Platform } from '../src/platform';
import {
  deskView,
  doneSession,
  environment,
  problem,
  summary,
} from '../src/platform/fake/fixtures';
import { historyRow } from '../src/platform/fake/records';
import type {
  DeskView,
  HistoryDetails,
  HistoryPage,
  HistoryRow,
  PolicyView,
} from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.records;
const idle = (): DeskView => deskView({ environment: environment('sandbox') });
const done = (policy: Partial<PolicyView> = {}): DeskView => {
  const view = deskView({ environment: environment('sandbox'), session: doneSession() });
  return { ...view, policy: { ...view.policy, ...policy } };
};
const page = (count: number): HistoryPage => ({
  rows: Array.from({ length: Math.min(count, 100) }, (_, at) => historyRow(at)),
  total: count,
  offset: 0,
});
const reasonNeeded = problem('reason_needed', 'A reason is needed.', 'Say why.');

/** The element a person would press, by the name automation has for it. */
function press(action: string, at = 0): HTMLElement {
  const found = document.querySelectorAll<HTMLElement>(`[data-action="${action}"]`)[at];
  if (found === undefined) throw new Error(`no ${action}`);
  return found;
}

async function history(answers: Parameters<typeof openApp>[1] = {}): Promise<Stage> {
  const stage = await openApp(idle(), answers);
  await stage.user.click(screen.getByRole('button', { name: words.shell.places.history }));
  return stage;
}

describe('the history', () => {
  it('says of test deposits that MX doesn’t know the bank, not that none was chosen', async () => {
    const bankless = { ...historyRow(0), institution: null };
    const rows = [
      { ...bankless, id: 'by-deposits', masks: ['•••• 9876'] },
      { ...bankless, id: 'nothing', masks: [], outcome: 'stopped' as const },
    ];
    await history({ searchHistory: vi.fn(async () => ({ rows, total: 2, offset: 0 })) });
    const row = (id: string): HTMLElement | null =>
      document.querySelector(`[data-session="${id}"]`);
    await waitFor(() =>
      expect(row('by-deposits')?.textContent).toContain(words.deposits.list.noBank),
    );
    expect(row('nothing')?.textContent).toContain(say.sessions.noBank);
  });

  it('lists what was found and searches while one types', async () => {
    const { user, platform } = await history({ searchHistory: vi.fn(async () => page(3)) });
    expect(await screen.findByText('acme-20931')).toBeTruthy();
    expect(screen.getByText(say.sessions.count(3))).toBeTruthy();
    await user.type(screen.getByLabelText(say.sessions.search), 'MX b');
    await waitFor(() =>
      expect(platform.searchHistory).toHaveBeenLastCalledWith(
        expect.objectContaining({ text: 'MX b', outcome: null, offset: 0 }),
      ),
    );
    await user.click(screen.getByRole('radio', { name: say.sessions.outcomes.done }));
    await waitFor(() =>
      expect(platform.searchHistory).toHaveBeenLastCalledWith(
        expect.objectContaining({ text: 'MX b', outcome: 'done' }),
      ),
    );
  });

  it('asks for a whole day also where clocks change on it', async () => {
    vi.stubEnv('TZ', 'America/New_York');
    const { user, platform } = await history({ searchHistory: vi.fn(async () => page(3)) });
    // On 1 November 2026 it had 25 hours there.
    for (const label of [say.sessions.from, say.sessions.until]) {
      await user.type(screen.getByLabelText(label), '2026-11-01');
    }
    await waitFor(() =>
      expect(platform.searchHistory).toHaveBeenLastCalledWith(
        expect.objectContaining({
          fromMs: Date.parse('2026-11-01T00:00:00-04:00'),
          untilMs: Date.parse('2026-11-02T00:00:00-05:00'),
        }),
      ),
    );
    vi.unstubAllEnvs();
  });

  it('says of an empty date that any day is meant, and takes a chosen one back', async () => {
    const { user, platform } = await history({ searchHistory: vi.fn(async () => page(3)) });
    const from = screen.getByLabelText<HTMLInputElement>(say.sessions.from);
    const described = (): string | null | undefined =>
      document.getElementById(from.getAttribute('aria-describedby') ?? '')?.textContent;
    const back = `${words.app.colon(say.sessions.from)} ${say.sessions.anyDay}`;
    expect(described()).toBe(say.sessions.anyDay);
    expect(screen.queryByRole('button', { name: back })).toBeNull();

    await user.type(from, '2026-11-01');
    expect(described()).toBeUndefined();
    await user.click(screen.getByRole('button', { name: back }));
    expect(from.value).toBe('');
    expect(document.activeElement).toBe(from);
    expect(described()).toBe(say.sessions.anyDay);
    await waitFor(() =>
      expect(platform.searchHistory).toHaveBeenLastCalledWith(
        expect.objectContaining({ fromMs: null, untilMs: null }),
      ),
    );
  });

  it('shows a session with what happened in it, and deletes it after a question', async () => {
    const { user, platform } = await history({
      searchHistory: vi.fn(async () => page(2)),
      readHistory: vi.fn(async () => ({
        row: historyRow(0),
        userGuid: 'USR-1',
        memberGuid: null,
        microdepositGuid: null,
        timeline: [
          {
            seq: 0,
            atMs: 61_000,
            source: 'widget' as const,
            kind: 'k',
            text: 'Customer chose MX Bank',
            tone: 'good' as const,
          },
        ],
      })),
    });
    await user.click(await screen.findByText('acme-20931'));
    const details = within(screen.getByRole('complementary', { name: say.details.title }));
    expect(await details.findByText('Customer chose MX Bank')).toBeTruthy();
    expect(details.getByText('01:01')).toBeTruthy();
    await user.click(details.getByRole('button', { name: say.details.remove }));
    expect(platform.deleteHistory).not.toHaveBeenCalled();
    await user.click(press('confirm'));
    expect(platform.deleteHistory).toHaveBeenCalledWith('past-0');
  });

  it('shows that the steps can’t be read, and reads them when asked again', async () => {
    const readHistory = vi
      .fn<Platform['readHistory']>()
      .mockRejectedValueOnce(problem('storage_failed', 'The journal failed.', 'Try again.'))
      .mockResolvedValue({
        row: historyRow(0),
        userGuid: 'USR-1',
        memberGuid: null,
        microdepositGuid: null,
        timeline: [],
      });
    const { user } = await history({ searchHistory: vi.fn(async () => page(2)), readHistory });
    await user.click(await screen.findByText('acme-20931'));
    const details = within(screen.getByRole('complementary', { name: say.details.title }));
    expect(await details.findByText('The journal failed.')).toBeTruthy();
    await user.click(details.getByRole('button', { name: say.retry }));
    expect(await details.findByTitle('USR-1')).toBeTruthy();
    expect(details.queryByText('The journal failed.')).toBeNull();
  });

  describe('of a session', () => {
    const about = (part: Partial<HistoryRow> = {}): HistoryDetails => ({
      row: { ...historyRow(1), apiHost: environment('sandbox').apiHost, ...part },
      userGuid: null,
      memberGuid: null,
      microdepositGuid: null,
      timeline: [],
    });

    it('that is open still says so and leads to it', async () => {
      const open = { ...summary(doneSession()), id: 'past-1' };
      const view = { ...idle(), sessions: [open] };
      const stage = await openApp(view, {
        searchHistory: vi.fn(async () => page(2)),
        readHistory: vi.fn(async () => about()),
      });
      await stage.user.click(screen.getByRole('button', { name: words.shell.places.history }));
      await stage.user.click(await screen.findByText(say.sessions.open));
      await stage.user.click(await screen.findByRole('button', { name: say.details.show }));
      expect(stage.platform.showSession).toHaveBeenCalledWith('past-1');
      expect(screen.queryByRole('button', { name: say.details.remove })).toBeNull();
    });

    it('has a way to verify its customer, at the MX that knows them', async () => {
      const readHistory = vi.fn(async () => about());
      const { user } = await history({ searchHistory: vi.fn(async () => page(2)), readHistory });
      await user.click(await screen.findByText(historyRow(1).customerId));
      await user.click(await screen.findByRole('button', { name: say.details.verify }));
      const field = await screen.findByLabelText<HTMLInputElement>(words.verify.customerId);
      expect(field.value).toBe(historyRow(1).customerId);

      readHistory.mockResolvedValue(about({ apiHost: 'api.example.com' }));
      await user.click(screen.getByRole('button', { name: words.shell.places.history }));
      await user.click(await screen.findByText(historyRow(1).customerId));
      await screen.findByRole('button', { name: say.details.remove });
      expect(screen.queryByRole('button', { name: say.details.verify })).toBeNull();
    });
  });

  it('says that nothing was found, and why it could not look', async () => {
    await history();
    expect(await screen.findByText(say.sessions.none)).toBeTruthy();
  });

  it('shows a failure with a way to try again', async () => {
    const failing = vi.fn(() =>
      Promise.reject(problem('storage_failed', 'The journal failed.', 'Restart.')),
    );
    const { user } = await history({ searchHistory: failing });
    expect(await screen.findByText('The journal failed.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.retry }));
    expect(failing).toHaveBeenCalledTimes(2);
  });

  it('is exported as it is narrowed', async () => {
    const { user, platform } = await history({ searchHistory: vi.fn(async () => page(1)) });
    await user.type(await screen.findByLabelText(say.sessions.search), 'x');
    await user.click(screen.getByRole('button', { name: say.sessions.export }));
    await user.click(screen.getByRole('menuitem', { name: say.sessions.exportAs.csv }));
    expect(platform.exportHistory).toHaveBeenCalledWith(
      expect.objectContaining({ text: 'x' }),
      'csv',
    );
  });
});

describe('the audit log', () => {
  it('says what the check found', async () => {
    const text = 'Entry 3 is not as it was written.';
    const { user } = await history({
      verifyAudit: vi.fn(async () => ({ intact: false, entries: 5, firstBad: 3, text })),
    });
    await user.click(screen.getByRole('radio', { name: say.tabs.audit }));
    await user.click(screen.getByRole('button', { name: say.audit.verify }));
    expect(await screen.findByText(text, { exact: false })).toBeTruthy();
    expect(document.querySelector('[data-intact="false"]')?.textContent).toContain(
      say.audit.broken,
    );
  });
});

describe('a reason', () => {
  it('is asked for when one is needed, and once for a session', async () => {
    const revealNumber = vi.fn(async (_s: string, _n: string, reason: string | null) => {
      if (reason === null) throw reasonNeeded;
      return { accountNumber: '000123454403', hideAfterMs: 30_000 };
    });
    const { user, platform } = await openApp(done({ revealReason: true }), { revealNumber });
    await user.click(press('reveal'));
    await user.type(await screen.findByLabelText(say.reason.label), 'wire transfer');
    await user.click(screen.getByRole('button', { name: say.reason.confirm }));
    await waitFor(() => expect(document.querySelector('[data-revealed="true"]')).toBeTruthy());
    expect(revealNumber).toHaveBeenLastCalledWith('session-1', expect.anything(), 'wire transfer');

    await user.click(press('copy-account', 1));
    expect(platform.copyNumber).toHaveBeenCalledWith(
      'session-1',
      expect.anything(),
      'account',
      'wire transfer',
    );
  });
});

describe('a report', () => {
  it('is masked unless full numbers are chosen and a reason is given', async () => {
    const { user, platform } = await openApp(done());
    await user.click(screen.getByRole('button', { name: say.report.save }));
    await user.click(screen.getByRole('button', { name: say.report.confirm }));
    expect(platform.saveReport).toHaveBeenLastCalledWith('session-1', 'pdf', false, null);
  });

  it('offers no full numbers where the policy forbids them, and nothing where it forbids all', async () => {
    const stage = await openApp(done({ export: 'masked' }));
    await stage.user.click(screen.getByRole('button', { name: say.report.save }));
    expect(screen.getByLabelText<HTMLInputElement>(say.report.full).disabled).toBe(true);
    await stage.show(done({ export: 'none' }));
    expect(document.querySelector('[data-action="save-report"]')).toBeNull();
  });
});
