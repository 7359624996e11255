import { screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { deskView, environment, session, summary } from '../src/platform/fake/fixtures';
import { FakeRecords, historyRow } from '../src/platform/fake/records';
import type { CustomerPage } from '../src/platform/types';
import { folded, found, type Entry } from '../src/shell/palette';
import { speak, words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.palette;
const home = deskView({ environment: environment('sandbox') });

const field = (): HTMLInputElement =>
  screen.getByRole<HTMLInputElement>('combobox', { name: say.field });
const options = (): string[] =>
  screen.getAllByRole('option').map((option) => option.textContent.replaceAll(/\s+/g, ' ').trim());
/** The option the keyboard means. */
const meant = (): string => {
  const id = field().getAttribute('aria-activedescendant') ?? '';
  const option = document.getElementById(id);
  expect(option?.getAttribute('aria-selected')).toBe('true');
  return option?.textContent.replaceAll(/\s+/g, ' ').trim() ?? '';
};
const answer = (id: string): CustomerPage => ({
  customers: [{ guid: 'USR-7', id, email: 'ana@example.com', isDisabled: false }],
  page: 1,
  perPage: 100,
  pages: 1,
  total: 1,
});

async function openPalette(view = home, answers = {}): Promise<Stage> {
  const stage = await openApp(view, answers);
  await stage.user.keyboard('{Control>}k{/Control}');
  return stage;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => speak('en'));

describe('the palette', () => {
  it('lists what is open, where one can go and what can be done, with the focus in its field', async () => {
    const open = session({ id: 's-1', customer: { id: 'acme-1', guid: null, email: null } });
    await openPalette({ ...home, session: open, sessions: [summary(open)] });
    expect(document.activeElement).toBe(field());
    expect(options()[0]).toContain('acme-1');
    expect(options()[0]).toContain(say.onScreen);
    expect(options().some((text) => text.startsWith(words.shell.places.history))).toBe(true);
    expect(options().some((text) => text.startsWith(words.settings.lock))).toBe(true);
    const list = screen.getByRole('listbox');
    expect(field().getAttribute('aria-controls')).toBe(list.id);
    expect(within(list).getByRole('group', { name: say.groups.sessions })).toBeTruthy();
  });

  it('goes where Enter says, and the focus with it', async () => {
    const { user } = await openPalette();
    await user.keyboard('hist{Enter}');
    expect(screen.queryByRole('combobox', { name: say.field })).toBeNull();
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(words.records.title);
    expect(document.querySelector('main')?.contains(document.activeElement)).toBe(true);
  });

  it('goes from the last to the first by the arrows', async () => {
    const { user } = await openPalette();
    const first = meant();
    await user.keyboard('{ArrowUp}');
    expect(meant()).toBe(options().at(-1));
    await user.keyboard('{ArrowDown}');
    expect(meant()).toBe(first);
  });

  it('gives the focus back where it was', async () => {
    const { user } = await openApp(home);
    const before = screen.getByRole('button', { name: words.shell.places.settings });
    before.focus();
    await user.keyboard('{Control>}k{/Control}');
    expect(document.activeElement).toBe(field());
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(before);
  });

  it('asks MX once for who was typed, and opens them', async () => {
    const listCustomers = vi.fn(async () => answer('acme-42'));
    const { user, platform } = await openPalette(home, { listCustomers });
    await user.keyboard('acme-42');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(listCustomers).toHaveBeenCalledExactlyOnceWith({
      id: 'acme-42',
      email: '',
      disabled: null,
      page: 1,
    });
    expect(meant()).toContain('ana@example.com');
    await user.keyboard('{Enter}');
    await vi.advanceTimersByTimeAsync(0);
    expect(platform.readCustomer).toHaveBeenCalledWith('USR-7');
  });

  it('finds past sessions by a part of an id, and opens them in the history', async () => {
    const records = new FakeRecords(new URLSearchParams({ history: '9' }));
    const row = historyRow(3);
    const answers = {
      searchHistory: vi.fn(async () => ({ rows: [row], total: 1, offset: 0 })),
      readHistory: vi.fn(() => records.details(row.id)),
    };
    const { user, platform } = await openPalette(home, answers);
    await user.keyboard('a');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.searchHistory).not.toHaveBeenCalled();
    await user.keyboard('cm');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.searchHistory).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ text: 'acm', offset: 0, limit: 5 }),
    );
    const past = screen.getByRole('group', { name: say.groups.past });
    await user.click(within(past).getByRole('option', { name: new RegExp(row.customerId, 'u') }));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(words.records.title);
    expect(platform.readHistory).toHaveBeenCalledWith(row.id);
    expect(screen.getByRole('complementary', { name: words.records.details.title })).toBeTruthy();
  });

  it('takes a customer it was given to the form', async () => {
    const { user } = await openPalette();
    await user.keyboard('acme-9');
    await vi.advanceTimersByTimeAsync(1_000);
    await user.click(
      screen.getByRole('option', { name: `${say.verify('acme-9')} ${say.unknown}` }),
    );
    await vi.advanceTimersByTimeAsync(0);
    const id = screen.getByRole('textbox', { name: words.verify.customerId });
    expect((id as HTMLInputElement).value).toBe('acme-9');
  });

  it('asks no MX where there is none', async () => {
    const { user, platform } = await openPalette(deskView());
    await user.keyboard('acme-9');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(platform.listCustomers).not.toHaveBeenCalled();
    expect(screen.queryAllByRole('option')).toEqual([]);
    expect(screen.getByText(say.none('acme-9'))).toBeTruthy();
  });

  it('starts a scenario that is found by its name, and leaves the presenter among the others', async () => {
    const present = vi.fn(async () => 'session-1');
    const { user } = await openPalette(home, { present, listScenarios: vi.fn(async () => []) });
    expect(screen.getByRole('group', { name: say.groups.scenarios })).toBeTruthy();
    await user.keyboard('wrong pass');
    expect(meant()).toContain(words.presenter.names['wrong-password']);
    await user.keyboard('{Enter}');
    await vi.advanceTimersByTimeAsync(0);
    expect(present).toHaveBeenCalledExactlyOnceWith('wrong-password', false);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(words.presenter.title);
  });

  it.each(['integration', 'production', 'custom'] as const)(
    'has no scenarios with %s',
    async (kind) => {
      const { user } = await openPalette(deskView({ environment: environment(kind) }));
      await user.keyboard('scenario');
      const texts = screen.queryAllByRole('option').map(({ textContent }) => textContent);
      expect(texts.filter((text) => text.includes(say.scenario))).toEqual([]);
    },
  );

  it('is nowhere while the desk is locked', async () => {
    const { user, show } = await openPalette();
    await show({ ...home, locked: true });
    expect(screen.queryByRole('combobox', { name: say.field })).toBeNull();
    await user.keyboard('{Control>}k{/Control}');
    expect(screen.queryByRole('combobox', { name: say.field })).toBeNull();
    await show(home);
    expect(screen.queryByRole('combobox', { name: say.field })).toBeNull();
  });

  it('finds without accents, in the language that is spoken', async () => {
    const { user, show } = await openApp(home);
    await show({ ...home, languageChoice: 'es', language: 'es' });
    await vi.waitFor(() => expect(words.palette.title).toBe('Buscar o ir a'), 20_000);
    await tick();
    await user.keyboard('{Control>}k{/Control}');
    await user.keyboard('configuracion');
    expect(meant()).toContain('Configuración');
  });
});

describe('what fits', () => {
  const called = (text: string, group: Entry['group'] = 'actions'): Entry => ({
    id: text,
    group,
    text,
    icon: 'check',
    run: () => undefined,
  });
  const fitting = (typed: string, ...texts: string[]): string[] =>
    found(
      texts.map((text) => called(text)),
      typed,
    ).map(({ text }) => text);

  it('has every word in it, the one that begins so first', () => {
    expect(fitting('pa', 'Compare', 'The page', 'Page')).toEqual(['Page', 'The page', 'Compare']);
    expect(fitting('size pres', 'Presentation size', 'Presets')).toEqual(['Presentation size']);
    expect(fitting('', 'One', 'Two')).toEqual(['One', 'Two']);
  });

  it('is found by any accent', () => {
    expect(folded('Réseau')).toBe('reseau');
    expect(fitting('parametres', 'Paramètres')).toEqual(['Paramètres']);
    expect(fitting('PARAMÈTRES', 'Parametres')).toEqual(['Parametres']);
  });
});

describe('the keys', () => {
  const list = (): HTMLElement | null => screen.queryByRole('dialog', { name: words.keys.title });

  it('are shown by a question mark, but not while something is typed', async () => {
    const { user } = await openApp(home);
    const id = screen.getByRole('textbox', { name: words.verify.customerId });
    await user.click(id);
    await user.keyboard('?');
    expect(list()).toBeNull();
    expect((id as HTMLInputElement).value).toBe('?');
    await user.keyboard('{Control>}/{/Control}');
    expect(list()).not.toBeNull();
    await user.keyboard('{Escape}');
    expect(list()).toBeNull();
    expect(document.activeElement).toBe(id);
    id.blur();
    await user.keyboard('?');
    expect(list()).not.toBeNull();
  });

  it('are found in the palette', async () => {
    const { user } = await openPalette();
    await user.keyboard('shortcuts{Enter}');
    expect(list()).not.toBeNull();
  });
});
