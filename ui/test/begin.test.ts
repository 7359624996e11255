import { screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import {
  deskView,
  environment,
  policy,
  session,
  status,
  summary,
} from '../src/platform/fake/fixtures';
import type { CustomerLookup, MemberWay } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.begin;
const home = deskView({ environment: environment('sandbox') });

const known = (way: MemberWay): CustomerLookup => ({
  customer: { id: 'acme-1', guid: 'USR-1', email: null },
  members: [{ guid: 'MBR-7', name: 'MX Bank', status: status(), way }],
});

async function lookUp(way: MemberWay): Promise<Stage> {
  const stage = await openApp(home, { findCustomer: vi.fn(async () => known(way)) });
  await stage.user.type(screen.getByLabelText(words.verify.customerId), 'acme-1');
  await vi.advanceTimersByTimeAsync(400);
  return stage;
}

beforeEach(() => {
  vi.useFakeTimers();
});

describe('a connection the customer has already', () => {
  it.each([
    ['verify_again', 'MBR-7', true],
    ['follow', 'MBR-7', true],
    ['repair', 'MBR-7', false],
    ['connect_anew', null, false],
  ] as const)('offers to %s it', async (way, memberGuid, withoutWidget) => {
    const { user, platform } = await lookUp(way);
    await user.click(screen.getByRole('button', { name: say.waysNamed[way]('MX Bank') }));
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ customerId: 'acme-1', memberGuid, withoutWidget }),
    );
  });

  it('comes the earlier the shorter its way is', async () => {
    const ways = ['connect_anew', 'repair', 'verify_again', 'follow'] as const;
    const members = ways.map((way) => ({ guid: way, name: way, status: status(), way }));
    const findCustomer = vi.fn(async () => ({ ...known('repair'), members }));
    const { user } = await openApp(home, { findCustomer });
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1');
    await vi.advanceTimersByTimeAsync(400);
    const shown = [...document.querySelectorAll('[data-member]')];
    expect(shown.map((member) => member.getAttribute('data-member'))).toEqual([
      'verify_again',
      'follow',
      'repair',
      'connect_anew',
    ]);
  });

  it('with whom a session is open already leads there', async () => {
    const open = summary(
      session({ id: 's-9', customer: { id: 'acme-1', guid: null, email: null } }),
    );
    const { user, platform } = await openApp({ ...home, sessions: [open] });
    const said = words.customers.page.openSession;
    expect(screen.queryByText(said)).toBeNull();
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1');
    expect(screen.getByText(said)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.customers.page.showSession }));
    expect(platform.showSession).toHaveBeenCalledWith('s-9');
  });

  it('is one way, and another bank the other', async () => {
    await lookUp('verify_again');
    const start = screen.getByRole('button', { name: words.verify.start });
    expect(start.getAttribute('aria-describedby')).toBe('start-note');
    expect(screen.getByText(words.verify.startAnother).id).toBe('start-note');
  });

  it('that is beyond repair says so', async () => {
    await lookUp('connect_anew');
    expect(screen.getByText(new RegExp(say.wayMeaning.connect_anew, 'u'))).toBeTruthy();
  });

  it.each([
    ['verify_again', say.againNamed, true],
    ['follow', say.waysNamed.follow, true],
    ['repair', say.waysNamed.repair, false],
  ] as const)(
    'is gone on with as shortly where accounts are wanted: %s',
    async (way, named, alone) => {
      const { user, platform } = await lookUp(way);
      await user.click(screen.getByRole('radio', { name: /Aggregation/u }));
      await user.click(screen.getByRole('button', { name: named('MX Bank') }));
      expect(platform.startSession).toHaveBeenCalledWith(
        expect.objectContaining({ memberGuid: 'MBR-7', withoutWidget: alone, mode: 'aggregation' }),
      );
    },
  );

  it.each([
    ['verify_again', true],
    ['follow', true],
    ['repair', true],
    ['connect_anew', false],
  ] as const)('leaves connecting another bank as the second choice: %s', async (way, isSecond) => {
    const { user, platform } = await lookUp(way);
    const start = screen.getByRole('button', { name: words.verify.start });
    const shorter = screen.getByRole('button', { name: say.waysNamed[way]('MX Bank') });
    expect(start.classList.contains('primary')).toBe(!isSecond);
    expect(shorter.classList.contains('primary')).toBe(isSecond);
    await user.click(start);
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ memberGuid: null, withoutWidget: false }),
    );
  });
});

describe('handing the widget over', () => {
  it.each(['window', 'link'] as const)('by %s', async (way) => {
    const { user, platform } = await openApp(home);
    await user.click(
      screen.getByRole('radio', { name: new RegExp(`^${say.handOvers[way]}`, 'u') }),
    );
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1{enter}');
    expect(platform.startSession).toHaveBeenCalledWith(expect.objectContaining({ handOver: way }));
  });

  it('by link is not offered where the organisation forbids it', async () => {
    const view = { ...home, policy: policy({ linkHandOver: false }) };
    const { user, platform, show } = await openApp(home);
    await user.click(screen.getByRole('radio', { name: /^Link/u }));
    // The policy can come true while the form is filled in.
    await show(view);
    expect(screen.getByRole('radio', { name: /^Link/u })).toHaveProperty('disabled', true);
    expect(screen.getByText(say.setByOrganisation)).toBeTruthy();
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1{enter}');
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ handOver: 'here' }),
    );
  });
});

it('the owner’s name goes along', async () => {
  const { user, platform } = await openApp(home);
  await user.type(screen.getByLabelText(words.verify.customerId), 'acme-1');
  await user.type(screen.getByLabelText(say.ownerName), ' Zoë de la Cruz ');
  await user.click(screen.getByRole('button', { name: words.verify.start }));
  expect(platform.startSession).toHaveBeenCalledWith(
    expect.objectContaining({ ownerName: 'Zoë de la Cruz' }),
  );
});

describe('what is typed but not started', () => {
  const field = (): HTMLInputElement => screen.getByLabelText(words.verify.customerId);

  it('is still there after a look at another place', async () => {
    const { user } = await openApp(home);
    await user.type(field(), 'acme-1');
    await user.click(screen.getByRole('button', { name: words.shell.places.history }));
    expect(screen.queryByLabelText(words.verify.customerId)).toBeNull();
    await user.click(screen.getByRole('button', { name: words.shell.places.verify }));
    expect(field().value).toBe('acme-1');
  });

  it('is gone after a lock, with another MX, and once it is started', async () => {
    const { user, show } = await openApp(home);
    await user.type(field(), 'acme-1');
    await show({ ...home, locked: true });
    await show(home);
    expect(field().value).toBe('');
    await user.type(field(), 'acme-1');
    await show(deskView({ environment: environment('production') }));
    expect(field().value).toBe('');
    await user.type(field(), 'acme-1{enter}');
    expect(field().value).toBe('');
  });
});
