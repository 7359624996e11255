import { afterEach, describe, expect, it, vi } from 'vitest';

import type { draw as Draw } from '../src/screens/aggregation/chart';

const periods = [
  {
    from: '2026-11-02',
    moneyIn: { amount: '12.50', currency: 'USD' },
    moneyOut: { amount: '3', currency: 'USD' },
  },
];

/** The library as the app finds it: `load` is what runs when it is loaded. */
async function library(load: () => unknown): Promise<(failed: () => void) => () => void> {
  vi.resetModules();
  vi.doMock('uplot', load as () => object);
  const { draw } = (await import('../src/screens/aggregation/chart')) as { draw: typeof Draw };
  return (failed) =>
    draw(document.createElement('div'), periods, (from) => from, ['in', 'out'], failed);
}

const broken = vi.fn((): never => {
  throw new Error('no library');
});
/** Loading takes as long as the computer is busy. */
const patiently = { timeout: 20_000 };

/** What there is of it for a chart. */
function Plot(this: { destroy: () => void }): void {
  this.destroy = () => undefined;
}
Plot.paths = {};

afterEach(() => vi.doUnmock('uplot'));

describe('a chart', () => {
  it('says when it can’t be drawn', async () => {
    const show = await library(broken);
    const failed = vi.fn();
    show(failed);
    await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce(), patiently);
  });

  it('says nothing once it was taken away', async () => {
    broken.mockClear();
    const show = await library(broken);
    const failed = vi.fn();
    show(failed)();
    await vi.waitFor(() => expect(broken).toHaveBeenCalled(), patiently);
    // What follows from it has happened by then.
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(failed).not.toHaveBeenCalled();
  });

  it('is loaded for a language where the system has none', async () => {
    Object.defineProperty(navigator, 'language', { value: 'C', configurable: true });
    const made = vi.fn();
    // As the library does while it is loaded.
    const show = await library(() => {
      made(new Intl.NumberFormat(navigator.language));
      return { default: Plot };
    });
    const failed = vi.fn();
    const takeAway = show(failed);
    await vi.waitFor(() => expect(made).toHaveBeenCalledOnce(), patiently);
    takeAway();
    expect(failed).not.toHaveBeenCalled();
    Reflect.deleteProperty(navigator, 'language');
  });
});
