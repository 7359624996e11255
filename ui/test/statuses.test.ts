import { screen, within } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';

import { deskView, environment, problem } from '../src/platform/fake/fixtures';
import { speak, words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.statuses;

async function openStatuses(answers = {}): Promise<Stage> {
  const stage = await openApp(deskView({ environment: environment('sandbox') }), answers);
  await stage.user.keyboard('{Control>}k{/Control}statuses mean{Enter}');
  await screen.findByRole('dialog', { name: say.title });
  return stage;
}

const shown = (): string[] =>
  [...document.querySelectorAll('[data-status]')].map(
    (status) => status.getAttribute('data-status') ?? '',
  );

afterEach(() => speak('en'));

describe('what MX’s statuses mean', () => {
  it('is found in the palette, and says of each what it means and whose turn it is', async () => {
    await openStatuses();
    const connections = await screen.findByRole('region', { name: say.groups.connections });
    const denied = connections.querySelector<HTMLElement>('[data-status="DENIED"]');
    expect(denied?.textContent).toContain('did not accept the user name or password');
    expect(denied?.textContent).toContain(words.session.turns.customer);
    const deposits = screen.getByRole('region', { name: say.groups.deposits });
    expect(within(deposits).getByText('DEPOSITED')).toBeTruthy();
  });

  it('is searched by name and by meaning', async () => {
    const { user } = await openStatuses();
    await screen.findByRole('region', { name: say.groups.connections });
    const field = screen.getByRole('textbox', { name: say.field });
    expect(document.activeElement).toBe(field);
    await user.keyboard('denied');
    expect(shown()).toEqual(['DENIED']);
    await user.clear(field);
    await user.type(field, 'AMOUNTS');
    expect(shown()).toEqual(['DEPOSITED']);
    await user.clear(field);
    await user.type(field, 'nothing such');
    expect(shown()).toEqual([]);
    expect(screen.getByText(say.none('nothing such'))).toBeTruthy();
  });

  it('is searched in the language it is read in', async () => {
    const { user } = await openStatuses();
    await speak('es');
    await screen.findByRole('region', { name: words.statuses.groups.connections });
    await user.type(
      screen.getByRole('textbox', { name: words.statuses.field }),
      'banco está conectado',
    );
    expect(shown()).toEqual(['CONNECTED']);
  });

  it('is in the menu, and gives the focus back', async () => {
    const { user } = await openApp(deskView({ environment: environment('sandbox') }));
    const menu = screen.getByRole('button', { name: words.app.menu });
    await user.click(menu);
    await user.click(screen.getByRole('menuitem', { name: say.title }));
    const dialog = await screen.findByRole('dialog', { name: say.title });
    await user.click(within(dialog).getByRole('button', { name: say.close }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says so when it can’t be read', async () => {
    const refused = problem('locked', 'The desk is locked.', 'Unlock it.');
    await openStatuses({ statusGuide: () => Promise.reject(refused) });
    expect(await screen.findByText('The desk is locked.')).toBeTruthy();
  });
});
