import { describe, expect, it, vi } from 'vitest';

import { customerRow } from '../src/platform/fake/customers';
import { problems } from '../src/platform/fake/fixtures';
import type { CustomerPage, CustomerQuery } from '../src/platform/types';
import { MOST_PAGES, Pages } from '../src/screens/customers/pages.svelte';

const TOTAL = 100_000;
const all = { id: '', email: '', disabled: null };

const answer = async ({ page }: CustomerQuery): Promise<CustomerPage> => ({
  customers: Array.from({ length: 100 }, (_, at) => customerRow((page - 1) * 100 + at)),
  page,
  perPage: 100,
  pages: TOTAL / 100,
  total: TOTAL,
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('the pages of a search', () => {
  it('are kept bounded, those around the view', async () => {
    const pages = new Pages(answer);
    await pages.search(all);
    for (let row = 0; row < TOTAL / 4; row += 250) {
      pages.need(row, row + 40);
      await settled();
    }
    expect(pages.kept).toBeLessThanOrEqual(MOST_PAGES);
    const last = TOTAL / 4 - 250;
    expect(pages.at(last)?.id).toBe(customerRow(last).id);
    expect(pages.at(0)).toBeUndefined();
  });

  it('are asked for only where the list comes to rest', async () => {
    const waiting: (() => void)[] = [];
    const ask = vi.fn(async (query: CustomerQuery) => {
      if (query.page > 1) await new Promise<void>((resolve) => waiting.push(resolve));
      return answer(query);
    });
    const pages = new Pages(ask);
    await pages.search(all);
    for (let row = 1_000; row <= 90_000; row += 1_000) pages.need(row, row + 40);
    expect(ask).toHaveBeenCalledTimes(3);
    waiting.forEach((go) => go());
    await settled();
    waiting.forEach((go) => go());
    await settled();
    expect(ask.mock.calls.map(([{ page }]) => page)).toEqual([1, 11, 21, 901]);
    expect(pages.at(90_000)?.id).toBe(customerRow(90_000).id);
  });

  it('are asked for again after a change, and shown as they were meanwhile', async () => {
    const ask = vi.fn(answer);
    const pages = new Pages(ask);
    await pages.search(all);
    ask.mockImplementation(async (query) => {
      const page = await answer(query);
      return { ...page, customers: page.customers.slice(1), total: TOTAL - 1 };
    });
    pages.refresh();
    expect(pages.at(0)?.id).toBe(customerRow(0).id);
    await settled();
    expect(pages.at(0)?.id).toBe(customerRow(1).id);
    expect(pages.total).toBe(TOTAL - 1);
  });

  it('are not asked for in a loop while MX refuses', async () => {
    const ask = vi.fn(answer);
    const pages = new Pages(ask);
    await pages.search(all);
    ask.mockRejectedValue(problems.offline);
    for (let row = 1_000; row < 9_000; row += 1_000) {
      pages.need(row, row + 40);
      await settled();
    }
    expect(ask).toHaveBeenCalledTimes(2);
    expect(pages.problem?.code).toBe('offline');
    ask.mockImplementation(answer);
    pages.retry();
    await settled();
    expect(pages.problem).toBeNull();
    expect(pages.at(8_000)?.id).toBe(customerRow(8_000).id);
  });
});
