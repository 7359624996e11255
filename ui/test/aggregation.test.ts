import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';

import type { Platform } from '../src/platform';
import { deskView, environment, problems } from '../src/platform/fake/fixtures';
import { aggregated, page, sums } from '../src/platform/fake/transactions';
import type { AggregationView, DeskView } from '../src/platform/types';
import type { draw as drawn } from '../src/screens/aggregation/chart';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const draw = vi.hoisted(() => vi.fn<typeof drawn>(() => () => undefined));
vi.mock('../src/screens/aggregation/chart', () => ({ draw }));

const say = words.aggregation;
const on = (part: Partial<AggregationView> = {}): DeskView =>
  deskView({ environment: environment('sandbox'), session: aggregated(part) });

async function open(part: Partial<AggregationView> = {}): Promise<Stage> {
  const session = aggregated(part);
  return openApp(on(part), {
    listTransactions: vi.fn<Platform['listTransactions']>(async (_, query, offset, limit) =>
      page(session, query, offset, limit),
    ),
    summarizeTransactions: vi.fn<Platform['summarizeTransactions']>(async (_, query) =>
      sums(session, query),
    ),
  });
}

async function openTable(part: Partial<AggregationView> = {}): Promise<Stage> {
  const stage = await open(part);
  await stage.user.click(screen.getByRole('tab', { name: /^Transactions/u }));
  await screen.findByRole('grid', { name: say.table.label });
  return stage;
}

describe('the accounts', () => {
  it('are grouped, debts are owed, and currencies are never added together', async () => {
    await open();
    const cash = screen.getByRole('region', { name: say.groups.cash });
    expect(within(cash).getByText(say.total).parentElement?.textContent).toMatch(
      /\$4,918\.63\s*CA\$812\.40/u,
    );
    const loans = screen.getByRole('region', { name: say.groups.loans });
    expect(within(loans).getAllByText(say.owed)).toHaveLength(2);
    expect(within(loans).getByText(say.totalOwed)).toBeTruthy();
  });

  it('can be refreshed, and their history extended', async () => {
    const { user, platform } = await open();
    await user.click(screen.getByRole('button', { name: say.gather.refresh }));
    expect(platform.refreshAccounts).toHaveBeenCalledWith('session-1');
    await user.click(screen.getByRole('button', { name: say.gather.history }));
    expect(platform.extendHistory).toHaveBeenCalledWith('session-1');
  });

  it('say when they can be refreshed again', async () => {
    const idle = { isWorking: false, endedAt: null, nothingNew: false, problem: null };
    await open({ refresh: { ...idle, allowedAtMs: Date.now() + 3_600_000 } });
    expect(screen.getByText(/MX can read this bank again from/u)).toBeTruthy();
    expect(
      screen.getByRole<HTMLButtonElement>('button', { name: say.gather.refresh }).disabled,
    ).toBe(true);
  });
});

describe('the tabs', () => {
  it('are chosen with the arrow keys', async () => {
    const { user } = await open();
    screen.getByRole('tab', { name: /^Accounts/u }).focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByRole('tab', { selected: true }).textContent).toContain(
      say.tabs.transactions,
    );
    await user.keyboard('{End}');
    expect(document.activeElement?.textContent).toContain(say.tabs.summary);
  });
});

describe('the transactions', () => {
  it('are a table of which only what is in view is drawn', async () => {
    await openTable();
    const grid = screen.getByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('911');
    const rows = within(grid).getAllByRole('row');
    expect(rows.length).toBeLessThan(40);
    expect(rows[1]?.getAttribute('aria-rowindex')).toBe('2');
    expect(within(grid).getAllByText(say.table.pending).length).toBeGreaterThan(0);
    expect(grid.textContent).toMatch(/-\$\d/u);
  });

  it('are sorted by the column whose header is pressed, and back', async () => {
    const { user, platform } = await openTable();
    const header = (): HTMLElement => screen.getByRole('columnheader', { name: /^Amount/u });
    await user.click(within(header()).getByRole('button'));
    expect(header().getAttribute('aria-sort')).toBe('descending');
    await user.click(within(header()).getByRole('button'));
    expect(header().getAttribute('aria-sort')).toBe('ascending');
    await waitFor(() =>
      expect(platform.listTransactions).toHaveBeenLastCalledWith(
        'session-1',
        expect.objectContaining({ sort: 'amount', ascending: true }),
        0,
        100,
      ),
    );
  });

  it('are searched and filtered, and say how many fit', async () => {
    const { user, platform } = await openTable();
    await user.type(screen.getByLabelText(say.filters.search), 'rail');
    await screen.findByText(say.table.found(182, 910));
    await user.selectOptions(screen.getByLabelText(say.filters.account), 'ACT-2');
    await user.type(screen.getByLabelText(say.filters.from), '2026-11-0');
    await waitFor(() =>
      expect(platform.listTransactions).toHaveBeenLastCalledWith(
        'session-1',
        expect.objectContaining({ text: 'rail', accountGuid: 'ACT-2', fromDate: null }),
        0,
        100,
      ),
    );
    await user.type(screen.getByLabelText(say.filters.search), ' no such thing');
    expect(await screen.findByText(say.states.noneSuch)).toBeTruthy();
    await user.click(screen.getAllByRole('button', { name: say.states.clear })[0] as HTMLElement);
    await screen.findByText(say.table.count(910));
  });

  it('are exported as they are shown', async () => {
    const { user, platform } = await openTable();
    platform.exportTransactions.mockResolvedValue({ path: '/tmp/t.csv', count: 182 });
    await user.type(screen.getByLabelText(say.filters.search), 'rail');
    await user.click(screen.getByRole('button', { name: say.export.label }));
    await user.click(screen.getByRole('menuitem', { name: say.export.formats.csv }));
    expect(platform.exportTransactions).toHaveBeenCalledWith(
      'session-1',
      expect.objectContaining({ text: 'rail' }),
      'csv',
    );
    expect(await screen.findByText(say.export.saved(182, '/tmp/t.csv'))).toBeTruthy();
  });

  it('that can’t be shown can be asked for again', async () => {
    const { user, platform } = await openTable();
    const problem = { code: 'internal' as const, message: 'Lost.', nextStep: '', requestId: null };
    platform.listTransactions.mockRejectedValueOnce(problem);
    await user.type(screen.getByLabelText(say.filters.search), 'rail');
    expect(await screen.findByText('Lost.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.records.retry }));
    expect(await screen.findByText(say.table.found(182, 910))).toBeTruthy();
    expect(screen.queryByText('Lost.')).toBeNull();
  });

  it('say that MX is still reading, and can be read again after a failure', async () => {
    const { transactions } = aggregated().aggregation ?? {};
    if (transactions === undefined) throw new Error('no transactions');
    const { user, show, platform } = await open({
      transactions: { ...transactions, state: 'waiting', count: 0 },
    });
    await user.click(screen.getByRole('tab', { name: /^Transactions/u }));
    expect(screen.getByText(say.states.waiting)).toBeTruthy();
    expect(platform.listTransactions).not.toHaveBeenCalled();
    const problem = { code: 'timed_out' as const, message: 'Late.', nextStep: '', requestId: null };
    await show(on({ transactions: { ...transactions, state: 'failed', count: 0, problem } }));
    await user.click(screen.getByRole('button', { name: say.states.failed }));
    expect(platform.readTransactions).toHaveBeenCalledWith('session-1');
  });
});

describe('the summary', () => {
  it('that can’t be read is read when asked again', async () => {
    const { user, platform } = await open();
    vi.mocked(platform.summarizeTransactions).mockRejectedValueOnce(problems.offline);
    await user.click(screen.getByRole('tab', { name: say.tabs.summary }));
    expect(await screen.findByText(problems.offline.message)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.records.retry }));
    expect(await screen.findByRole('img')).toBeTruthy();
    expect(screen.queryByText(problems.offline.message)).toBeNull();
  });

  it('adds up what the filters show, each currency by itself, and has its chart as a table', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('tab', { name: say.tabs.summary }));
    expect(await screen.findByText('$8,412.90')).toBeTruthy();
    expect(draw).toHaveBeenCalled();
    expect(screen.getByRole('img', { name: /^Chart:/u })).toBeTruthy();
    expect(screen.getAllByRole('rowheader', { hidden: true })).toHaveLength(14);
    await user.click(screen.getByRole('radio', { name: 'CAD' }));
    expect(await screen.findByText('CA$8,412.90')).toBeTruthy();
  });

  it('says that it leaves out what the table’s filters do, and lets them be cleared', async () => {
    const { user, platform } = await open();
    await user.click(
      screen.getByRole('tab', { name: new RegExp(`^${say.tabs.transactions}`, 'u') }),
    );
    await user.type(screen.getByLabelText(say.filters.search), 'rail');
    await user.click(screen.getByRole('tab', { name: say.tabs.summary }));
    expect(await screen.findByText(say.summary.filtered)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.states.clear }));
    expect(screen.queryByText(say.summary.filtered)).toBeNull();
    expect(platform.summarizeTransactions).toHaveBeenLastCalledWith(
      'session-1',
      expect.objectContaining({ text: '' }),
    );
  });

  it('says that there is no chart where none can be drawn, and keeps the table', async () => {
    draw.mockImplementationOnce((_box, _periods, _when, _names, failed) => {
      failed();
      return () => undefined;
    });
    const { user } = await open();
    await user.click(screen.getByRole('tab', { name: say.tabs.summary }));
    expect(await screen.findByText(say.summary.noChart)).toBeTruthy();
    expect(screen.queryByRole('img', { name: /^Chart:/u })).toBeNull();
    expect(screen.getAllByRole('rowheader', { hidden: true })).toHaveLength(14);
  });
});

it.each(['transactions', 'summary'] as const)(
  'the tab %s has no accessibility faults',
  async (tab) => {
    const { user } = await open();
    await user.click(screen.getByRole('tab', { name: new RegExp(`^${say.tabs[tab]}`, 'u') }));
    await screen.findByRole(tab === 'summary' ? 'img' : 'grid');
    const { violations } = await axe.run(document, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  },
);
