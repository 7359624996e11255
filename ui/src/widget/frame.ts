import type { FrameRefusal } from '../platform/types';

/** The largest message handed on, in bytes of JSON; MX's own stay below 2 KiB. */
export const MAX_BYTES = 64 * 1024;
/** The most messages looked at in one second; a widget sends a few. */
export const MAX_PER_SECOND = 100;
/** A page that sends more in one second means harm: it is taken away before the app stands still. */
export const FLOOD_PER_SECOND = 1_000;
/** The most messages waiting for Rust to take them. */
export const MAX_WAITING = 128;
/** Refusals of one reason are gathered for this long and reported as a count. */
export const REPORT_EVERY_MS = 500;

const MAX_DEPTH = 12;
const MAX_NODES = 4096;
/** Unpacking a message that is far too large takes as long as many small ones. */
const LARGE_COUNTS_AS = 200;
/** No widget has frames within frames deeper than this. */
const MAX_FRAMES_DEEP = 8;

interface FrameListenerOptions {
  /** The widget frame's window, as it is now. */
  frame: () => Window | null;
  /** The only origin its messages may come from. */
  origin: string;
  /** Takes one accepted message; the next one waits until it has settled. */
  deliver: (text: string) => Promise<void>;
  /** Told how many messages were refused, at most once per reason and half second. */
  refused: (reason: FrameRefusal, count: number) => void;
  /** Told once that the page floods the app. Nothing is listened to any more by then. */
  flooded: () => void;
}

/** Every window that was a widget's in this page. Each mount has its own listener. */
const widgets = new WeakSet<object>();

/**
 * Listens to one mount of the widget: passes MX's messages on in order and refuses the rest.
 *
 * Everything here assumes a hostile frame. Checks that cost nothing come first: reading
 * `event.data` makes the engine unpack the message, so a flood is turned away before that. But the
 * engine hands every message to this page's thread, read or not, and a page can post faster than a
 * busy computer hands them over; so a page that floods has to go.
 *
 * @returns stops listening; refusals still gathered are reported at once.
 */
export function listenToFrame(target: Window, options: FrameListenerOptions): () => void {
  const all = inThisSecond();
  const fromFrame = inThisSecond();
  const fromElsewhere = inThisSecond();
  const refusals = gather(options.refused);
  const waiting: string[] = [];
  let delivering = false;
  let stopped = false;

  async function deliverInOrder(): Promise<void> {
    if (delivering) return;
    delivering = true;
    for (let text = waiting.shift(); text !== undefined && !stopped; text = waiting.shift()) {
      // A refusal of one message must not hold up the next; the caller hears of it itself.
      await options.deliver(text).catch(() => undefined);
    }
    delivering = false;
  }

  function receive(event: MessageEvent): void {
    const frame = options.frame();
    if (event.source !== frame) {
      const widget = widgetOf(event.source);
      // Another session's widget, or a frame within it; its own listener has the message.
      if (widget !== null && widget !== frame) return;
    }
    // Those of frames within count too, and those of frames that are gone already.
    if (all(1) > FLOOD_PER_SECOND) return giveUp();
    if (frame === null || event.source !== frame) {
      // Other windows have other business with this one. Only what poses as MX is worth a word.
      if (fromElsewhere(1) <= MAX_PER_SECOND && posesAsMx(event.data)) refusals.add('other_source');
      return;
    }
    if (event.origin !== options.origin) return refusals.add('other_origin');
    if (fromFrame(1) > MAX_PER_SECOND || waiting.length >= MAX_WAITING) {
      return refusals.add('too_many');
    }

    const written = write(event.data);
    if ('text' in written) {
      waiting.push(written.text);
      void deliverInOrder();
      return;
    }
    refusals.add(written.refusal);
    if (written.refusal === 'too_large' && all(LARGE_COUNTS_AS) > FLOOD_PER_SECOND) giveUp();
  }

  function giveUp(): void {
    stop();
    options.flooded();
  }

  function stop(): void {
    stopped = true;
    target.removeEventListener('message', receive);
    waiting.length = 0;
    refusals.flush();
  }

  const own = options.frame();
  if (own !== null) widgets.add(own);
  target.addEventListener('message', receive);
  return stop;
}

/** The widget's window that a message came from, itself or from a frame within it. */
function widgetOf(source: MessageEventSource | null): object | null {
  let at = source as Window | null;
  for (let deep = 0; at !== null && deep < MAX_FRAMES_DEEP; deep += 1) {
    if (widgets.has(at)) return at;
    if (at.parent === at) return null;
    at = at.parent;
  }
  return null;
}

type Written = { text: string } | { refusal: 'not_an_object' | 'too_large' };

/** Writes an MX message as JSON, or says why not, without ever building a large string. */
function write(data: unknown): Written {
  if (!isPlainObject(data) || data['mx'] !== true) return { refusal: 'not_an_object' };
  const refusal = weigh(data);
  if (refusal !== null) return { refusal };
  const text = JSON.stringify(data);
  if (new TextEncoder().encode(text).length > MAX_BYTES) return { refusal: 'too_large' };
  return { text };
}

/** Walks a message within a budget, because writing it out to measure it is what costs. */
function weigh(root: unknown): 'not_an_object' | 'too_large' | null {
  let characters = 0;
  let nodes = 0;

  function visit(value: unknown, depth: number): 'not_an_object' | 'too_large' | null {
    nodes += 1;
    if (nodes > MAX_NODES || depth > MAX_DEPTH) return 'too_large';
    switch (typeof value) {
      case 'string':
        characters += value.length;
        return characters > MAX_BYTES ? 'too_large' : null;
      case 'number':
      case 'boolean':
      case 'undefined':
        return null;
      case 'object':
        break;
      default:
        return 'not_an_object';
    }
    if (value === null) return null;
    if (Array.isArray(value)) {
      if (value.length > MAX_NODES) return 'too_large';
      for (const item of value) {
        const refusal = visit(item, depth + 1);
        if (refusal !== null) return refusal;
      }
      return null;
    }
    if (!isPlainObject(value)) return 'not_an_object';
    for (const key in value) {
      characters += key.length;
      const refusal = characters > MAX_BYTES ? 'too_large' : visit(value[key], depth + 1);
      if (refusal !== null) return refusal;
    }
    return null;
  }

  return visit(root, 0);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    !Array.isArray(value)
  );
}

function posesAsMx(data: unknown): boolean {
  if (!isPlainObject(data)) return false;
  const type = data['type'];
  return data['mx'] === true || (typeof type === 'string' && type.startsWith('mx/'));
}

/** Counts what it is given, from nothing again in each second. */
function inThisSecond(): (count: number) => number {
  let second = -1;
  let sum = 0;
  return (count) => {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) {
      second = now;
      sum = 0;
    }
    sum += count;
    return sum;
  };
}

function gather(report: (reason: FrameRefusal, count: number) => void): {
  add: (reason: FrameRefusal) => void;
  flush: () => void;
} {
  const counts = new Map<FrameRefusal, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const gathered = [...counts];
    counts.clear();
    for (const [reason, count] of gathered) report(reason, count);
  }

  return {
    add(reason) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
      timer ??= setTimeout(flush, REPORT_EVERY_MS);
    },
    flush,
  };
}
