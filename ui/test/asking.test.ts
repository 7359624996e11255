import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import { deskView, doneSession, environment, problem, result } from '../src/platform/fake/fixtures';
import { owners } from '../src/platform/fake/results';
import { screens } from '../src/platform/fake/screens';
import type { DeskView, OwnersView } from '../src/platform/types';
import { moment, words } from '../src/words';
import { money } from '../src/words/money';
import { openApp } from './stage';

const say = words.asking;
const on = (name: string): DeskView => {
  const view = screens[name]?.();
  if (view === undefined) throw new Error(`no screen ${name}`);
  return view;
};
const withOwners = (part: OwnersView): DeskView =>
  deskView({
    environment: environment('sandbox'),
    session: doneSession({ result: result({ owners: part }) }),
  });
const section = (name: string): HTMLElement => screen.getByRole('region', { name });

describe('the owners', () => {
  it('are asked for with the name the agent typed', async () => {
    const { user, platform } = await openApp(on('done'));
    const owners = section(say.owners.title);
    await user.type(within(owners).getByLabelText(say.owners.name), ' Pat Morgan ');
    await user.click(within(owners).getByRole('button', { name: say.owners.ask }));
    expect(platform.identifyOwners).toHaveBeenCalledWith('session-1', 'Pat Morgan');
  });

  it('have the name from the form filled in', async () => {
    await openApp(on('done-asking'));
    const field = within(section(say.owners.title)).getByLabelText<HTMLInputElement>(
      say.owners.name,
    );
    expect(field.value).toBe('Pat Morgan');
    expect(section(say.owners.title).textContent).toContain(say.owners.working);
  });

  it('that own every account are named once, with the verdict', async () => {
    await openApp(on('done-owners'));
    const owners = section(say.owners.title);
    expect(within(owners).getAllByText('PAT MORGAN')).toHaveLength(1);
    expect(within(owners).getByText(say.owners.likeness.exact)).toBeTruthy();
    expect(owners.textContent).toContain('12 Nowhere Lane');
  });

  it('of a joint account each have their own verdict', async () => {
    await openApp(on('done-owners-joint'));
    const rows = within(section(say.owners.title)).getAllByRole('listitem');
    expect(rows).toHaveLength(2);
    expect(rows[1]?.textContent).toContain(say.owners.likeness.different);
    expect(rows[1]?.textContent).toContain('Owns Everyday Checking');
  });

  it('that the bank wants to ask about first lead to the widget, and to nothing twice', async () => {
    const asked = problem('challenged', 'The bank asks something first.', 'Let them answer.');
    const view = deskView({
      environment: environment('sandbox'),
      session: doneSession({
        actions: ['finish', 'start_over', 'reopen'],
        result: result({ owners: { ...owners(null), owners: null, problem: asked } }),
      }),
    });
    const { user, platform } = await openApp(view);
    const reopen = screen.getByRole('button', { name: words.session.actions.reopen });
    expect(section(say.owners.title).contains(reopen)).toBe(true);
    await user.click(reopen);
    expect(platform.act).toHaveBeenCalledWith('session-1', 'reopen');
  });

  it('are compared with another name without asking the bank again', async () => {
    const { user, platform } = await openApp(withOwners(owners('different')));
    expect(screen.queryByRole('button', { name: say.owners.compare })).toBeNull();
    const field = screen.getByLabelText(say.owners.name);
    await user.clear(field);
    await user.type(field, 'Sam Morgan{Enter}');
    expect(platform.identifyOwners).toHaveBeenCalledWith('session-1', 'Sam Morgan');
  });

  it('that could not be asked for say why, and can be asked for again', async () => {
    const { user, platform } = await openApp(on('done-asked-in-vain'));
    const owners = section(say.owners.title);
    expect(owners.textContent).toContain('The bank asks the customer something first.');
    await user.click(within(owners).getByRole('button', { name: say.owners.again }));
    expect(platform.identifyOwners).toHaveBeenCalled();
  });

  it('can be none', async () => {
    await openApp(withOwners({ ...owners(null), owners: [] }));
    expect(section(say.owners.title).textContent).toContain(say.owners.none);
  });
});

describe('balances', () => {
  it('stand beside their account, with what is available where that differs', async () => {
    await openApp(on('done'));
    const main = screen.getByRole('main').textContent;
    expect(main).toContain('$1,240.18');
    expect(main).toContain(say.available('$1,190.18'));
    expect(main).toContain('$8,300.00');
  });

  it('are checked on demand, with the checks that are left', async () => {
    const { user, platform } = await openApp(on('done-owners'));
    const balances = section(say.balances.title);
    expect(balances.textContent).toContain(say.balances.left(4));
    expect(balances.textContent).toContain('Checked');
    await user.click(within(balances).getByRole('button', { name: say.balances.check }));
    expect(platform.checkBalances).toHaveBeenCalledWith('session-1');
  });

  it.each(['done-asking', 'done-asked-in-vain'])('can’t be checked on %s', async (name) => {
    const { user, platform } = await openApp(on(name));
    const check = screen.getByRole('button', { name: say.balances.check });
    await user.click(check);
    expect(platform.checkBalances).not.toHaveBeenCalled();
  });

  it('say from when they can be checked again', async () => {
    await openApp(on('done-asked-in-vain'));
    const said = say.balances.again(moment('2026-11-21T12:05:00Z'));
    expect(section(say.balances.title).textContent).toContain(said);
  });

  it('lose no digit', () => {
    expect(money({ amount: '-90071992547409.93', currency: 'USD' })).toBe(
      '-$90,071,992,547,409.93',
    );
    expect(money({ amount: '12.5', currency: 'CAD' })).toBe('CA$12.50');
    expect(money({ amount: '12', currency: null })).toBe('12.00');
    expect(money({ amount: '12.345', currency: 'nonsense' })).toBe('12.345 nonsense');
  });
});

describe('a number', () => {
  it('that is a token is explained in one sentence', async () => {
    await openApp(on('done-token'));
    expect(screen.getByText(say.tokenMeaning.us)).toBeTruthy();
    expect(screen.getByText(say.ownNumber)).toBeTruthy();
  });

  it('has the verdict on its routing number beside MX’s', async () => {
    await openApp(on('done-token'));
    expect(screen.getByText(say.checkDigit.fits)).toBeTruthy();
    expect(screen.getByText(say.checkDigit.wrong)).toBeTruthy();
    expect(screen.getByText(words.result.validation.failed)).toBeTruthy();
  });

  it('in Canada has no check digit', async () => {
    await openApp(on('done-awkward'));
    expect(screen.queryByText(say.checkDigit.fits)).toBeNull();
  });

  it('can’t be revealed or copied while the numbers are not in memory', async () => {
    const { user, platform } = await openApp(on('done-locked'));
    expect(screen.getByText(say.locked)).toBeTruthy();
    await user.click(
      screen.getByRole('button', { name: words.result.revealNamed('Everyday Checking') }),
    );
    expect(platform.revealNumber).not.toHaveBeenCalled();
  });
});
