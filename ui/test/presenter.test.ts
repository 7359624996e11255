import { screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { deskView, environment, problem, stoppedSession } from '../src/platform/fake/fixtures';
import { fakeScenarios, presenterScreens, presenting } from '../src/platform/fake/presenter';
import type { DeskView, EnvironmentKind } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.presenter;
const inside = (kind: EnvironmentKind): DeskView => deskView({ environment: environment(kind) });
const shown = (name: string): DeskView => presenterScreens[name]?.() ?? deskView();
const noWidget = { takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)) };

const place = (): Element | null => document.querySelector('[data-place="present"]');
/** By its stable name: looking through every button by role takes long. */
const pressed = (action: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
  if (found === null) throw new Error(`there is nothing to ${action}`);
  return found;
};

async function openPicker(answers: Parameters<typeof openApp>[1] = {}): Promise<Stage> {
  const stage = await openApp(inside('sandbox'), {
    listScenarios: vi.fn(async () => [...fakeScenarios]),
    ...answers,
  });
  await stage.user.click(place() as HTMLElement);
  return stage;
}

describe('the picker', () => {
  it.each(['integration', 'production', 'custom'] as const)(
    'is not there with %s',
    async (kind) => {
      const { user } = await openApp(inside(kind));
      expect(place()).toBeNull();
      await user.keyboard('{Control>}7{/Control}');
      expect(document.querySelector('[data-screen="present"]')).toBeNull();
    },
  );

  it('is there for the simulated MX, by its key as well', async () => {
    const { user } = await openApp(inside('sandbox'));
    expect(place()?.textContent).toContain(say.title);
    await user.keyboard('{Control>}7{/Control}');
    expect(document.querySelector('main h1')?.textContent).toBe(say.title);
  });

  it('says of each scenario what it shows and what it ends in', async () => {
    await openPicker();
    for (const { name, outcome, group } of fakeScenarios) {
      const button = document.querySelector(`[data-scenario="${name}"]`);
      expect(button?.textContent).toContain(say.names[name]);
      expect(button?.textContent).toContain(say.shows[name]);
      expect(button?.textContent).toContain(say.outcomes[outcome]);
      const heading = button?.closest('section')?.querySelector('h2');
      expect(heading?.textContent).toBe(say.groups[group]);
    }
  });

  it('begins the one that is pressed, once, in the colours of the app', async () => {
    const present = vi.fn(() => new Promise<never>(() => undefined));
    const { user } = await openPicker({ present });
    const button = screen.getByRole('button', { name: say.names.locked });
    await user.click(button);
    await user.click(button);
    await user.click(screen.getByRole('button', { name: say.names.canadian }));
    expect(present.mock.calls).toEqual([['locked', false]]);
  });

  it('says why a scenario could not begin', async () => {
    const reason = problem('mx_unavailable', 'MX is away.', 'Wait a moment.');
    const { user } = await openPicker({ present: vi.fn(() => Promise.reject(reason)) });
    await user.click(screen.getByRole('button', { name: say.names.locked }));
    expect(await screen.findByText('MX is away.')).toBeTruthy();
  });

  it('resets only when that is confirmed', async () => {
    const { user, platform } = await openPicker();
    await user.click(pressed('reset-demonstration'));
    await user.click(pressed('cancel'));
    expect(platform.resetDemonstration).not.toHaveBeenCalled();
    await user.click(pressed('reset-demonstration'));
    await user.click(pressed('confirm'));
    expect(platform.resetDemonstration).toHaveBeenCalledOnce();
    expect(await screen.findByText(say.reset.done)).toBeTruthy();
  });
});

describe('a scenario beside the widget', () => {
  it('shows what to enter, and whose turn it is', async () => {
    await openApp(shown('presenting'), noWidget);
    const card = screen.getByRole('region', {
      name: (name) => name.endsWith(say.names['mfa-text']),
    });
    for (const text of ['MX Bank', 'mxuser', 'challenge', 'correct']) {
      expect(within(card).getByText(text)).toBeTruthy();
    }
    const now = card.querySelector('[aria-current="step"]');
    expect(now?.textContent).toContain('challenge');
    expect(now?.textContent).not.toContain('correct');
    // What is not yet due has its room kept small, and its fields named where one points at it.
    expect(card.querySelectorAll('.brief').length).toBeLessThan(card.querySelectorAll('li').length);
    expect(now?.querySelector('.brief')).toBeNull();
  });

  it('says that nothing is to be entered while it goes on by itself', async () => {
    const { show } = await openApp(shown('presenting'), noWidget);
    expect(screen.queryByText(say.card.byItself)).toBeNull();
    const { presenting, ...rest } = shown('presenting');
    const steps = (presenting?.steps ?? []).map((step) => ({ ...step, current: false }));
    await show({ ...rest, presenting: presenting && { ...presenting, steps } });
    expect(screen.getByText(say.card.byItself)).toBeTruthy();
  });

  it('leaves the tour its room', async () => {
    const { user } = await openApp(shown('presenting'), noWidget);
    const steps = (): number => document.querySelectorAll('[data-presenting] li').length;
    expect(steps()).toBeGreaterThan(1);
    await user.click(screen.getByRole('button', { name: words.tour.title }));
    expect(steps()).toBe(1);
  });

  it('types when asked to, and says so when there is nothing to type', async () => {
    const nothing = problem('not_now', 'There is nothing to type now.', 'Wait for the bank.');
    const typeForCustomer = vi.fn<(id: string) => Promise<void>>(async () => undefined);
    const { user, platform } = await openApp(shown('presenting'), { ...noWidget, typeForCustomer });
    const id = shown('presenting').session?.id;
    await user.click(screen.getByRole('button', { name: say.card.type }));
    expect(platform.typeForCustomer).toHaveBeenCalledWith(id);
    typeForCustomer.mockRejectedValueOnce(nothing);
    await user.click(screen.getByRole('button', { name: say.card.type }));
    expect(await screen.findByText(nothing.message)).toBeTruthy();
  });

  it('offers to skip a wait only where there is one', async () => {
    const { user, platform, show } = await openApp(shown('presenting'), noWidget);
    expect(screen.queryByRole('button', { name: say.card.waits.bank })).toBeNull();
    await show(shown('presenting-slow'));
    const skip = (): HTMLElement => screen.getByRole('button', { name: say.card.waits.bank });
    expect(skip()).toHaveProperty('disabled', true);
    await show(shown('presenting-slow-wait'));
    expect(screen.getByText(say.card.byItself)).toBeTruthy();
    await user.click(skip());
    expect(platform.skipWait).toHaveBeenCalledOnce();
  });

  it('lets the days go by that test deposits take, and then has the amounts entered', async () => {
    const { user, platform, show } = await openApp(shown('presenting-account'), noWidget);
    const later = (): HTMLElement | null =>
      screen.queryByRole('button', { name: say.card.waits.deposits });
    const now = (): string | null | undefined =>
      document.querySelector('[data-presenting] [aria-current="step"]')?.textContent;
    expect(now()).toContain('0012349876');
    expect(now()).toContain(say.card.onePerPage(say.card.type));
    expect(later()).toHaveProperty('disabled', true);

    await show(shown('presenting-days'));
    expect(now()).toContain(say.card.moments.wait);
    expect(screen.getByRole('button', { name: say.card.type })).toHaveProperty('disabled', true);
    await user.click(later() as HTMLElement);
    expect(platform.skipWait).toHaveBeenCalledWith(shown('presenting-days').session?.id);

    await show(shown('presenting-arrived'));
    expect(later()).toHaveProperty('disabled', true);
    expect(now()).toContain('0.13');
    expect(screen.getByRole('button', { name: words.session.actions.enter_amounts })).toBeTruthy();

    await show(shown('presenting-amounts'));
    await user.click(screen.getByRole('button', { name: say.card.type }));
    expect(platform.typeForCustomer).toHaveBeenCalledOnce();
  });

  it('keeps its buttons where they are from step to step, above what changes', async () => {
    const { show } = await openApp(shown('presenting-account'), noWidget);
    const buttons = (): (string | undefined)[] =>
      [...document.querySelectorAll<HTMLElement>('[data-presenting] button')].map(
        ({ dataset }) => dataset['action'],
      );
    for (const name of ['account', 'days', 'arrived', 'amounts'] as const) {
      await show(shown(`presenting-${name}`));
      expect(buttons()).toEqual(['type-for-customer', 'skip-wait']);
      const card = document.querySelector('[data-presenting]');
      expect(card?.querySelector('button ~ ol, div:has(button) ~ ol')).toBeTruthy();
      expect(card?.previousElementSibling?.tagName).toBe('HEADER');
    }
  });

  it('offers nothing to press once the session has stopped with nothing left to do', async () => {
    const view = shown('presenting');
    await openApp(view, noWidget).then(({ show }) =>
      show({
        ...view,
        session: stoppedSession({ name: 'DENIED' }),
        presenting: presenting('wrong-password', 'session-1', 'wait', { canType: false }),
      }),
    );
    expect(document.querySelector('[data-presenting]')).toBeTruthy();
    expect(screen.queryByRole('button', { name: say.card.type })).toBeNull();
  });

  it('is nothing but the session where nothing is presented', async () => {
    await openApp({ ...shown('presenting'), presenting: null }, noWidget);
    expect(screen.queryByRole('button', { name: say.card.type })).toBeNull();
    expect(screen.getByText(words.verify.testBank.title)).toBeTruthy();
  });
});

describe('presentation size', () => {
  it('is turned on and off from the menu and by keys, everywhere', async () => {
    const { user, platform, show } = await openApp(inside('production'));
    await user.click(screen.getByRole('button', { name: words.app.menu }));
    const item = (): HTMLElement =>
      screen.getByRole('menuitemcheckbox', { name: new RegExp(say.size, 'u') });
    expect(item().getAttribute('aria-checked')).toBe('false');
    await user.click(item());
    expect(platform.setPresentationSize).toHaveBeenLastCalledWith(true);

    await show({ ...inside('production'), presentationSize: true });
    await user.keyboard('{Control>}{Shift>}P{/Shift}{/Control}');
    expect(platform.setPresentationSize).toHaveBeenLastCalledWith(false);
  });

  it('leaves other keys alone', async () => {
    const { user, platform } = await openApp(inside('sandbox'));
    await user.keyboard('{Control>}p{/Control}P');
    expect(platform.setPresentationSize).not.toHaveBeenCalled();
  });
});
