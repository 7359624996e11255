import { cleanup } from '@testing-library/svelte';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';

// jsdom draws nothing, so it has none of these.
window.matchMedia ??= (query: string) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  }) as unknown as MediaQueryList;

window.ResizeObserver ??= class {
  observe(): void {
    // Nothing ever has a size here.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
};

HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.scrollIntoView = () => undefined;

Object.defineProperty(HTMLElement.prototype, 'inert', {
  configurable: true,
  get(this: HTMLElement): boolean {
    return this.hasAttribute('inert');
  },
  set(this: HTMLElement, value: boolean) {
    this.toggleAttribute('inert', value);
  },
});

/** What had the focus before each dialog was opened. */
const before = new WeakMap<HTMLDialogElement, Element | null>();
const focusable = 'input, button, textarea, select, [tabindex="0"]';

HTMLDialogElement.prototype.showModal = function showModal(): void {
  before.set(this, document.activeElement);
  this.open = true;
  const first = this.querySelector<HTMLElement>('[autofocus]');
  (first ?? this.querySelector<HTMLElement>(focusable))?.focus();
  this.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && this.open) this.close();
  });
};
HTMLDialogElement.prototype.close = function close(): void {
  this.open = false;
  const opener = before.get(this);
  if (opener instanceof HTMLElement) opener.focus();
  this.dispatchEvent(new Event('close'));
};

// As after the first paint. Here, because a module of the page needs what is set above.
beforeAll(async () => {
  const { loadLaterScreens } = await import('../src/later.svelte');
  await loadLaterScreens();
});

beforeEach(() => {
  document.documentElement.lang = 'en';
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
