import { screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { deskView, environment, problem, session, status } from '../src/platform/fake/fixtures';
import { screens } from '../src/platform/fake/screens';
import type { CustomerLookup } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.verify;
const home = deskView({ environment: environment('sandbox') });
const known: CustomerLookup = {
  customer: { id: 'acme-1', guid: 'USR-1', email: 'pat@example.com' },
  members: [
    {
      guid: 'MBR-7',
      name: 'MX Bank',
      status: status({ name: 'DENIED', meaning: 'The bank did not accept it.', turn: 'customer' }),
      way: 'repair',
    },
  ],
};

const idField = (): HTMLElement => screen.getByLabelText(say.customerId);

beforeEach(() => {
  vi.useFakeTimers();
});

describe('a new session', () => {
  it('starts for the customer named', async () => {
    const { user, platform } = await openApp(home);
    expect(screen.getByRole('button', { name: say.start })).toHaveProperty('disabled', true);
    await user.type(idField(), ' acme-1 ');
    await user.click(screen.getByRole('button', { name: say.start }));
    expect(platform.startSession).toHaveBeenCalledWith({
      customerId: 'acme-1',
      email: null,
      metadata: null,
      mode: 'verification',
      memberGuid: null,
      withoutWidget: false,
      handOver: 'here',
      display: null,
      ownerName: null,
      dark: false,
    });
  });

  it('takes the mode, the optional facts and the theme along', async () => {
    const { user, platform } = await openApp({ ...home, appearance: 'dark' });
    await user.type(idField(), 'acme-1');
    await user.click(screen.getByRole('radio', { name: /Aggregation/u }));
    await user.click(screen.getByText(words.begin.more));
    await user.type(screen.getByLabelText(say.email), 'pat@example.com');
    await user.type(screen.getByLabelText(say.metadata), 'branch 7');
    expect(screen.getByLabelText(say.metadata).getAttribute('aria-describedby')).toBe(
      'metadata-note',
    );
    expect(document.getElementById('metadata-note')?.textContent).toContain(say.metadataHint);
    await user.type(idField(), '{enter}');
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({
        mode: 'aggregation',
        email: 'pat@example.com',
        metadata: 'branch 7',
        dark: true,
      }),
    );
  });

  it('is not started twice by an impatient press', async () => {
    const startSession = vi.fn(() => new Promise<string>(() => undefined));
    const { user } = await openApp(home, { startSession });
    await user.type(idField(), 'acme-1{enter}{enter}');
    await user.click(screen.getByRole('button', { name: say.starting }));
    expect(startSession).toHaveBeenCalledOnce();
  });

  it('says why it could not be started', async () => {
    const offline = problem('offline', 'No connection.', 'Check the network.');
    const { user } = await openApp(home, { startSession: vi.fn().mockRejectedValue(offline) });
    await user.type(idField(), 'acme-1{enter}');
    await tick();
    expect(screen.getByText('No connection.')).toBeTruthy();
  });
});

describe('typing a customer id', () => {
  it('asks MX once, when the typing pauses', async () => {
    const { user, platform } = await openApp(home);
    await user.type(idField(), 'acme-1');
    expect(platform.findCustomer).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(400);
    expect(platform.findCustomer.mock.calls).toEqual([['acme-1']]);
    expect(screen.getByText(say.newCustomer)).toBeTruthy();
  });

  it('recognises a known customer and repairs a connection', async () => {
    const { user, platform } = await openApp(home, { findCustomer: vi.fn(async () => known) });
    await user.type(idField(), 'acme-1');
    await vi.advanceTimersByTimeAsync(400);
    expect(screen.getByText(/Known customer, 1 connection/u)).toBeTruthy();
    expect(screen.getByText('DENIED')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.begin.waysNamed.repair('MX Bank') }));
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ customerId: 'acme-1', memberGuid: 'MBR-7' }),
    );
  });

  it('ignores an answer about an id that has been typed over', async () => {
    const answers: ((lookup: CustomerLookup) => void)[] = [];
    const findCustomer = vi.fn(
      () => new Promise<CustomerLookup>((resolve) => answers.push(resolve)),
    );
    const { user } = await openApp(home, { findCustomer });
    await user.type(idField(), 'acme-1');
    await vi.advanceTimersByTimeAsync(400);
    await user.type(idField(), '9');
    await vi.advanceTimersByTimeAsync(400);
    answers[1]?.({ customer: null, members: [] });
    await vi.advanceTimersByTimeAsync(0);
    answers[0]?.(known);
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByText(say.newCustomer)).toBeTruthy();
    expect(screen.queryByText('DENIED')).toBeNull();
  });

  it('says how it goes for what is wanted', async () => {
    const { user } = await openApp(home);
    const { how } = words.verify;
    expect(screen.getByText(how.last.verification[0])).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /^Aggregation/u }));
    expect(screen.queryByText(how.last.verification[0])).toBeNull();
    expect(screen.getByText(how.last.aggregation[0])).toBeTruthy();
  });

  it('shows what is wrong with the id', async () => {
    const invalid = problem('invalid_input', 'This id has a space.', 'Correct it.');
    const { user } = await openApp(home, { findCustomer: vi.fn().mockRejectedValue(invalid) });
    await user.type(idField(), 'a b');
    await vi.advanceTimersByTimeAsync(400);
    expect(screen.getByText('This id has a space.')).toBeTruthy();
  });
});

describe('unfinished sessions', () => {
  const view = screens['unfinished']?.() ?? home;

  it('are checked with MX with one click', async () => {
    const { user, platform } = await openApp(view);
    await user.click(screen.getByRole('button', { name: say.unfinished.checkNamed('acme-20411') }));
    expect(platform.checkUnfinished).toHaveBeenCalledWith('session-8');
  });

  it('of another environment say where they can be checked', async () => {
    await openApp(view);
    expect(screen.getByText(say.elsewhere('Production', 'api.mx.com'))).toBeTruthy();
    expect(screen.getAllByText(say.unfinished.check)).toHaveLength(1);
  });

  it('are forgotten only after a confirmation', async () => {
    const { user, platform } = await openApp(view);
    await user.click(
      screen.getByRole('button', { name: say.unfinished.forgetNamed('acme-20411') }),
    );
    expect(platform.forgetUnfinished).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: say.unfinished.confirm.confirm }));
    expect(platform.forgetUnfinished).toHaveBeenCalledWith('session-8');
  });
});

describe('the frame of the app', () => {
  it.each(['sandbox', 'integration', 'production', 'custom'] as const)(
    'always says that this is %s',
    async (kind) => {
      const shown = environment(kind);
      await openApp(deskView({ environment: shown }));
      const host = kind === 'custom' ? shown.apiHost : null;
      const name = words.environment.badge(words.environment.names[kind], host);
      expect(screen.getByRole('button', { name })).toBeTruthy();
    },
  );

  it('leaves the environment at once when nothing is open', async () => {
    const { user, platform } = await openApp(home);
    await user.click(screen.getByRole('button', { name: /Environment/u }));
    await user.click(screen.getByRole('menuitem', { name: words.environment.leave }));
    expect(platform.disconnect).toHaveBeenCalledOnce();
  });

  it('asks before it leaves a session that is not finished', async () => {
    const { user, platform } = await openApp(
      deskView({ environment: environment('sandbox'), session: session() }),
      { takeWidgetTicket: vi.fn(() => new Promise(() => undefined)) },
    );
    await user.click(screen.getByRole('button', { name: /Environment/u }));
    await user.click(screen.getByRole('menuitem', { name: words.environment.leave }));
    expect(platform.disconnect).not.toHaveBeenCalled();
    await user.click(
      screen.getByRole('button', { name: words.environment.leaveOpenSession.confirm }),
    );
    expect(platform.disconnect).toHaveBeenCalledOnce();
  });

  it('switches the appearance, by keyboard too', async () => {
    const { user, platform, show } = await openApp(home);
    screen.getByRole('button', { name: words.app.menu }).focus();
    await user.keyboard('{ArrowDown}');
    await tick();
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(platform.setAppearance).toHaveBeenCalledWith('dark');
    await show({ ...home, appearance: 'dark' });
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });

  it('puts the keyboard where the work is on a new screen', async () => {
    const { show } = await openApp(deskView());
    await show(home);
    await vi.advanceTimersByTimeAsync(0);
    expect(document.activeElement).toBe(idField());
    await show({ ...home, session: session({ phase: 'checking' }) });
    await vi.advanceTimersByTimeAsync(0);
    expect(document.activeElement?.tagName).toBe('H1');
  });
});
