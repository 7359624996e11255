import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import {
  deskView,
  doneSession,
  environment,
  problem,
  session,
  summary,
} from '../src/platform/fake/fixtures';
import type { DeskView, SessionView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.asked;
const home = deskView({ environment: environment('production') });
const asks = (customerId: string, id = 7): DeskView['asked'] => ({
  id,
  what: { kind: 'verify', customerId },
});
const idField = (): HTMLInputElement => screen.getByLabelText(words.verify.customerId);

describe('a window that is closed in the middle of sessions', () => {
  const open = session({ id: 's-1' });
  const quit = { id: 4, what: { kind: 'quit' } } as const;
  const view = (kind: 'sandbox' | 'production'): DeskView =>
    deskView({ environment: environment(kind), sessions: [summary(open)], asked: quit });

  it('is closed once the agent says so', async () => {
    const { user, platform } = await openApp(view('production'));
    expect(screen.getByText(say.quit.body(1))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.quit.confirm }));
    expect(platform.quit).toHaveBeenCalledOnce();
  });

  it('stays otherwise, and what the simulated MX forgets is said', async () => {
    const { user, platform } = await openApp(view('sandbox'));
    expect(screen.getByText(say.quit.simulated(1))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.quit.cancel }));
    expect(platform.quit).not.toHaveBeenCalled();
    expect(platform.settleAsked).toHaveBeenCalledExactlyOnceWith(4);
  });
});

describe('a window that is closed with results on screen', () => {
  it('says what leaves memory, beside what is not finished', async () => {
    const done = doneSession({ id: 's-2' });
    const quit = { id: 4, what: { kind: 'quit' } } as const;
    const of = (sessions: SessionView[]): DeskView =>
      deskView({
        environment: environment('production'),
        sessions: sessions.map((each) => summary(each)),
        asked: quit,
      });
    const { show } = await openApp(of([done]));
    expect(screen.getByText(say.quit.results(1))).toBeTruthy();
    await show(of([done, session({ id: 's-1' })]));
    expect(screen.getByText(`${say.quit.body(1)} ${say.quit.results(1)}`)).toBeTruthy();
  });
});

describe('a customer that another program asks for', () => {
  it('is put into the form once the agent says so, and nothing starts', async () => {
    const { user, platform, show } = await openApp(home);
    await user.keyboard('{Control>}3{/Control}');
    expect(screen.queryByLabelText(words.verify.customerId)).toBeNull();
    await show({ ...home, asked: asks('c-4711') });
    expect(screen.getByRole('dialog', { name: say.title }).textContent).toContain('c-4711');
    expect(platform.settleAsked).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: say.fill }));
    expect(platform.settleAsked).toHaveBeenCalledExactlyOnceWith(7);
    expect(idField().value).toBe('c-4711');
    expect(platform.startSession).not.toHaveBeenCalled();
    expect(platform.useProfile).not.toHaveBeenCalled();
  });

  it('is ignored on request, and what was typed stays', async () => {
    const { user, platform, show } = await openApp(home);
    await user.type(idField(), 'typed-by-hand');
    await show({ ...home, asked: asks('c-4711') });
    await user.click(screen.getByRole('button', { name: say.ignore }));
    expect(platform.settleAsked).toHaveBeenCalledExactlyOnceWith(7);
    expect(idField().value).toBe('typed-by-hand');
  });

  it('waits for a connection', async () => {
    const { user, platform, show } = await openApp(deskView({ asked: asks('c-4711') }));
    expect(screen.getByText(say.connectFirst)).toBeTruthy();
    expect(screen.queryByRole('button', { name: say.fill })).toBeNull();
    await user.click(screen.getByRole('button', { name: say.understood }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(platform.settleAsked).not.toHaveBeenCalled();
    await show({ ...home, asked: asks('c-4711') });
    expect(screen.getByRole('button', { name: say.fill })).toBeTruthy();
  });

  it('is another one when it is asked again', async () => {
    const { user, show } = await openApp({ ...home, asked: asks('c-1') });
    await show({ ...home, asked: asks('c-2', 8) });
    await user.click(screen.getByRole('button', { name: say.fill }));
    expect(idField().value).toBe('c-2');
  });
});

describe('a new verification that the tray asks for', () => {
  it('leads to the form, whatever is on screen', async () => {
    const { user, platform, show } = await openApp(home);
    await user.keyboard('{Control>}3{/Control}');
    expect(screen.queryByLabelText(words.verify.customerId)).toBeNull();
    await show({ ...home, asked: { id: 3, what: { kind: 'new_verification' } } });
    expect(idField()).toBeTruthy();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(platform.settleAsked).toHaveBeenCalledExactlyOnceWith(3);
    expect(platform.startSession).not.toHaveBeenCalled();
  });
});

describe('a request that is refused', () => {
  it('says why, and is settled when it was read', async () => {
    const refused = problem('link_refused', 'No such link.', 'Nothing was done.');
    const { user, platform } = await openApp({
      ...home,
      asked: { id: 9, what: { kind: 'nothing', problem: refused } },
    });
    expect(screen.getByRole('dialog', { name: say.refused }).textContent).toContain(
      'No such link.',
    );
    await user.click(screen.getByRole('button', { name: say.understood }));
    expect(platform.settleAsked).toHaveBeenCalledExactlyOnceWith(9);
  });
});
