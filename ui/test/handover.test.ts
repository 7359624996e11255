import { screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { deposit } from '../src/platform/fake/deposits';
import { deskView, environment, problem, session } from '../src/platform/fake/fixtures';
import { byLink, fakeDisplays, fakeLink } from '../src/platform/fake/handover';
import type { DeskView, SessionView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.handover;
const inside = (of: SessionView): DeskView =>
  deskView({ environment: environment('sandbox'), session: of });
const named = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('the link', () => {
  beforeEach(() => {
    vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-21T10:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is drawn as a code with a name, and counts down', async () => {
    const { platform } = await openApp(
      inside(byLink({ link: fakeLink({ expiresAtMs: Date.now() + 600_000 }) })),
    );
    expect(await screen.findByRole('img', { name: say.link.code })).toBeTruthy();
    expect(platform.linkCode).toHaveBeenCalledWith('session-1');
    expect(screen.getByRole('timer').textContent).toContain('10 min');
    await vi.advanceTimersByTimeAsync(61_000);
    expect(screen.getByRole('timer').textContent).toContain('9 min');
    await vi.advanceTimersByTimeAsync(8 * 60_000 + 9_000);
    expect(screen.getByRole('timer').textContent).toMatch(/00:[45]\d/u);
  });

  it('is copied by Rust, and what happens to the copy is said', async () => {
    const { platform, user } = await openApp(inside(byLink()));
    await user.click(named(say.link.copy));
    expect(platform.copyLink).toHaveBeenCalledWith('session-1');
    expect(await screen.findByText(say.link.copied)).toBeTruthy();
  });

  it('can’t be copied once it has expired; a new one is one click away', async () => {
    const { platform, user } = await openApp(
      inside(byLink({ link: fakeLink({ expired: true, available: false }) })),
    );
    expect(screen.getByRole('heading', { level: 1, name: say.link.expired })).toBeTruthy();
    expect(screen.queryByRole('button', { name: say.link.copy })).toBeNull();
    expect(platform.linkCode).not.toHaveBeenCalled();
    await user.click(named(say.link.renew));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'reload_widget');
  });

  it('is drawn anew when a new one was made', async () => {
    const { platform, show } = await openApp(inside(byLink()));
    await screen.findByRole('img', { name: say.link.code });
    await show(inside(byLink({ widgetMount: 2 })));
    await vi.waitFor(() => expect(platform.linkCode).toHaveBeenCalledTimes(2));
  });

  it('of before a restart is said to be with the customer', async () => {
    await openApp(inside(byLink({ link: fakeLink({ available: false }) })));
    expect(screen.getByRole('heading', { level: 1, name: say.link.gone })).toBeTruthy();
    expect(screen.getByText(say.link.waiting)).toBeTruthy();
  });

  it('shows which bank the customer connects, and what stands in the way', async () => {
    await openApp(
      inside(
        byLink({
          institution: { name: 'MX Bank', code: null },
          memberGuid: 'MBR-1',
          problem: problem('offline', 'MX can’t be reached.', 'Check the network.'),
        }),
      ),
    );
    expect(screen.getByText(say.link.seen('MX Bank'))).toBeTruthy();
    expect(screen.getAllByText('MX can’t be reached.')).toHaveLength(1);
  });

  it('waits for the customer, whatever bank they had chosen elsewhere', async () => {
    await openApp(inside(byLink({ institution: { name: 'MX Bank', code: null } })));
    expect(screen.getByText(say.link.waiting)).toBeTruthy();
  });

  it('is waited for until the agent stops', async () => {
    const { platform, user } = await openApp(inside(byLink()));
    await user.click(named(say.link.close));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'close_widget');
  });
});

describe('the customer window', () => {
  const windowed = (part: Partial<SessionView> = {}): DeskView =>
    inside(session({ handOver: 'window', otherHandOvers: ['here', 'link'], ...part }));

  it('shows how far the customer is', async () => {
    const { show } = await openApp(windowed({ widgetStep: 'search' }));
    const steps = screen.getByRole('list', { name: say.window.steps.label });
    const now = (): string | undefined =>
      within(steps)
        .getAllByRole('listitem')
        .find((step) => step.getAttribute('aria-current') === 'step')
        ?.textContent.trim();
    expect(now()).toBe(say.window.steps.choose);
    await show(windowed({ widgetStep: 'mfa' }));
    expect(now()).toBe(say.window.steps.connect);
  });

  it('shows how far the customer is with test deposits', async () => {
    const { show } = await openApp(windowed({ widgetStep: 'microdeposits' }));
    const steps = (): (string | undefined)[] =>
      within(screen.getByRole('list', { name: say.window.steps.label }))
        .getAllByRole('listitem')
        .map((step) => `${step.getAttribute('aria-current') ?? ''} ${step.textContent.trim()}`);
    const { account, asked, amounts, verified } = say.window.steps;
    expect(steps()).toEqual([`step ${account}`, ` ${asked}`]);
    expect(screen.getByText(say.window.leadOfDeposits)).toBeTruthy();
    await show(windowed({ widgetStep: 'microdeposits', deposit: deposit('REQUESTED') }));
    expect(steps()[1]).toContain(`step ${asked}`);
    // Before the window has said anything.
    await show(windowed({ widgetStep: null, deposit: deposit('DEPOSITED'), entersAmounts: true }));
    expect(steps()).toEqual([`step ${amounts}`, ` ${verified}`]);
    expect(screen.getByText(words.deposits.steps.enters.now)).toBeTruthy();
  });

  it('is taken back, or closed', async () => {
    const { platform, user } = await openApp(windowed());
    await user.click(named(say.window.back));
    expect(platform.handOver).toHaveBeenCalledWith('session-1', 'here', null);
    await user.click(named(say.window.close));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'close_widget');
  });

  it('that is covered by others is shown again', async () => {
    const { platform, user } = await openApp(windowed());
    await user.click(named(say.window.show));
    expect(platform.showCustomerWindow).toHaveBeenCalledWith('session-1');
  });

  it('that could not be opened leaves every way on', async () => {
    const { platform, user } = await openApp(
      windowed({
        problem: problem('window_failed', 'It could not be opened.', 'Try again.'),
        actions: ['reload_widget', 'close_widget', 'start_over', 'finish'],
      }),
    );
    expect(screen.getByRole('heading', { level: 1, name: 'It could not be opened.' })).toBeTruthy();
    await user.click(named(words.session.actions.reload_widget));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'reload_widget');
  });
});

describe('the display for the customer window', () => {
  const home = deskView({ environment: environment('sandbox') });
  const start = async ({ user }: Stage): Promise<void> => {
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1');
    await user.click(named(words.verify.start));
  };

  it('is chosen on the form, the customer’s first', async () => {
    const stage = await openApp(home, { displays: vi.fn(async () => fakeDisplays) });
    expect(screen.queryByRole('group', { name: say.display })).toBeNull();
    await stage.user.click(screen.getByRole('radio', { name: /Customer window/u }));
    const choice = within(await screen.findByRole('group', { name: say.display }));
    const [theirs, mine] = choice.getAllByRole('radio') as HTMLInputElement[];
    expect(theirs?.checked).toBe(true);
    await stage.user.click(mine as HTMLInputElement);
    await start(stage);
    expect(stage.platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ handOver: 'window', display: 0 }),
    );
  });

  it('is no question where there is one display', async () => {
    const stage = await openApp(home, { displays: vi.fn(async () => fakeDisplays.slice(0, 1)) });
    await stage.user.click(screen.getByRole('radio', { name: /Customer window/u }));
    await vi.waitFor(() => expect(stage.platform.displays).toHaveBeenCalled());
    expect(screen.queryByRole('group', { name: say.display })).toBeNull();
    await start(stage);
    expect(stage.platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ handOver: 'window', display: null }),
    );
  });
});

describe('switching in mid-session', () => {
  it('offers what the session offers, and no other way', async () => {
    const { platform, user } = await openApp(inside(session({ otherHandOvers: ['link'] })));
    await user.click(named(say.menuLabel(words.begin.handOvers.here)));
    const entries = screen.getAllByRole('menuitem');
    expect(entries).toHaveLength(1);
    await user.click(entries[0] as HTMLElement);
    expect(platform.handOver).toHaveBeenCalledWith('session-1', 'link', null);
  });

  it('lets the agent choose the display, the customer’s first', async () => {
    const { platform, user } = await openApp(inside(session({ otherHandOvers: ['window'] })), {
      displays: vi.fn(async () => fakeDisplays),
    });
    await user.click(named(say.menuLabel(words.begin.handOvers.here)));
    const entries = await screen.findAllByRole('menuitem');
    expect(entries.map((entry) => entry.textContent)).toEqual([
      expect.stringContaining('HDMI-1'),
      expect.stringContaining(say.thisDisplay),
    ]);
    await user.click(entries[0] as HTMLElement);
    expect(platform.handOver).toHaveBeenCalledWith('session-1', 'window', 1);
  });

  it('is not offered where there is no other way', async () => {
    await openApp(inside(session({ otherHandOvers: [] })));
    expect(
      screen.queryByRole('button', { name: say.menuLabel(words.begin.handOvers.here) }),
    ).toBeNull();
  });
});
