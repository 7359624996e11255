import type { Platform } from '..';
import type { SessionView } from '../types';
import { aggregation, page, sums } from './transactions';
import { pause } from './pause';

/** What ends an aggregation: transactions, their sums, and accounts that are read anew. */
type Aggregation = Pick<
  Platform,
  | 'listTransactions'
  | 'summarizeTransactions'
  | 'exportTransactions'
  | 'readTransactions'
  | 'refreshAccounts'
  | 'extendHistory'
>;

export function fakeAggregation(
  session: (id: string) => SessionView | null,
  show: (id: string, part: Partial<SessionView>) => void,
): Aggregation {
  return {
    listTransactions: async (id, query, offset, limit) => page(session(id), query, offset, limit),
    summarizeTransactions: async (id, query) => sums(session(id), query),
    exportTransactions: async (id, query, format) => {
      const { total } = page(session(id), query, 0, 0);
      return { path: `/home/agent/Documents/transactions-acme.${format}`, count: total };
    },
    readTransactions: async (id) => show(id, { aggregation: aggregation() }),

    refreshAccounts: async (id) => {
      const before = session(id)?.aggregation;
      if (before == null) return;
      const { refresh } = before;
      show(id, { aggregation: { ...before, refresh: { ...refresh, isWorking: true } } });
      await pause(2000);
      const endedAt = new Date().toISOString();
      const allowedAtMs = Date.now() + 3 * 3_600_000;
      show(id, { aggregation: { ...before, refresh: { ...refresh, endedAt, allowedAtMs } } });
    },

    extendHistory: async (id) => {
      const before = session(id)?.aggregation;
      if (before == null) return;
      const { history } = before;
      show(id, { aggregation: { ...before, history: { ...history, isWorking: true } } });
      await pause(2000);
      const endedAt = new Date().toISOString();
      show(id, { aggregation: { ...before, history: { ...history, endedAt } } });
    },
  };
}
