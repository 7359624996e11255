import type {
  AccountGroupKind,
  PeriodStep,
  TransactionFormat,
  TransactionSort,
} from '../../platform/types';
import { plural } from './plural';
import { number } from '../region';

/** Accounts and transactions. */
export const aggregation = {
  tabs: { accounts: 'Accounts', transactions: 'Transactions', summary: 'Summary' },
  kept: '“Finish” goes back, “Start over” opens a new widget for this customer. Either way accounts and transactions leave memory: export the transactions first if you need them.',
  tabList: 'What was gathered',
  unknownAmount: 'Amount unknown',

  groups: {
    cash: 'Checking and cash',
    savings: 'Savings',
    cards: 'Credit cards',
    loans: 'Loans and mortgages',
    investments: 'Investments',
    property: 'Property',
    insurance: 'Insurance',
    other: 'Other',
  } satisfies Record<AccountGroupKind, string>,
  owed: 'owed',
  total: 'Total',
  totalOwed: 'Total owed',
  noBalance: 'Balance unknown',
  available: (amount: string) => `${amount} available`,
  availableCredit: (amount: string) => `${amount} credit available`,

  gather: {
    title: 'Keep up to date',
    refresh: 'Refresh',
    refreshLead:
      'MX reads accounts and transactions at the bank again, at most once every three hours.',
    refreshAt: (at: string) => `MX can read this bank again from ${at}.`,
    refreshing: 'MX is reading the bank again…',
    refreshed: (at: string) => `Refreshed ${at}.`,
    nothingNew: 'MX did not ask the bank again: it had a short while ago.',
    history: 'Extend to 24 months',
    historyLead: 'A longer history, where the bank offers it. The three hours don’t apply to it.',
    gettingHistory: 'MX is reading a longer history at the bank…',
    gotHistory: (at: string) => `Longer history read ${at}.`,
  },

  states: {
    waiting: 'MX is still reading the transactions at the bank. They appear here by themselves.',
    reading: (read: number, expected: number | null) =>
      expected === null
        ? 'Reading transactions…'
        : `Reading transactions: ${number(read)} of ${number(expected)}`,
    dropped: 'The transactions left memory while the desk was locked. They are being read again.',
    failed: 'Read again',
    none: 'No transactions',
    noneNext: 'The bank has shown MX none for these accounts.',
    noneSuch: 'No transaction fits',
    clear: 'Clear the filters',
    cut: (count: number) => `There are more at MX: the newest ${number(count)} are here.`,
  },

  table: {
    label: 'Transactions',
    count: (count: number) => plural(count, 'transaction', 'transactions'),
    found: (found: number, all: number) =>
      `${number(found)} of ${plural(all, 'transaction', 'transactions')}`,
    columns: {
      date: 'Date',
      description: 'Description',
      category: 'Category',
      account: 'Account',
      amount: 'Amount',
    } satisfies Record<TransactionSort, string>,
    pending: 'Pending',
    noDate: 'No date',
    noCategory: 'No category',
  },

  filters: {
    search: 'Search transactions',
    searchHint: 'Description, category or amount',
    account: 'Account',
    allAccounts: 'All accounts',
    direction: 'Money in or out',
    directions: { all: 'In and out', in: 'Money in', out: 'Money out' },
    status: 'Status',
    statuses: { all: 'Posted and pending', posted: 'Posted', pending: 'Pending' },
    from: 'From',
    until: 'Until',
  },

  export: {
    label: 'Export the transactions shown',
    face: 'Export',
    formats: { csv: 'CSV, for a spreadsheet', json: 'JSON' } satisfies Record<
      TransactionFormat,
      string
    >,
    saved: (count: number, path: string) =>
      `${plural(count, 'transaction', 'transactions')} saved in ${path}`,
  },

  summary: {
    currency: 'Currency',
    noCurrency: 'No currency',
    moneyIn: 'Money in',
    moneyOut: 'Money out',
    categories: 'Money out by category group',
    other: 'No category',
    noSpending: 'No money went out.',
    overTime: {
      day: 'Day by day',
      week: 'Week by week',
      month: 'Month by month',
    } satisfies Record<PeriodStep, string>,
    period: { day: 'Day', week: 'Week from', month: 'Month' } satisfies Record<PeriodStep, string>,
    asTable: 'Show as a table',
    noChart: 'The chart can’t be drawn here. Its figures are in the table.',
    chart: (title: string) => `Chart: ${title}. The same figures are in the table below it.`,
    of: (count: number, transfers: number) =>
      `Of ${plural(count, 'transaction', 'transactions')} in the list` +
      (transfers > 0 ? ` · ${plural(transfers, 'transfer', 'transfers')} left out` : ''),
    /** Beside that, where the table's filters leave some out. */
    filtered: '· Only those that the filters of Transactions show.',
    loading: 'Adding up…',
  },
};
