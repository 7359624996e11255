import type {
  AggregationView,
  CurrencySummary,
  Money,
  SessionView,
  TransactionPage,
  TransactionQuery,
  TransactionRow,
  TransactionsStanding,
  TransactionsSummary,
  VerifiedAccount,
} from '../types';
import { doneSession, problem, result } from './fixtures';

const usd = (amount: string): Money => ({ amount, currency: 'USD' });

const of = (
  accountGuid: string,
  name: string,
  kind: string,
  balance: Money | null,
  available: Money | null = null,
): VerifiedAccount => ({ accountGuid, name, kind, balance, available, numbers: [] });

const accounts: VerifiedAccount[] = [
  of('ACT-1', 'Everyday Checking', 'CHECKING', usd('4918.63'), usd('4800.00')),
  of(
    'ACT-2',
    'Rainy day savings with a name that is much longer than anybody needs',
    'SAVINGS',
    usd('506398.85'),
  ),
  of('ACT-3', 'Platinum Card', 'CREDIT_CARD', usd('8356.55'), usd('3000.00')),
  of('ACT-4', 'Car loan', 'LOAN', usd('14587.80')),
  of('ACT-5', 'House', 'MORTGAGE', usd('210078.13')),
  of('ACT-6', 'Compte en dollars canadiens', 'CHECKING', { amount: '812.40', currency: 'CAD' }),
];

const standing = (part: Partial<TransactionsStanding> = {}): TransactionsStanding => ({
  state: 'ready',
  revision: 1,
  count: 910,
  read: 910,
  expected: 910,
  firstOn: '2026-08-23',
  lastOn: '2026-11-21',
  isCut: false,
  problem: null,
  ...part,
});

const idle = {
  isWorking: false,
  allowedAtMs: null,
  endedAt: null,
  nothingNew: false,
  problem: null,
};

export function aggregation(part: Partial<AggregationView> = {}): AggregationView {
  const group = (
    kind: AggregationView['groups'][number]['kind'],
    guids: readonly string[],
    totals: Money[],
  ): AggregationView['groups'][number] => ({
    kind,
    isDebt: kind === 'cards' || kind === 'loans',
    accounts: accounts.filter(({ accountGuid }) => guids.includes(accountGuid)),
    totals,
  });
  return {
    groups: [
      group('cash', ['ACT-1', 'ACT-6'], [usd('4918.63'), { amount: '812.40', currency: 'CAD' }]),
      group('savings', ['ACT-2'], [usd('506398.85')]),
      group('cards', ['ACT-3'], [usd('8356.55')]),
      group('loans', ['ACT-4', 'ACT-5'], [usd('224665.93')]),
    ],
    transactions: standing(),
    refresh: idle,
    history: idle,
    ...part,
  };
}

/** A session that ended in accounts and transactions. */
export const aggregated = (part: Partial<AggregationView> = {}): SessionView =>
  doneSession({
    mode: 'aggregation',
    result: result({
      accounts,
      method:
        'The customer signed in at the bank in MX Connect, and MX obtained the accounts from the bank.',
    }),
    aggregation: aggregation(part),
  });

/** What aggregation shows, by the name `?screen=` takes. */
export const aggregationScreens: Record<string, () => SessionView> = {
  aggregated: () => aggregated(),
  'aggregated-early': () =>
    aggregated({
      refresh: {
        ...idle,
        allowedAtMs: Date.now() + 2 * 3_600_000,
        endedAt: '2026-11-21T09:52:00Z',
        nothingNew: true,
      },
      history: { ...idle, isWorking: true },
    }),
  'aggregated-waiting': () =>
    aggregated({ transactions: standing({ state: 'waiting', count: 0 }) }),
  'aggregated-reading': () =>
    aggregated({
      transactions: standing({ state: 'reading', count: 0, read: 34_000, expected: 100_000 }),
    }),
  'aggregated-failed': () =>
    aggregated({
      transactions: standing({
        state: 'failed',
        count: 0,
        problem: problem('timed_out', 'MX has not finished yet.', 'Ask again in a few minutes.'),
      }),
      history: {
        ...idle,
        problem: problem('not_allowed', 'MX does not do this here.', 'Ask MX to enable it.'),
      },
    }),
  'aggregated-none': () => aggregated({ transactions: standing({ count: 0 }) }),
  'aggregated-many': () => aggregated({ transactions: standing({ count: 100_000, isCut: true }) }),
};

const shops = [
  'Tallowby Market',
  'Odderly Outfitters',
  'Quillmere Rail',
  'Wexmoor Works',
  'Pemberly & Daughters, purveyors of fine stationery and everything beside',
];
const categories = ['Groceries', 'Clothing', 'Public Transportation', 'Paycheck', 'Shopping'];
const DAY_MS = 86_400_000;

function made(count: number): TransactionRow[] {
  const latest = Date.parse('2026-11-21T00:00:00Z');
  return Array.from({ length: count }, (_, n) => {
    const kind = (n * 7) % 5;
    const cents = ((n * 7919) % 90_000) + 99;
    const text = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    return {
      guid: `TRN-${n}`,
      accountGuid: n % 40 === 0 ? 'ACT-6' : `ACT-${(n % 3) + 1}`,
      date: new Date(latest - Math.floor((n / count) * 90) * DAY_MS).toISOString().slice(0, 10),
      description: `${shops[kind] ?? ''} ${n}`,
      category: categories[kind] ?? null,
      amount: {
        amount: kind === 3 ? text : `-${text}`,
        currency: n % 40 === 0 ? 'CAD' : 'USD',
      },
      isPending: n < 4,
    };
  });
}

let known: TransactionRow[] = [];

function found(count: number, query: TransactionQuery): TransactionRow[] {
  if (known.length !== count) known = made(count);
  const wanted = query.text.toLowerCase().split(/\s+/u);
  const cents = (row: TransactionRow): number => Number(row.amount?.amount ?? 0);
  const rows = known.filter(
    (row) =>
      (query.accountGuid === null || row.accountGuid === query.accountGuid) &&
      (query.direction === null || (query.direction === 'in') === cents(row) > 0) &&
      (query.status === null || (query.status === 'pending') === row.isPending) &&
      (query.fromDate === null || (row.date ?? '') >= query.fromDate) &&
      (query.untilDate === null || (row.date ?? '') <= query.untilDate) &&
      wanted.every((word) => `${row.description} ${row.category}`.toLowerCase().includes(word)),
  );
  const column = query.sort === 'account' ? 'accountGuid' : query.sort;
  const text = (row: TransactionRow): string => (column === 'amount' ? null : row[column]) ?? '';
  const order = (a: TransactionRow, b: TransactionRow): number =>
    query.sort === 'amount' ? cents(a) - cents(b) : text(a).localeCompare(text(b));
  return rows.sort((a, b) => (query.ascending ? order(a, b) : order(b, a)));
}

export function page(
  session: SessionView | null,
  query: TransactionQuery,
  offset: number,
  limit: number,
): TransactionPage {
  const rows = found(session?.aggregation?.transactions.count ?? 0, query);
  return { rows: rows.slice(offset, offset + limit), total: rows.length, revision: 1 };
}

/** Sums that are made up, but for how many there are. */
export function sums(session: SessionView | null, query: TransactionQuery): TransactionsSummary {
  const count = found(session?.aggregation?.transactions.count ?? 0, query).length;
  const currency = (code: string, share: number): CurrencySummary => {
    const money = (amount: string): Money => ({ amount, currency: code });
    return {
      currency: code,
      count: Math.round(count * share),
      moneyIn: money('8412.90'),
      moneyOut: money('6120.44'),
      transfers: 12,
      categories: [
        { name: 'Food & Dining', amount: money('3100.20'), share: 507, count: 88 },
        { name: 'Shopping', amount: money('1820.24'), share: 297, count: 41 },
        { name: 'Auto & Transport', amount: money('1000.00'), share: 163, count: 30 },
        { name: null, amount: money('200.00'), share: 33, count: 3 },
      ],
      step: 'week',
      periods: Array.from({ length: 14 }, (_, n) => ({
        from: new Date(Date.parse('2026-08-17T00:00:00Z') + n * 7 * DAY_MS)
          .toISOString()
          .slice(0, 10),
        moneyIn: money(n % 2 === 0 ? '1201.84' : '0'),
        moneyOut: money(`${200 + ((n * 137) % 500)}.10`),
      })),
    };
  };
  return {
    revision: 1,
    currencies: count === 0 ? [] : [currency('USD', 0.975), currency('CAD', 0.025)],
  };
}
