import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { FrameRefusal } from '../src/platform/types';
import {
  FLOOD_PER_SECOND,
  listenToFrame,
  MAX_BYTES,
  MAX_PER_SECOND,
  MAX_WAITING,
  REPORT_EVERY_MS,
} from '../src/widget/frame';

const ORIGIN = 'https://widgets.example.com';
const ping = { mx: true, type: 'mx/ping', metadata: {} };

let frame: HTMLIFrameElement;
let delivered: string[];
let refusals: [FrameRefusal, number][];
let floods: number;
let stop: () => void;

function listen(deliver?: (text: string) => Promise<void>): void {
  stop = listenToFrame(window, {
    frame: () => frame.contentWindow,
    origin: ORIGIN,
    deliver:
      deliver ??
      (async (text) => {
        delivered.push(text);
      }),
    refused: (reason, count) => refusals.push([reason, count]),
    flooded: () => (floods += 1),
  });
}

function post(
  data: unknown,
  from: { source?: MessageEventSource | null; origin?: string } = {},
): void {
  const { source = frame.contentWindow, origin = ORIGIN } = from;
  window.dispatchEvent(new MessageEvent('message', { data, source, origin }));
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(REPORT_EVERY_MS);

beforeEach(() => {
  vi.useFakeTimers();
  frame = document.createElement('iframe');
  document.body.append(frame);
  delivered = [];
  refusals = [];
  floods = 0;
});

afterEach(() => {
  stop();
  frame.remove();
});

describe('a message of the widget', () => {
  it('is passed on as the JSON it is, unknown fields and all', async () => {
    listen();
    const data = { ...ping, metadata: { user_guid: 'USR-1', nested: [{ ü: null }] }, extra: 1 };
    post(data);
    await settle();
    expect(delivered.map((text) => JSON.parse(text) as unknown)).toEqual([data]);
    expect(refusals).toEqual([]);
  });

  it('may hold undefined, which JSON has no word for', async () => {
    listen();
    post({
      mx: true,
      type: 'mx/connect/stepChange',
      metadata: { previous: undefined, current: 'search' },
    });
    await settle();
    expect(delivered).toEqual([
      '{"mx":true,"type":"mx/connect/stepChange","metadata":{"current":"search"}}',
    ]);
  });

  it('waits until the one before it has been taken', async () => {
    const takes: (() => void)[] = [];
    const begun: string[] = [];
    listen((text) => {
      begun.push(text);
      return new Promise((resolve) => takes.push(resolve));
    });
    post({ mx: true, n: 1 });
    post({ mx: true, n: 2 });
    post({ mx: true, n: 3 });
    await settle();
    expect(begun).toEqual(['{"mx":true,"n":1}']);
    takes[0]?.();
    await settle();
    takes[1]?.();
    await settle();
    expect(begun).toEqual(['{"mx":true,"n":1}', '{"mx":true,"n":2}', '{"mx":true,"n":3}']);
  });

  it('is not held up by one that could not be taken', async () => {
    const begun: string[] = [];
    listen(async (text) => {
      begun.push(text);
      throw new Error('refused');
    });
    post({ mx: true, n: 1 });
    post({ mx: true, n: 2 });
    await settle();
    expect(begun).toHaveLength(2);
  });
});

describe('refused', () => {
  it('a message that poses as MX but comes from another window', async () => {
    listen();
    post(ping, { source: window });
    post(ping, { source: null });
    await settle();
    expect(delivered).toEqual([]);
    expect(refusals).toEqual([['other_source', 2]]);
  });

  it('nothing of other windows that has nothing to do with MX', async () => {
    listen();
    post('webpack', { source: window });
    post({ type: 'devtools' }, { source: window });
    await settle();
    expect(refusals).toEqual([]);
  });

  it.each([
    ['another host', 'https://evil.example'],
    ['the same host without encryption', 'http://widgets.example.com'],
    ['a longer host that begins the same', 'https://widgets.example.com.evil.example'],
    ['no origin', 'null'],
  ])('our frame gone to %s', async (_, origin) => {
    listen();
    post(ping, { origin });
    await settle();
    expect(delivered).toEqual([]);
    expect(refusals).toEqual([['other_origin', 1]]);
  });

  it.each([
    ['a string', '{"mx":true}'],
    ['a number', 42],
    ['nothing', null],
    ['an array', [ping]],
    ['an object that is not MX’s', { type: 'mx/ping' }],
    ['an object with mx that is not true', { mx: 'true', type: 'mx/ping' }],
    ['a map', new Map([['mx', true]])],
    ['an object that holds what JSON can not', { mx: true, big: 10n }],
    ['an object that holds a date', { mx: true, when: new Date(0) }],
    ['an object that holds bytes', { mx: true, bytes: new Uint8Array(8) }],
  ])('%s, as no object of MX’s', async (_, data) => {
    listen();
    post(data);
    await settle();
    expect(delivered).toEqual([]);
    expect(refusals).toEqual([['not_an_object', 1]]);
  });

  const deep = (levels: number): unknown => (levels === 0 ? 0 : { inner: deep(levels - 1) });
  const circle: Record<string, unknown> = { mx: true };
  circle['self'] = circle;

  it.each([
    ['a huge string', { mx: true, text: 'x'.repeat(10 * 1024 * 1024) }],
    ['many strings', { mx: true, all: Array.from({ length: 100 }, () => 'x'.repeat(1024)) }],
    ['long keys', { mx: true, ['k'.repeat(MAX_BYTES)]: 1 }],
    ['a long array', { mx: true, all: new Array(1e9) }],
    ['many values', { mx: true, all: Array.from({ length: 90 }, () => Array(90).fill(0)) }],
    ['deep nesting', { mx: true, metadata: deep(50) }],
    ['a circle', circle],
    ['text that grows when written', { mx: true, text: '\u0001'.repeat(MAX_BYTES / 4) }],
    ['text of many bytes each', { mx: true, text: '銀'.repeat(MAX_BYTES / 2) }],
  ])('%s, as too large', async (_, data) => {
    listen();
    post(data);
    await settle();
    expect(delivered).toEqual([]);
    expect(refusals).toEqual([['too_large', 1]]);
  });

  it('all but the first hundred of a flood, in two reports a second', async () => {
    listen();
    const unread = {
      get data(): unknown {
        throw new Error('a refused message was unpacked');
      },
    };
    for (let n = 0; n < MAX_PER_SECOND; n += 1) {
      post({ mx: true, n });
      await vi.advanceTimersByTimeAsync(0);
    }
    for (let n = MAX_PER_SECOND; n < FLOOD_PER_SECOND; n += 1) {
      const event = new MessageEvent('message', { source: frame.contentWindow, origin: ORIGIN });
      Object.defineProperty(event, 'data', { get: () => unread.data });
      window.dispatchEvent(event);
    }
    await settle();
    expect(delivered).toHaveLength(MAX_PER_SECOND);
    expect(refusals).toEqual([['too_many', FLOOD_PER_SECOND - MAX_PER_SECOND]]);
    expect(floods).toBe(0);
  });

  it('no more once the flood is over', async () => {
    listen();
    for (let n = 0; n < 500; n += 1) post(ping);
    await vi.advanceTimersByTimeAsync(1_000);
    delivered.length = 0;
    post(ping);
    await settle();
    expect(delivered).toHaveLength(1);
  });

  it('what would pile up while nobody takes it', async () => {
    listen(() => new Promise(() => undefined));
    for (let second = 0; second < 4; second += 1) {
      for (let n = 0; n < MAX_PER_SECOND; n += 1) post(ping);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    const refused = refusals.reduce((sum, [, count]) => sum + count, 0);
    expect(new Set(refusals.map(([reason]) => reason))).toEqual(new Set(['too_many']));
    expect(refused).toBe(4 * MAX_PER_SECOND - MAX_WAITING - 1);
  });

  it('reasons each with their own count', async () => {
    listen();
    post(1);
    post(2);
    post(ping, { origin: 'https://evil.example' });
    await vi.advanceTimersByTimeAsync(REPORT_EVERY_MS - 1);
    expect(refusals).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(refusals).toEqual([
      ['not_an_object', 2],
      ['other_origin', 1],
    ]);
  });
});

describe('a flood', () => {
  const flood = (from?: { source?: MessageEventSource | null }): void => {
    for (let n = 0; n < FLOOD_PER_SECOND; n += 1) post('junk', from);
  };

  it('is told of once, and nothing of it is looked at any more', async () => {
    listen();
    flood();
    expect(floods).toBe(0);
    post('junk');
    flood();
    expect(floods).toBe(1);
    await settle();
    expect(refusals.filter(([reason]) => reason === 'too_many')).toEqual([
      ['too_many', FLOOD_PER_SECOND - MAX_PER_SECOND],
    ]);
  });

  it('is not what many seconds bring together', async () => {
    listen();
    for (let second = 0; second < 5; second += 1) {
      flood();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(floods).toBe(0);
  });

  it('can come from a frame within, and from one that is gone', () => {
    for (const source of [within(frame), null]) {
      floods = 0;
      listen();
      flood({ source });
      post('junk', { source });
      expect(floods).toBe(1);
    }
  });

  it('of another widget, or a frame within it, is the other one’s', () => {
    const other = document.createElement('iframe');
    document.body.append(other);
    let others = 0;
    const stopOther = listenToFrame(window, {
      frame: () => other.contentWindow,
      origin: ORIGIN,
      deliver: async () => undefined,
      refused: () => undefined,
      flooded: () => (others += 1),
    });
    listen();
    const source = within(other);
    flood({ source });
    post('junk', { source });
    expect(others).toBe(1);
    expect(floods).toBe(0);
    stopOther();
    other.remove();
  });

  it('may be of a few messages, if they are huge', () => {
    listen();
    const huge = { mx: true, text: 'x'.repeat(1024 * 1024) };
    for (let n = 0; n < 4; n += 1) post(huge);
    expect(floods).toBe(0);
    post(huge);
    expect(floods).toBe(1);
  });
});

/** The window of a frame within a frame. */
function within(outer: HTMLIFrameElement): Window {
  const inner = outer.contentDocument?.createElement('iframe');
  if (inner === undefined) throw new Error('the frame has no document');
  outer.contentDocument?.body.append(inner);
  if (inner.contentWindow === null) throw new Error('the frame has no window');
  return inner.contentWindow;
}

describe('after the frame is gone', () => {
  it('nothing is passed on, and what was refused is still told', async () => {
    listen();
    post('junk');
    stop();
    expect(refusals).toEqual([['not_an_object', 1]]);
    post(ping);
    post('junk');
    await settle();
    expect(delivered).toEqual([]);
    expect(refusals).toEqual([['not_an_object', 1]]);
  });
});
