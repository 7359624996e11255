import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { deskView, environment, problem, session } from '../src/platform/fake/fixtures';
import { deposit } from '../src/platform/fake/deposits';
import { recorded } from '../src/platform/fake/inspector';
import type { InspectorDetails, InspectorPage, InspectorRow } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.tour;

const page = (rows: readonly InspectorRow[], revision: number): InspectorPage => ({
  about: {
    mode: 'verification',
    environment: 'sandbox',
    apiHost: '127.0.0.1:4000',
    startedAtMs: 0,
    savedAtMs: null,
    fileName: null,
  },
  rows: [...rows],
  total: rows.length,
  all: rows.length,
  dropped: 0,
  reached: rows.at(-1)?.step ?? null,
  spanMs: 1_000,
  revision,
});

const details = (row: InspectorRow): InspectorDetails => ({
  row,
  words: null,
  path: row.name,
  query: [],
  headers: [],
  requestId: null,
  retryInMs: null,
  bytes: null,
  via: null,
  mount: null,
  untilMs: null,
  sent: { widget_url: { mode: 'verification' } },
  received: { widget_url: { url: '‹hidden›' } },
  curl: null,
});

/** A session that has come as far as `count` entries, and goes on when told to. */
async function follow(count: number, kind: 'sandbox' | 'production' = 'sandbox') {
  let rows = recorded.slice(0, count);
  let tell: (revision: number) => void = () => undefined;
  const stage: Stage = await openApp(
    deskView({ environment: environment(kind), session: session({}) }),
    {
      takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)),
      inspect: vi.fn(async () => page(rows, rows.length)),
      inspected: vi.fn(() => new Promise<number>((resolve) => (tell = resolve))),
      inspectEntry: vi.fn(async (_, seq) => {
        const row = rows.find((known) => known.seq === seq);
        if (row === undefined) throw problem('not_found', 'It is gone.', 'Go on.');
        return details(row);
      }),
    },
  );
  await stage.user.click(screen.getByRole('button', { name: say.title }));
  return {
    ...stage,
    goOn: (to: number) => {
      rows = recorded.slice(0, to);
      tell(rows.length);
    },
  };
}

const open = (): string | null | undefined =>
  document.querySelector('[data-tour] [aria-expanded="true"][data-tour-step] .number')?.textContent;
const step = (number: number): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-tour-step="${number}"]`);
  if (found === null) throw new Error(`there is no step ${number}`);
  return found;
};

describe('the tour', () => {
  it('has the steps of MX’s guide, in its order', async () => {
    await follow(0);
    const titles = [...document.querySelectorAll('[data-tour-step] .title')];
    expect(titles.map((title) => title.textContent)).toEqual([
      'Create a user',
      'Request a widget URL',
      'Load the widget',
      'Listen to events',
      'Check the member’s status',
      'Read account numbers',
    ]);
  });

  it('says of a step before the present one that it was not needed', async () => {
    const rows = recorded.filter(({ step }) => step !== 'user').slice(0, 2);
    const { user } = await openApp(
      deskView({ environment: environment('sandbox'), session: session({}) }),
      {
        takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)),
        inspect: vi.fn(async () => page(rows, rows.length)),
        inspected: vi.fn(() => new Promise<number>(() => undefined)),
        inspectEntry: vi.fn(() => new Promise<InspectorDetails>(() => undefined)),
      },
    );
    await user.click(screen.getByRole('button', { name: say.title }));
    await waitFor(() => expect(open()).toBe('2'));
    await user.click(step(1));
    expect(screen.getByText(say.skipped)).toBeTruthy();
    await user.click(step(6));
    expect(screen.getByText(say.nothing)).toBeTruthy();
  });

  it('is of the session it was opened in, and of no other that is not a scenario', async () => {
    const { show } = await follow(2);
    expect(open()).not.toBeUndefined();
    const other = session({ id: 'session-2' });
    await show(deskView({ environment: environment('sandbox'), session: other }));
    expect(document.querySelector('[data-tour]')).toBeNull();
    expect(screen.getByRole('log', { name: words.session.timeline })).toBeTruthy();
  });

  it('goes along with the session, and stays where the presenter is', async () => {
    const { user, goOn } = await follow(2);
    await waitFor(() => expect(open()).toBe('1'));
    goOn(4);
    await waitFor(() => expect(open()).toBe('2'));
    await user.click(step(1));
    expect(open()).toBe('1');
    goOn(9);
    await waitFor(() => expect(step(4).textContent).toContain(say.now));
    expect(open()).toBe('1');
    await user.click(step(1));
    expect(open()).toBe('4');
  });

  it('shows what was really called, and its bodies when asked', async () => {
    const { user, platform } = await follow(4);
    const tour = screen.getByRole('region', { name: say.title });
    const call = await within(tour).findByRole('button', { name: /widget_urls/u });
    expect(call.textContent).toContain('POST');
    expect(call.textContent).toContain('122 ms');
    await user.click(call);
    expect(platform.inspectEntry).toHaveBeenCalledWith(expect.anything(), 3);
    expect(await within(tour).findByText(say.sent)).toBeTruthy();
    expect(within(tour).getByText(say.received)).toBeTruthy();
  });

  it('tells of test deposits where the session is about them', async () => {
    const { show } = await follow(0);
    const titles = (): (string | null)[] =>
      [...document.querySelectorAll('[data-tour-step] .title')].map((it) => it.textContent);
    expect(titles().slice(4)).toEqual([say.steps.status.title, say.steps.data.title]);
    await show(
      deskView({
        environment: environment('sandbox'),
        session: session({ widgetStep: 'microdeposits', deposit: deposit('DEPOSITED') }),
      }),
    );
    expect(titles().slice(4)).toEqual([say.deposits.status.title, say.deposits.data.title]);
  });

  it('can be read with any MX, and left again', async () => {
    const { user } = await follow(4, 'production');
    expect(screen.queryByRole('log')).toBeNull();
    await user.click(screen.getByRole('button', { name: say.leave }));
    expect(screen.getByRole('log')).toBeTruthy();
    expect(screen.queryByRole('region', { name: say.title })).toBeNull();
  });

  it('says why the calls can’t be read', async () => {
    const { user } = await openApp(
      deskView({ environment: environment('sandbox'), session: session({}) }),
      {
        takeWidgetTicket: vi.fn(() => new Promise<never>(() => undefined)),
        inspect: vi.fn(() => Promise.reject(problem('internal', 'It broke.', 'Try again.'))),
      },
    );
    await user.click(screen.getByRole('button', { name: say.title }));
    expect(await screen.findByText('It broke.')).toBeTruthy();
  });
});
