import { screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { deskView, doneSession, environment, problem } from '../src/platform/fake/fixtures';
import { screens } from '../src/platform/fake/screens';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.result;
const done = deskView({ environment: environment('sandbox'), session: doneSession() });
const DIGITS = '000123454403';
const page = (): string =>
  document.documentElement.outerHTML.replaceAll(/<[^>]*>|<!--.*?-->/gsu, '');
const reveal = (): HTMLElement =>
  screen.getByRole('button', { name: say.revealNamed('Everyday Checking') });

beforeEach(() => {
  vi.useFakeTimers();
});

describe('the result', () => {
  it('shows institution, accounts, masks, routing numbers and MX’s verdict', async () => {
    await openApp(done);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(say.title.verification);
    const main = screen.getByRole('main');
    expect(main.textContent).toContain('MX Bank');
    for (const text of ['•••• 4403', '•••• 7718', 'Everyday Checking', 'Savings', 'CONNECTED']) {
      expect(main.textContent).toContain(text);
    }
    expect(within(main).getAllByText('091000019')).toHaveLength(2);
    expect(screen.getByText(say.validation.passed)).toBeTruthy();
    expect(screen.getByText(say.validation.not_checked)).toBeTruthy();
    expect(screen.getByText(doneSession().result?.method ?? '?')).toBeTruthy();
  });

  it('shows Canadian numbers, a failed check and an account without numbers', async () => {
    await openApp(screens['done-awkward']?.() ?? done);
    expect(screen.getAllByText('815')).toHaveLength(2);
    expect(screen.getAllByText('30012')).toHaveLength(2);
    expect(screen.getByText(say.validation.failed)).toBeTruthy();
    expect(screen.getByText(say.noNumbers)).toBeTruthy();
    expect(screen.getByText(words.session.refused(3))).toBeTruthy();
  });

  it('says so when MX returned no accounts', async () => {
    await openApp(screens['done-empty']?.() ?? done);
    expect(screen.getByText(say.noAccounts)).toBeTruthy();
  });

  it('puts the first action first', async () => {
    const { user, platform } = await openApp(done);
    const finish = screen.getByRole('button', { name: words.session.actions.finish });
    expect(finish.classList).toContain('primary');
    await user.click(finish);
    expect(platform.act).toHaveBeenCalledWith('session-1', 'finish');
  });
});

describe('revealing a number', () => {
  it('shows it and hides it again by itself, with nothing left in the page', async () => {
    const { user, platform } = await openApp(done);
    await user.click(reveal());
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.revealNumber).toHaveBeenCalledWith('session-1', 'n1', null);
    expect(page()).toContain(DIGITS);
    expect(screen.getByText(say.hidesIn(30))).toBeTruthy();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(screen.getByText(say.hidesIn(15))).toBeTruthy();
    await vi.advanceTimersByTimeAsync(15_250);
    expect(page()).not.toContain('2345');
    expect(page()).toContain('•••• 4403');
  });

  it('hides it at once on request', async () => {
    const { user } = await openApp(done);
    await user.click(reveal());
    await vi.advanceTimersByTimeAsync(0);
    await user.click(screen.getByRole('button', { name: say.hide }));
    expect(page()).not.toContain('2345');
  });

  it('hides it when the session is left', async () => {
    const { user, show } = await openApp(done);
    await user.click(reveal());
    await vi.advanceTimersByTimeAsync(0);
    await show({ ...done, session: null });
    expect(page()).not.toContain('2345');
  });

  it('hides it on waking from a sleep longer than the time', async () => {
    const { user } = await openApp(done);
    await user.click(reveal());
    await vi.advanceTimersByTimeAsync(0);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(250);
    expect(page()).not.toContain('2345');
  });

  it('says why it could not', async () => {
    const gone = problem('unknown_session', 'This session is not known any more.', 'Start over.');
    const { user } = await openApp(done, { revealNumber: vi.fn().mockRejectedValue(gone) });
    await user.click(reveal());
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByText(gone.message)).toBeTruthy();
    expect(page()).toContain('•••• 4403');
  });
});

describe('starting over', () => {
  it('asks first: the result would be gone with one press', async () => {
    const { user, platform } = await openApp(done);
    const { startOver, actions } = words.session;
    const press = async (): Promise<void> => {
      await user.click(screen.getByRole('button', { name: actions.start_over }));
      await vi.advanceTimersByTimeAsync(0);
    };
    await press();
    const asked = screen.getByRole('dialog', { name: startOver.title });
    expect(platform.act).not.toHaveBeenCalled();
    await user.click(within(asked).getByRole('button', { name: startOver.cancel }));
    expect(platform.act).not.toHaveBeenCalled();
    await press();
    const again = screen.getByRole('dialog', { name: startOver.title });
    await user.click(within(again).getByRole('button', { name: actions.start_over }));
    expect(platform.act).toHaveBeenCalledExactlyOnceWith('session-1', 'start_over');
  });
});

describe('copying', () => {
  it.each([
    ['account', say.copyAccountNamed('Everyday Checking')],
    ['routing', say.copyRoutingNamed('Everyday Checking')],
  ] as const)('the %s number says when it leaves the clipboard', async (part, name) => {
    const { user, platform } = await openApp(done);
    await user.click(screen.getByRole('button', { name }));
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.copyNumber).toHaveBeenCalledWith('session-1', 'n1', part, null);
    expect(screen.getByText(say.copied[part])).toBeTruthy();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(screen.queryByText(say.copied[part])).toBeNull();
  });

  it('that failed says so and nothing of the clipboard', async () => {
    const failed = problem('clipboard_failed', 'The clipboard could not be used.', 'Try again.');
    const { user } = await openApp(done, { copyNumber: vi.fn().mockRejectedValue(failed) });
    await user.click(
      screen.getByRole('button', { name: say.copyAccountNamed('Everyday Checking') }),
    );
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('alert').textContent).toContain(failed.message);
    expect(screen.queryByText(say.copied.account)).toBeNull();
  });
});
