import { describe, expect, it, vi } from 'vitest';

import { problem } from '../src/platform/fake/fixtures';
import { Rows } from '../src/rows.svelte';

type Ask = (offset: number, limit: number) => Promise<{ rows: number[]; total: number }>;

/** A thousand rows, each of which is its own place. */
const thousand = vi.fn<Ask>(async (offset, limit) => ({
  rows: Array.from({ length: limit }, (_, index) => offset + index),
  total: 1000,
}));

describe('the rows of a long list', () => {
  it('are read as they come into view, each chunk once', async () => {
    const rows = new Rows<number>();
    await rows.load(thousand);
    thousand.mockClear();
    rows.need(95, 120);
    rows.need(96, 121);
    await vi.waitFor(() => expect(rows.at(120)).toBe(120));
    expect(thousand.mock.calls).toEqual([[100, 100]]);
    expect(rows.at(205)).toBeUndefined();
  });

  it('that failed are asked for again only by the person, who gets what is in view', async () => {
    const rows = new Rows<number>();
    await rows.load(thousand);
    thousand.mockRejectedValueOnce(problem('storage_failed', 'The journal failed.', 'Restart.'));
    rows.need(500, 520);
    await vi.waitFor(() => expect(rows.problem?.message).toBe('The journal failed.'));
    thousand.mockClear();
    rows.need(501, 521);
    expect(thousand).not.toHaveBeenCalled();
    rows.reload();
    await vi.waitFor(() => expect(rows.at(501)).toBe(501));
    expect(rows.problem).toBeNull();
  });

  it('of an earlier question never replace a later one’s', async () => {
    const rows = new Rows<number>();
    let answer: (page: { rows: number[]; total: number }) => void = () => undefined;
    const earlier = rows.load(() => new Promise((resolve) => (answer = resolve)));
    await rows.load(thousand);
    answer({ rows: [-1], total: 1 });
    await earlier;
    expect([rows.total, rows.at(0)]).toEqual([1000, 0]);
  });
});
