import { screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { deskView, environment, session, summary } from '../src/platform/fake/fixtures';
import type { DeskView, SessionView } from '../src/platform/types';
import { openApp, type Stage } from './stage';

const ORIGIN = 'https://widgets.example.com';
const visited: string[] = [];
const windows = new WeakMap<HTMLIFrameElement, Window>();

function fakeWindow(): Window {
  return Object.assign(new MessageChannel().port1, {
    location: { replace: (url: string) => visited.push(url) },
  }) as unknown as Window;
}

const one = (part: Partial<SessionView> = {}): SessionView => session({ id: 's-1', ...part });
const two = (part: Partial<SessionView> = {}): SessionView => session({ id: 's-2', ...part });

const showing = (shown: SessionView | null, all: readonly SessionView[]): DeskView =>
  deskView({
    environment: environment('sandbox'),
    session: shown,
    sessions: all.map((of) => summary(of)),
  });

const frameOf = (id: string): HTMLIFrameElement | null =>
  document.querySelector(`[data-stage="${id}"] iframe`);

async function openBoth(): Promise<Stage> {
  const stage = await openApp(showing(one(), [one(), two()]), {
    takeWidgetTicket: vi.fn(async (id: string) => ({
      url: `${ORIGIN}/${id}`,
      origin: ORIGIN,
      mount: 1,
    })),
  });
  await vi.advanceTimersByTimeAsync(0);
  return stage;
}

function post(from: string, data: unknown): void {
  const source = frameOf(from)?.contentWindow ?? null;
  window.dispatchEvent(new MessageEvent('message', { data, origin: ORIGIN, source }));
}

beforeEach(() => {
  vi.useFakeTimers();
  visited.length = 0;
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (
    this: HTMLIFrameElement,
  ) {
    const inner = windows.get(this) ?? fakeWindow();
    windows.set(this, inner);
    return inner;
  });
});

describe('the widgets of several sessions', () => {
  it('are all mounted; only the one on screen can be seen and reached', async () => {
    await openBoth();
    expect(visited).toEqual([`${ORIGIN}/s-1`, `${ORIGIN}/s-2`]);
    expect(frameOf('s-1')?.closest('[inert]')).toBeNull();
    expect(frameOf('s-2')?.closest('[inert]')).not.toBeNull();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('are never moved, taken away or given a second address by going elsewhere', async () => {
    const { show, platform } = await openBoth();
    const frames = [frameOf('s-1'), frameOf('s-2')];
    const removed: Node[] = [];
    const watch = new MutationObserver((records) => {
      for (const record of records) removed.push(...record.removedNodes);
    });
    watch.observe(document.body, { childList: true, subtree: true });
    await show(showing(two(), [one(), two()]));
    await show(showing(null, [one(), two()]));
    await show(showing(one(), [one(), two(), session({ id: 's-3', phase: 'preparing' })]));
    await show(showing(one(), [one({ phase: 'checking' }), two()]));
    await show(showing(one(), [one({ widgetMount: 2 }), two()]));
    await vi.advanceTimersByTimeAsync(0);
    const gone = removed.flatMap((node) =>
      node instanceof HTMLElement ? [node, ...node.querySelectorAll('iframe')] : [],
    );
    watch.disconnect();
    expect(gone).toContain(frames[0]);
    expect(gone).not.toContain(frames[1]);
    expect(frameOf('s-2')).toBe(frames[1]);
    expect(platform.takeWidgetTicket.mock.calls.map(([id]) => id)).toEqual(['s-1', 's-2', 's-1']);
  });

  it('speak to their own session alone, on screen or not', async () => {
    const { platform } = await openBoth();
    post('s-2', { mx: true, type: 'mx/load' });
    post('s-1', { mx: true, type: 'mx/ping' });
    post('s-2', 'no message');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.widgetMessage.mock.calls.map(([id, , , text]) => [id, text])).toEqual([
      ['s-2', '{"mx":true,"type":"mx/load"}'],
      ['s-1', '{"mx":true,"type":"mx/ping"}'],
    ]);
    expect(platform.widgetMessageRefused.mock.calls).toEqual([['s-2', 1, 'not_an_object', 1]]);
  });

  it('are not blamed for the last words of one that has just gone', async () => {
    const { show, platform } = await openBoth();
    const source = frameOf('s-1')?.contentWindow ?? null;
    await show(showing(null, [one({ phase: 'checking' }), two()]));
    const data = { mx: true, type: 'mx/ping' };
    window.dispatchEvent(new MessageEvent('message', { data, origin: ORIGIN, source }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.widgetMessageRefused).not.toHaveBeenCalled();
  });

  it('are in this window only while they are handed over here', async () => {
    const { show } = await openBoth();
    await show(showing(two({ handOver: 'link' }), [one(), two({ handOver: 'link' })]));
    expect(frameOf('s-2')).toBeNull();
    expect(frameOf('s-1')).not.toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toBeTruthy();
  });

  it('take the keyboard by F6 when they are the one on screen', async () => {
    const { user, show } = await openBoth();
    await show(showing(two(), [one(), two()]));
    await user.keyboard('{F6}');
    expect(document.activeElement).toBe(frameOf('s-2'));
  });
});
