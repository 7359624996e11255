import { screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest';

import { deskView, environment, session, summary } from '../src/platform/fake/fixtures';
import { screens } from '../src/platform/fake/screens';
import type { DeskView, SessionSummary, SessionView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.shell;
const home = deskView({ environment: environment('sandbox') });
/** MX gives no widget. */
const noWidget = (): { takeWidgetTicket: Mock<() => Promise<never>> } => ({
  takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)),
});

const first = session({ id: 's-1', customer: { id: 'acme-1', guid: null, email: null } });
const second = session({ id: 's-2', customer: { id: 'acme-2', guid: null, email: null } });
const listed = (of: SessionView, part: Partial<SessionSummary> = {}): SessionSummary =>
  summary(of, part);

const showing = (shown: SessionView | null, sessions: SessionSummary[]): DeskView => ({
  ...home,
  session: shown,
  sessions,
});

const place = (name: keyof typeof say.places): HTMLElement =>
  screen.getByRole('button', { name: say.places[name] });
const entry = (customer: string): HTMLElement =>
  within(screen.getByRole('navigation')).getByRole('button', { name: new RegExp(customer, 'u') });
const heading = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;

beforeEach(() => {
  vi.useFakeTimers();
});

describe('a start', () => {
  it('has the focus where the customer is named, for who types at once', async () => {
    await openApp(home);
    await vi.advanceTimersByTimeAsync(0);
    expect(document.activeElement).toBe(screen.getByLabelText(words.verify.customerId));
  });
});

describe('the sidebar', () => {
  it('keeps the line of the session on screen in sight as it grows and the list becomes lower', async () => {
    const observed = new Map<Element, () => void>();
    class Sizes {
      readonly #changes: () => void;
      constructor(changes: () => void) {
        this.#changes = changes;
      }
      observe(of: Element): void {
        observed.set(of, this.#changes);
      }
      unobserve(): void {}
      disconnect(): void {
        for (const [of, changes] of observed) if (changes === this.#changes) observed.delete(of);
      }
    }
    vi.stubGlobal('ResizeObserver', Sizes);
    const brought = vi.spyOn(Element.prototype, 'scrollIntoView');
    const { show } = await openApp(showing(first, [listed(first), listed(second)]), noWidget());
    await show(showing(second, [listed(first), listed(second)]));
    for (const sized of [entry('acme-2'), entry('acme-2').closest('ul')]) {
      brought.mockClear();
      observed.get(sized as Element)?.();
      expect(brought.mock.contexts).toEqual([entry('acme-2')]);
    }
    vi.unstubAllGlobals();
    brought.mockRestore();
  });

  it('leads to every place, says where one is, and moves the focus there', async () => {
    const { user } = await openApp(home);
    expect(place('verify').getAttribute('aria-current')).toBe('page');
    for (const name of ['customers', 'history', 'settings'] as const) {
      await user.click(place(name));
      expect(heading()).toBe(say.places[name]);
      expect(place(name).getAttribute('aria-current')).toBe('page');
      expect(place('verify').getAttribute('aria-current')).toBeNull();
      await vi.advanceTimersByTimeAsync(0);
      // A screen with a field to begin with has the focus there, any other at its heading.
      const begin = document.querySelector('main [data-first-focus]');
      expect(document.activeElement).toBe(begin ?? screen.getByRole('heading', { level: 1 }));
    }
  });

  it('has no customers to show without an MX, and calls the way to one by its name', async () => {
    await openApp(deskView());
    expect(screen.queryByRole('button', { name: say.places.customers })).toBeNull();
    expect(screen.getByRole('button', { name: say.connect })).toBeTruthy();
    expect(place('settings')).toBeTruthy();
  });

  it('lists the open sessions with customer, bank and state', async () => {
    await openApp(screens['sessions']?.() ?? home);
    const names = screen
      .getAllByRole('listitem')
      .flatMap((item) => [...item.querySelectorAll('[data-session-entry]')])
      .map((line) => line.textContent?.replaceAll(/\s+/gu, ' ') ?? '');
    expect(names).toHaveLength(8);
    expect(names[0]).toContain('acme-20409 , MX Bank , Widget open here');
    expect(names[1]).toContain(say.phases.checking);
    expect(names[2]).toContain(say.open.link);
    expect(names[3]).toContain(say.open.window);
    expect(names[4]).toMatch(/acme-20421 .*Verified.*Needs attention/u);
    expect(names[5]).toContain(say.endings.waiting);
    expect(names[7]).not.toContain(say.attention);
  });

  it('says who must act where MX has said so', async () => {
    const waiting = { phase: 'stopped', ending: 'waiting' } as const;
    const sessions = [listed(first, { ...waiting, turn: 'customer' }), listed(second, waiting)];
    await openApp(showing(null, sessions), noWidget());
    expect(entry('acme-1').textContent).toContain(words.stopped.waitingFor.customer);
    expect(entry('acme-2').textContent).toContain(say.endings.waiting);
  });

  it('tells a screen reader which session needs a look', async () => {
    const ended = listed(first, { phase: 'done', ending: 'verified', needsAttention: true });
    const { show } = await openApp(showing(null, [listed(first), listed(second)]), noWidget());
    await show(showing(null, [ended, listed(second)]));
    const told = say.attentionTo('acme-1', say.phases.done);
    expect(screen.getByText(told).getAttribute('role')).toBe('status');
  });

  it('puts a session on screen, and goes back to a place by taking it off', async () => {
    const { user, platform, show } = await openApp(showing(null, [listed(first)]), noWidget());
    await user.click(entry('acme-1'));
    expect(platform.showSession).toHaveBeenLastCalledWith('s-1');
    await show(showing(first, [listed(first)]));
    expect(entry('acme-1').getAttribute('aria-current')).toBe('page');
    expect(place('verify').getAttribute('aria-current')).toBeNull();

    await user.click(place('history'));
    expect(platform.showSession).toHaveBeenLastCalledWith(null);
    await show(showing(null, [listed(first)]));
    expect(heading()).toBe(say.places.history);
    expect(entry('acme-1').getAttribute('aria-current')).toBeNull();
  });

  it('comes back to the place a session was begun from', async () => {
    const { user, show } = await openApp(home, noWidget());
    await user.click(place('customers'));
    await show(showing(first, [listed(first)]));
    await show(home);
    expect(heading()).toBe(say.places.customers);
  });

  it('says in full what stands in the narrow bar while it is pointed at', async () => {
    const { user } = await openApp(showing(null, [listed(first)]));
    await user.hover(entry('acme-1'));
    const tip = 'acme-1 · MX Bank · Widget open here';
    expect(screen.getByText(tip)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByText(tip)).toBeNull();
  });
});

describe('by keyboard', () => {
  it.each([
    ['2', 'customers'],
    ['3', 'history'],
    ['4', 'settings'],
  ] as const)('Ctrl+%s goes to %s', async (digit, name) => {
    const { user } = await openApp(home);
    await user.keyboard(`{Control>}${digit}{/Control}`);
    expect(heading()).toBe(say.places[name]);
    await user.keyboard('{Meta>}1{/Meta}');
    expect(heading()).toBe(words.verify.title);
  });

  it('N begins a new verification from anywhere but a field', async () => {
    const { user } = await openApp(home);
    await user.click(place('history'));
    await vi.advanceTimersByTimeAsync(0);
    await user.keyboard('n');
    await vi.advanceTimersByTimeAsync(0);
    const field = screen.getByLabelText<HTMLInputElement>(words.verify.customerId);
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('');
    await user.keyboard('n');
    expect(field.value).toBe('n');
  });

  it('N is left alone on a button', async () => {
    const { user } = await openApp(home);
    await user.click(place('history'));
    await vi.advanceTimersByTimeAsync(0);
    place('settings').focus();
    await user.keyboard('n');
    expect(heading()).toBe(say.places.history);
  });

  it('nothing can be reached past a question', async () => {
    const { user } = await openApp(screens['unfinished']?.() ?? home);
    await user.click(screen.getByRole('button', { name: /^Forget the session for acme/u }));
    await user.keyboard('{Control>}3{/Control}');
    expect(heading()).toBe(words.verify.title);
  });
});

describe('leaving the environment', () => {
  it('says how many sessions are not finished, on screen or not', async () => {
    const done = listed(first, { phase: 'done', ending: 'verified' });
    const { user, platform } = await openApp(
      showing(null, [listed(first), listed(second), { ...done, id: 's-3' }]),
      noWidget(),
    );
    await user.click(screen.getByRole('button', { name: /Environment/u }));
    await user.click(screen.getByRole('menuitem', { name: words.environment.leave }));
    expect(platform.disconnect).not.toHaveBeenCalled();
    expect(screen.getByText(/^2 sessions aren’t finished/u)).toBeTruthy();
  });
});

describe('locked', () => {
  const locked: DeskView = { ...showing(first, [listed(first), listed(second)]), locked: true };

  it('covers everything: no customer and no number is left in the page', async () => {
    const { show } = await openApp(showing(first, [listed(first), listed(second)]), noWidget());
    expect(document.body.textContent).toContain('acme-1');
    await show(locked);
    expect(document.body.innerHTML).not.toMatch(/acme-|MX Bank/u);
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(heading()).toBe(say.lock.title);
    await vi.advanceTimersByTimeAsync(0);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: say.lock.unlock }));
    await show({ ...(screens['done']?.() ?? home), locked: true });
    expect(document.body.innerHTML).not.toContain('4403');
  });

  it('keeps widgets going, unseen and out of reach', async () => {
    const { show, platform } = await openApp(
      showing(first, [listed(first), listed(second)]),
      noWidget(),
    );
    const before = [...document.querySelectorAll('iframe')];
    expect(before).toHaveLength(2);
    await show(locked);
    expect([...document.querySelectorAll('iframe')]).toEqual(before);
    for (const frame of before) expect(frame.closest('[inert]')).not.toBeNull();
    await show({ ...locked, locked: false });
    expect([...document.querySelectorAll('iframe')]).toEqual(before);
    expect(platform.takeWidgetTicket).toHaveBeenCalledTimes(2);
  });

  it('has one thing to press, and the focus is on it', async () => {
    const { user, platform } = await openApp(locked, noWidget());
    await tick();
    expect(screen.getAllByRole('button')).toEqual([document.activeElement]);
    await user.keyboard('{Control>}3{/Control}n');
    expect(heading()).toBe(say.lock.title);
    await user.keyboard('{Enter}');
    expect(platform.unlock).toHaveBeenCalledOnce();
  });

  it('says why it stayed locked', async () => {
    const problem = {
      code: 'internal',
      message: 'No.',
      nextStep: 'Again.',
      requestId: null,
    } as const;
    const { user } = await openApp(locked, {
      ...noWidget(),
      unlock: vi.fn().mockRejectedValue(problem),
    });
    await user.click(screen.getByRole('button', { name: say.lock.unlock }));
    expect(screen.getByText('No.')).toBeTruthy();
  });
});
