import { screen, waitFor, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { describe, expect, it, vi } from 'vitest';

import type { Platform } from '../src/platform';
import {
  deskView,
  environment,
  policy,
  problem,
  session,
  summary,
} from '../src/platform/fake/fixtures';
import { FakeInspector, detailsOf, recorded } from '../src/platform/fake/inspector';
import type { DeskView, InspectorPage } from '../src/platform/types';
import { linesOf } from '../src/screens/inspector/json';
import { duration, precise } from '../src/screens/inspector/time';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.inspector;
const first = session({ id: 's-1', customer: { id: 'acme-1', guid: null, email: null } });
const second = session({ id: 's-2', customer: { id: 'acme-2', guid: null, email: null } });
const home = (part: Partial<DeskView> = {}): DeskView =>
  deskView({
    environment: environment('sandbox'),
    sessions: [summary(first), summary(second)],
    ...part,
  });

const answers = (asked = ''): Partial<Stage['platform']> => {
  const fake = new FakeInspector(new URLSearchParams(asked));
  return {
    takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)),
    inspect: vi.fn<Platform['inspect']>((_, ...rest) => fake.page(...rest)),
    inspectEntry: vi.fn<Platform['inspectEntry']>((_, seq) => fake.details(seq)),
  };
};

async function open(view = home(), more: Partial<Stage['platform']> = {}): Promise<Stage> {
  const stage = await openApp(view, { ...answers(), ...more });
  await stage.user.click(screen.getByText(words.shell.places.inspect));
  return stage;
}

const list = (): Promise<HTMLElement> => screen.findByRole('grid', { name: say.list });
/** The row of an entry; looking for it by its role would read the whole page again and again. */
async function rowOf(seq: number): Promise<HTMLElement> {
  return waitFor(() => {
    const found = document.querySelector<HTMLElement>(`[data-entry="${seq}"]`);
    const row = found?.closest<HTMLElement>('[role="row"]');
    if (row == null) throw new Error(`no row ${seq}`);
    return row;
  });
}
const detailsAside = (): Promise<HTMLElement> =>
  screen.findByRole('complementary', { name: say.details.label });

describe('the inspector', () => {
  it('lists messages and calls with when, what, how and how long, in words', async () => {
    const { platform } = await open();
    await list();
    expect(platform.inspect.mock.calls[0]?.[0]).toBe('s-2');
    const posted = await rowOf(3);
    expect(posted.textContent).toMatch(
      /0:00\.162.*POST.*\/users\/\{user\}\/widget_urls.*200.*122 ms/su,
    );
    expect(within(posted).getByText('at 0:00.162, for 122 ms')).toBeTruthy();
    expect((await rowOf(6)).textContent).toContain('×3');
    expect((await rowOf(9)).textContent).toMatch(/×12,408.*Refused/su);
    expect((await rowOf(22)).textContent).toMatch(/Pending.*not answered yet/su);
    expect(screen.getByText(say.filters.count(recorded.length))).toBeTruthy();
  });

  it('asks Rust for what is looked for, and says what was found', async () => {
    const { user, platform } = await open();
    await list();
    await user.click(screen.getByRole('radio', { name: say.filters.kinds.call }));
    await user.selectOptions(
      screen.getByRole('combobox', { name: say.filters.outcome }),
      say.outcomes.failed,
    );
    await user.type(screen.getByRole('textbox', { name: say.filters.search }), 'status');
    await waitFor(() => {
      expect(platform.inspect.mock.lastCall?.[1]).toEqual({
        kind: 'call',
        outcome: 'failed',
        step: null,
        text: 'status',
      });
    });
    expect(await screen.findByText(say.filters.found(1, recorded.length))).toBeTruthy();
    await user.clear(screen.getByRole('textbox', { name: say.filters.search }));
    await user.type(screen.getByRole('textbox', { name: say.filters.search }), 'nothing like it');
    await screen.findByRole('heading', { name: say.none.such });
    await user.click(
      screen.getAllByRole('button', { name: say.filters.clear })[0] ?? document.body,
    );
    await list();
  });

  it('reads again when there is more, and only what is in view', async () => {
    let tell: (revision: number) => void = () => undefined;
    const fake = new FakeInspector(new URLSearchParams('entries=900'));
    let revision = 1;
    const inspect = vi.fn<Platform['inspect']>(async (_, ...rest): Promise<InspectorPage> => ({
      ...(await fake.page(...rest)),
      revision,
    }));
    const { user, platform } = await open(home(), {
      inspect,
      inspected: vi.fn<Platform['inspected']>(() => new Promise((done) => (tell = done))),
    });
    await list();
    await waitFor(() => expect(platform.inspected).toHaveBeenCalledWith('s-2', 1));
    await user.click(screen.getByRole('button', { name: say.filters.follow }));
    const before = inspect.mock.calls.length;
    revision = 2;
    tell(2);
    await waitFor(() => expect(platform.inspected).toHaveBeenCalledWith('s-2', 2));
    expect(inspect.mock.calls.length - before).toBeLessThanOrEqual(2);
    expect(inspect.mock.calls.every(([, , , limit]) => limit <= 100)).toBe(true);
  });

  it('shows what is in an entry, and what is hidden is said to be', async () => {
    const { user, platform } = await open();
    await list();
    await user.click(await rowOf(19));
    const details = await detailsAside();
    expect(within(details).getByRole('heading', { level: 2 }).textContent).toMatch(
      /^GET \/users\/USR-.*\/account_numbers$/u,
    );
    expect(details.textContent).toContain('7f3c2f40-5d0e-4a13-a5b1-1f6f0a5f4b1e');
    const tree = within(details).getByRole('tree', { name: say.details.answer });
    const items = within(tree).getAllByRole('treeitem');
    expect(items[0]?.getAttribute('aria-expanded')).toBe('true');
    tree.focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    expect(within(tree).getAllByText(/hidden/u)[0]?.parentElement?.textContent).toContain(
      '‹account number›',
    );
    const active = tree.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.getAttribute('aria-level')).toBe('3');
    await user.keyboard('{ArrowLeft}{ArrowLeft}');
    const above = tree.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(above)?.textContent).toContain('account_numbers');

    await user.click(within(details).getByRole('button', { name: say.details.copyCurl }));
    expect(platform.copyCurl).toHaveBeenCalledWith('s-2', 19);
    expect(await screen.findByText(say.details.copied)).toBeTruthy();
    await user.click(within(details).getByRole('button', { name: say.details.close }));
    expect(screen.queryByRole('complementary', { name: say.details.label })).toBeNull();
  });

  it('is walked through by keyboard', async () => {
    const { user } = await open();
    (await list()).focus();
    await user.keyboard('{Home}');
    await detailsAside();
    await user.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(screen.getByRole('heading', { level: 2, name: /^POST/u })).toBeTruthy(),
    );
  });

  it('says why a message was refused, and that it was not read', async () => {
    const { user } = await open();
    await list();
    await user.click(await rowOf(9));
    const details = await detailsAside();
    expect(details.textContent).toContain('Refused: a message from another website');
    expect(details.textContent).toContain(say.details.notRead);
    expect(within(details).queryByRole('tree')).toBeNull();
  });

  it('chooses among the open sessions, and leads back to one', async () => {
    const { user, platform } = await open();
    await user.selectOptions(screen.getByRole('combobox', { name: say.recording }), 's-1');
    await waitFor(() => expect(platform.inspect.mock.lastCall?.[0]).toBe('s-1'));
    await user.click(screen.getByRole('button', { name: say.back }));
    expect(platform.showSession).toHaveBeenLastCalledWith('s-1');
  });

  it('saves the recording, unless the organisation forbids files', async () => {
    const exportRecording = vi.fn<Platform['exportRecording']>(async () => ({
      path: '/tmp/recording.har',
      count: 23,
    }));
    const { user, show } = await open(home(), { exportRecording });
    await user.click(screen.getByRole('button', { name: say.export }));
    expect(exportRecording).toHaveBeenCalledWith('s-2');
    expect(await screen.findByText(say.saved(23, '/tmp/recording.har'))).toBeTruthy();
    await show(home({ policy: policy({ export: 'none' }) }));
    expect(screen.queryByRole('button', { name: say.export })).toBeNull();
  });

  it('opens a saved recording beside the sessions, and closes it', async () => {
    const fake = new FakeInspector(new URLSearchParams());
    const { user, platform } = await open(home({ sessions: [] }), {
      openRecording: vi.fn<Platform['openRecording']>(async () => fake.opened),
      inspect: vi.fn<Platform['inspect']>((id, query, offset, limit) =>
        fake.page(query, offset, limit, id),
      ),
    });
    await user.click(screen.getByRole('button', { name: say.open }));
    await list();
    expect(platform.inspect.mock.lastCall?.[0]).toBeNull();
    expect(platform.inspected).not.toHaveBeenCalled();
    expect(screen.getByText(/saved Nov/u)).toBeTruthy();
    expect(screen.queryByRole('button', { name: say.export })).toBeNull();
    expect(screen.queryByRole('button', { name: say.filters.follow })).toBeNull();
    await user.click(screen.getByRole('button', { name: say.close }));
    expect(platform.closeRecording).toHaveBeenCalled();
    expect(screen.getByRole('heading', { name: say.none.title })).toBeTruthy();
  });

  it('says why a file could not be opened', async () => {
    const refused = problem('invalid_input', 'This recording is damaged.', 'Choose another.');
    const { user } = await open(home(), {
      openRecording: vi.fn<Platform['openRecording']>(() => Promise.reject(refused)),
    });
    await user.click(screen.getByRole('button', { name: say.open }));
    expect(await screen.findByText('This recording is damaged.')).toBeTruthy();
    await list();
  });

  it('says that there is nothing to inspect', async () => {
    await open(home({ sessions: [] }));
    expect(screen.getByRole('heading', { name: say.none.title })).toBeTruthy();
  });

  it('is reached from a session, which stays open', async () => {
    const view = home({ session: first });
    const { user, platform, show } = await openApp(view, answers());
    await user.click(screen.getByRole('button', { name: say.inspect }));
    expect(platform.showSession).toHaveBeenCalledWith(null);
    await show({ ...view, session: null });
    await list();
    expect(platform.inspect.mock.calls[0]?.[0]).toBe('s-1');
    expect(platform.act).not.toHaveBeenCalled();
  });

  it('has no accessibility faults', async () => {
    const { user } = await open();
    await list();
    await user.click(await rowOf(19));
    await screen.findByRole('tree', { name: say.details.answer });
    await tick();
    const { violations } = await axe.run(document, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});

describe('a tree of JSON', () => {
  const closed = new Map<string, boolean>();

  it('opens what is near the root and keeps long lists closed', () => {
    const many = Array.from({ length: 20 }, (_, n) => ({ n }));
    const lines = linesOf({ users: many, error: null, page: { n: 1, on: true } }, closed);
    expect(lines.map(({ path }) => path)).toEqual([
      '',
      '/users',
      ...many.map((_, n) => `/users/${n}`),
      '/error',
      '/page',
      '/page/n',
      '/page/on',
    ]);
    expect(lines.find(({ path }) => path === '/users/3')?.open).toBe(false);
  });

  it('tells placeholders from text, and quotes text alone', () => {
    const lines = linesOf({ a: '‹account number›', b: 'CONNECTED', c: 3, d: null }, closed);
    expect(lines.slice(1).map(({ kind, text }) => [kind, text])).toEqual([
      ['hidden', '‹account number›'],
      ['text', '"CONNECTED"'],
      ['number', '3'],
      ['null', 'null'],
    ]);
  });
});

it('times are as precise as they are interesting', () => {
  expect([0, 4_213, 61_007, 3_600_000].map(precise)).toEqual([
    '0:00.000',
    '0:04.213',
    '1:01.007',
    '60:00.000',
  ]);
  expect([0, 83, 1_250, 125_000].map(duration)).toEqual(['0 ms', '83 ms', '1.25 s', '2 m 5 s']);
  expect(recorded.map(detailsOf).every(({ row }) => row.times > 0)).toBe(true);
});
