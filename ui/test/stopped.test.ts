import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import {
  deskView,
  environment,
  problems,
  session,
  stoppedSession,
} from '../src/platform/fake/fixtures';
import type { EndingKind, SessionAction, SessionView, Turn } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.stopped;
const at = (stopped: SessionView) =>
  deskView({ environment: environment('sandbox'), session: stopped });

const statuses: [name: string, turn: Turn, first: SessionAction][] = [
  ['DENIED', 'customer', 'reopen'],
  ['CHALLENGED', 'customer', 'reopen'],
  ['LOCKED', 'customer_at_bank', 'reopen'],
  ['IMPEDED', 'customer_at_bank', 'reopen'],
  ['DELAYED', 'mx', 'check_again'],
  ['DISABLED', 'support', 'start_over'],
  ['CLOSED', 'agent', 'start_over'],
  ['SOMETHING_MX_INVENTS', 'agent', 'check_again'],
];

describe('a session that stopped', () => {
  it.each(statuses)('with %s says whose turn it is and how to go on', async (name, turn, first) => {
    const stopped = stoppedSession(
      { name, turn, meaning: `Meaning of ${name}.`, mxMessage: 'Words of MX.' },
      { actions: [first, 'finish'] },
    );
    const { user, platform } = await openApp(at(stopped));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(say.waitingFor[turn]);
    expect(screen.getByText(name)).toBeTruthy();
    expect(screen.getAllByText(`Meaning of ${name}.`)).toHaveLength(1);
    expect(screen.getByText('Words of MX.')).toBeTruthy();
    const button = screen.getByRole('button', { name: words.session.actions[first] });
    expect(button.classList).toContain('primary');
    await user.click(button);
    expect(platform.act).toHaveBeenCalledWith('session-1', first);
  });

  it('behind a link offers another link, where no widget was ever opened here', async () => {
    const ending = { kind: 'nothing_connected', text: 'So far nothing.' } as const;
    const actions: SessionAction[] = ['reopen', 'finish'];
    const stopped = session({
      phase: 'stopped',
      status: null,
      handOver: 'link',
      ending,
      actions,
    });
    const { user, platform } = await openApp(at(stopped));
    expect(screen.queryByRole('button', { name: words.session.actions.reopen })).toBeNull();
    await user.click(screen.getByRole('button', { name: words.handover.link.renew }));
    expect(platform.act).toHaveBeenCalledWith('session-1', 'reopen');
  });

  it('says when MX last answered, which is all that a check without news changes', async () => {
    const stopped = (answeredAtMs: number | null): SessionView =>
      stoppedSession({ name: 'LOCKED', turn: 'customer_at_bank' }, { answeredAtMs });
    const { show } = await openApp(at(stopped(new Date(2026, 10, 20, 9, 30, 5).getTime())));
    expect(screen.getByText(say.asked('9:30:05 AM'))).toBeTruthy();
    await show(at(stopped(new Date(2026, 10, 20, 9, 31, 5).getTime())));
    expect(screen.getByText(say.asked('9:31:05 AM'))).toBeTruthy();
    await show(at(stopped(null)));
    expect(document.querySelector('[data-answered]')).toBeNull();
  });

  const endings: EndingKind[] = [
    'nothing_connected',
    'no_eligible_accounts',
    'still_working',
    'removed',
    'failed',
  ];

  it.each(endings)('as %s says how it ended', async (kind) => {
    const ending = { kind, text: 'This is how it ended.' };
    const stopped = session({ phase: 'stopped', status: null, ending, actions: ['start_over'] });
    await openApp(at(stopped));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(say.titles[kind]);
    expect(screen.getByText('This is how it ended.')).toBeTruthy();
  });

  it('by a failure says what happened, once, and what to do', async () => {
    const ending = { kind: 'failed' as const, text: problems.offline.message };
    const stopped = session({ phase: 'stopped', ending, problem: problems.offline });
    await openApp(at(stopped));
    expect(screen.getAllByText(problems.offline.message)).toHaveLength(1);
    expect(screen.getByText(problems.offline.nextStep)).toBeTruthy();
  });
});
