import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import {
  deskView,
  doneSession,
  environment,
  problem,
  problems,
  session,
  status,
  timeline,
} from '../src/platform/fake/fixtures';
import { deposit } from '../src/platform/fake/deposits';
import type { DeskView, SessionView, WidgetTicket } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const SECRET = 'https://widgets.example.com/connect/secret-token';
const ORIGIN = 'https://widgets.example.com';

const at = (part: Partial<SessionView> = {}): DeskView =>
  deskView({ environment: environment('sandbox'), session: session(part) });

const frame = (): HTMLIFrameElement =>
  screen.getByTitle<HTMLIFrameElement>(words.session.frameTitle);

const visited: string[] = [];

function say(data: unknown, origin = ORIGIN): void {
  window.dispatchEvent(
    new MessageEvent('message', { data, origin, source: frame().contentWindow }),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  visited.length = 0;
  // jsdom can't navigate; what matters is where the frame was sent, and that no attribute says so.
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (
    this: HTMLIFrameElement,
  ) {
    const inner = windows.get(this) ?? fakeWindow();
    windows.set(this, inner);
    return inner;
  });
});

const windows = new WeakMap<HTMLIFrameElement, Window>();

function fakeWindow(): Window {
  const inner = document.implementation.createHTMLDocument();
  const channel = new MessageChannel();
  return Object.assign(channel.port1, {
    document: inner,
    location: { replace: (url: string) => visited.push(url) },
  }) as unknown as Window;
}

describe('numbers that arrive while the widget is still on screen', () => {
  it('are shown beside it, masked', async () => {
    const { result } = doneSession();
    const { show } = await openApp(at());
    expect(screen.queryByRole('list', { name: words.session.arrived })).toBeNull();
    await show(at({ result }));
    const list = screen.getByRole('list', { name: words.session.arrived });
    for (const { name, numbers } of result?.accounts ?? []) {
      expect(list.textContent).toContain(name);
      for (const { mask } of numbers) expect(list.textContent).toContain(mask);
    }
  });
});

describe('the time', () => {
  it('is counted by the minute', async () => {
    const startedAtMs = Date.now();
    await openApp(at({ startedAtMs, endedAtMs: null }));
    for (const told of ['< 1 min', '1 min', '2 min']) {
      expect(screen.getByText(told)).toBeTruthy();
      await vi.advanceTimersByTimeAsync(60_000);
    }
  });

  it('goes on by the minute while the view changes more often than that', async () => {
    const startedAtMs = Date.now();
    const { show } = await openApp(at({ startedAtMs, endedAtMs: null }));
    for (let change = 1; change <= 7; change += 1) {
      await vi.advanceTimersByTimeAsync(20_000);
      await show(at({ startedAtMs, endedAtMs: null, refusedMessages: change }));
    }
    expect(screen.getByText('2 min')).toBeTruthy();
  });

  it('is told to the second once the session has ended', async () => {
    const startedAtMs = Date.now();
    await openApp(at({ startedAtMs, endedAtMs: startedAtMs + 64_000 }));
    expect(screen.getByText('01:04')).toBeTruthy();
  });
});

describe('the widget', () => {
  it('is sent to its address without leaving it in the page', async () => {
    await openApp(at());
    await vi.advanceTimersByTimeAsync(0);
    expect(visited).toEqual([SECRET]);
    expect(document.documentElement.outerHTML).not.toContain('secret-token');
    expect(frame().getAttribute('src')).toBeNull();
    expect(frame().getAttribute('sandbox')).toBe(
      'allow-scripts allow-same-origin allow-forms allow-popups',
    );
    expect(frame().getAttribute('allow')).toBe('');
    expect(frame().getAttribute('referrerpolicy')).toBe('strict-origin');
  });

  it('is not mounted before the session is open', async () => {
    const { platform } = await openApp(at({ phase: 'preparing' }));
    expect(screen.queryByTitle(words.session.frameTitle)).toBeNull();
    expect(screen.getByText(words.session.preparing)).toBeTruthy();
    expect(platform.takeWidgetTicket).not.toHaveBeenCalled();
  });

  it('takes one ticket per mount, however often the view changes', async () => {
    const { platform, show } = await openApp(at());
    await show(at({ refusedMessages: 1 }));
    await show(at({ widgetStep: 'mfa' }));
    expect(platform.takeWidgetTicket).toHaveBeenCalledOnce();
    const before = frame();
    platform.takeWidgetTicket.mockResolvedValue({ url: `${SECRET}-2`, origin: ORIGIN, mount: 2 });
    await show(at({ widgetMount: 2 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.takeWidgetTicket).toHaveBeenCalledTimes(2);
    expect(frame()).not.toBe(before);
    expect(visited).toEqual([SECRET, `${SECRET}-2`]);
  });

  it('keeps a ticket that ran ahead of the view for the mount it belongs to', async () => {
    const ticket: WidgetTicket = { url: SECRET, origin: ORIGIN, mount: 2 };
    const takeWidgetTicket = vi.fn(async () => ticket);
    const { show } = await openApp(at(), { takeWidgetTicket });
    await vi.advanceTimersByTimeAsync(0);
    expect(visited).toEqual([]);
    await show(at({ widgetMount: 2 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(visited).toEqual([SECRET]);
    expect(takeWidgetTicket).toHaveBeenCalledOnce();
  });

  it('is gone with its listener when the session moves on', async () => {
    const { platform, show } = await openApp(at());
    await vi.advanceTimersByTimeAsync(0);
    const source = frame().contentWindow;
    await show(at({ phase: 'checking' }));
    expect(screen.queryByTitle(words.session.frameTitle)).toBeNull();
    window.dispatchEvent(
      new MessageEvent('message', { data: { mx: true, type: 'mx/ping' }, origin: ORIGIN, source }),
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.widgetMessage).not.toHaveBeenCalled();
    expect(platform.widgetMessageRefused).not.toHaveBeenCalled();
  });

  it('hands messages to Rust, with mount and origin, and drops its skeleton', async () => {
    const { platform } = await openApp(at());
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByText(words.session.loading)).toBeTruthy();
    say({ mx: true, type: 'mx/load', metadata: {} });
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.widgetMessage.mock.calls).toEqual([
      ['session-1', 1, ORIGIN, '{"mx":true,"type":"mx/load","metadata":{}}'],
    ]);
    expect(screen.queryByText(words.session.loading)).toBeNull();
  });

  it('tells Rust how many messages were refused, and why', async () => {
    const { platform } = await openApp(at());
    await vi.advanceTimersByTimeAsync(0);
    say({ mx: true }, 'https://evil.example');
    say({ mx: true }, 'https://evil.example');
    say('text');
    await vi.advanceTimersByTimeAsync(500);
    expect(platform.widgetMessageRefused.mock.calls).toEqual([
      ['session-1', 1, 'other_origin', 2],
      ['session-1', 1, 'not_an_object', 1],
    ]);
  });

  it('stays silent about a message that came too late', async () => {
    const late = problem('not_now', 'Too late.', 'Nothing to do.');
    await openApp(at(), { widgetMessage: vi.fn().mockRejectedValue(late) });
    await vi.advanceTimersByTimeAsync(0);
    say({ mx: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.queryByText('Too late.')).toBeNull();
  });

  it('that gave no sign is covered by what happened and the way on', async () => {
    const { user, platform } = await openApp(
      at({ problem: problems.widget_silent, actions: ['reload_widget', 'close_widget'] }),
    );
    expect(screen.getByRole('alert').textContent).toContain(problems.widget_silent.message);
    await user.click(screen.getByRole('button', { name: words.session.actions.reload_widget }));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'reload_widget');
  });

  it('for which there is no ticket says so', async () => {
    const expired = problem('widget_expired', 'The widget was used already.', 'Load it again.');
    await openApp(at(), { takeWidgetTicket: vi.fn().mockRejectedValue(expired) });
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('alert').textContent).toContain('The widget was used already.');
  });

  it('is closed by our own button, never by Escape', async () => {
    const { user, platform } = await openApp(at());
    await user.keyboard('{Escape}');
    expect(platform.act).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: words.session.actions.close_widget }));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'close_widget');
  });

  it('is reached by F6', async () => {
    const { user } = await openApp(at());
    await user.keyboard('{F6}');
    expect(document.activeElement).toBe(frame());
  });
});

describe('beside the widget', () => {
  it('says who acts and what comes next', async () => {
    const { show } = await openApp(at({ widgetStep: 'search' }));
    expect(screen.getByText(words.session.turns.customer)).toBeTruthy();
    expect(screen.getByText(words.session.steps['search']?.now ?? '')).toBeTruthy();
    await show(at({ widgetStep: 'connecting' }));
    expect(screen.getByText(words.session.turns.mx)).toBeTruthy();
    await show(at({ widgetStep: 'somethingNew' }));
    expect(screen.getByText(words.session.openStep.now)).toBeTruthy();
  });

  it.each([
    ['PENDING', 'enterCreds', words.session.atBankStep],
    ['DENIED', 'enterCreds', words.session.refusedStep],
    ['LOCKED', 'actionableError', words.session.lockedStep],
    ['FAILED', 'actionableError', words.session.steps['actionableError']],
  ])('says with %s at %s what to do', async (name, widgetStep, step) => {
    const turn = name === 'FAILED' ? 'customer' : 'customer_at_bank';
    await openApp(at({ widgetStep, status: status({ name, turn }) }));
    expect(screen.getByText(step?.now ?? '')).toBeTruthy();
    expect(screen.getByText(step?.next ?? '')).toBeTruthy();
  });

  it('draws the timeline in order and names the events on request', async () => {
    const { user } = await openApp(
      at({
        timeline: timeline([
          [0, 'agent', 'start', 'Agent started the session'],
          [61_000, 'widget', 'mx/connect/loaded', 'The widget is ready'],
        ]),
      }),
    );
    const log = screen.getByRole('log');
    expect(log.textContent).toMatch(
      /00:00\s*Agent started the session.*01:01\s*The widget is ready/su,
    );
    expect(log.textContent).not.toContain('mx/connect/loaded');
    await user.click(screen.getByLabelText(words.session.eventNames));
    expect(log.textContent).toContain('mx/connect/loaded');
  });

  it('counts the time', async () => {
    vi.setSystemTime(1_000_000);
    await openApp(at({ startedAtMs: 1_000_000 }));
    await vi.advanceTimersByTimeAsync(65_000);
    await tick();
    expect(screen.getByRole('complementary').textContent).toContain('1 min');
  });

  it('mentions refused messages quietly', async () => {
    const { show } = await openApp(at());
    expect(screen.queryByText(/refused/u)).toBeNull();
    await show(at({ refusedMessages: 3 }));
    expect(screen.getByText(words.session.refused(3))).toBeTruthy();
  });

  it('shows a problem that does not stop the customer without covering the widget', async () => {
    await openApp(at({ problem: problems.offline }));
    expect(screen.getByText(problems.offline.message)).toBeTruthy();
    expect(frame().closest('[inert]')).toBeNull();
  });

  it('says why the widget is not ready yet, while it goes on waiting', async () => {
    const view = at({ phase: 'preparing', actions: ['finish'], problem: problems.offline });
    await openApp(view);
    expect(screen.getByText(problems.offline.message)).toBeTruthy();
    expect(screen.getByText(words.session.preparing)).toBeTruthy();
  });
});

describe('checking', () => {
  it('says what is waited for', async () => {
    await openApp(
      at({
        phase: 'checking',
        status: status({ isWorking: true, turn: 'mx' }),
        actions: ['finish'],
      }),
    );
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(words.checking.titleWorking);
    expect(screen.getByText(/Waiting for MX Bank/u)).toBeTruthy();
    expect(screen.getByRole('button', { name: words.session.leave })).toBeTruthy();
  });

  it('says how it ended only of what can have ended', async () => {
    const heading = (): string | null => screen.getByRole('heading', { level: 1 }).textContent;
    const checking: Partial<SessionView> = { phase: 'checking', widgetStep: null };
    const begun: Partial<SessionView> = { ...checking, widgetMount: 0, timeline: [] };
    const { show } = await openApp(at(checking));
    expect(heading()).toBe(words.checking.titles.ending);

    await show(at({ ...begun, memberGuid: null }));
    expect(heading()).toBe(words.checking.titles.standing);
    const working = status({ isWorking: true, turn: 'mx' });
    await show(at({ ...begun, memberGuid: 'MBR-1', status: working }));
    expect(heading()).toBe(words.checking.titlesAgain.verification);
    expect(screen.getByText(words.session.checkingSteps.again.now)).toBeTruthy();
    await show(at({ ...begun, memberGuid: 'MBR-1', mode: 'aggregation' }));
    expect(heading()).toBe(words.checking.titlesAgain.aggregation);
    await show(at({ ...begun, deposit: deposit('REQUESTED') }));
    expect(heading()).toBe(words.checking.titles.deposits);

    const resumed = timeline([[0, 'desk', 'resumed', 'Asking MX how the session ended']]);
    await show(at({ ...begun, memberGuid: 'MBR-1', timeline: resumed }));
    expect(heading()).toBe(words.checking.titles.ending);
  });
});
