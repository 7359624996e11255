import axe from 'axe-core';
import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { customerRow, details, guid, members, pastSessions } from '../src/platform/fake/customers';
import {
  deskView,
  environment,
  problem,
  problems,
  summary,
  session,
} from '../src/platform/fake/fixtures';
import type { CustomerPage, CustomerQuery, DeskView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.customers;
const PER_PAGE = 100;
const first = customerRow(0);
const view = deskView({ environment: environment('sandbox') });

/** MX with this many customers. */
const mxOf =
  (total: number) =>
  async ({ page, id, email }: CustomerQuery): Promise<CustomerPage> => {
    const all = Array.from({ length: total }, (_, at) => at);
    const fitting =
      id === '' && email === ''
        ? all
        : all.filter((at) => customerRow(at).id === id || customerRow(at).email === email);
    const shown = fitting.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(customerRow);
    const pages = Math.max(1, Math.ceil(fitting.length / PER_PAGE));
    return { customers: shown, page, perPage: PER_PAGE, pages, total: fitting.length };
  };

async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await tick();
}

async function atCustomers(
  answers: Parameters<typeof openApp>[1] = {},
  on: DeskView = view,
): Promise<Stage> {
  const stage = await openApp(on, {
    listCustomers: vi.fn(mxOf(1_000)),
    readCustomer: vi.fn(async () =>
      details(first, { members, sessions: pastSessions('acme-20000') }),
    ),
    ...answers,
  });
  await stage.user.click(screen.getByRole('button', { name: words.shell.places.customers }));
  await settle();
  return stage;
}

const search = (): HTMLElement => screen.getByLabelText(say.search);
const list = (): HTMLElement => screen.getByRole('listbox');
const activeRow = (): string | undefined =>
  document.getElementById(list().getAttribute('aria-activedescendant') ?? '')?.textContent.trim();

async function press(key: string): Promise<void> {
  await fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
});

describe('the list of customers', () => {
  it('shows whom MX has, their own id first', async () => {
    await atCustomers();
    expect(screen.getByText('1,000 customers')).toBeTruthy();
    const rows = within(list()).getAllByRole('option');
    expect(rows[0]?.textContent).toContain('acme-20000');
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('1000');
    expect(rows[5]?.textContent).toContain(say.disabled);
    expect(rows[7]?.textContent).toContain(say.noId);
    expect(rows[7]?.textContent).toContain(guid('USR', 8));
  });

  it('draws a few rows of a hundred thousand and asks for the pages in view', async () => {
    const { platform } = await atCustomers({ listCustomers: vi.fn(mxOf(100_000)) });
    expect(within(list()).getAllByRole('option').length).toBeLessThan(60);
    expect(platform.listCustomers).toHaveBeenCalledTimes(1);
    list().focus();
    await press('End');
    expect(platform.listCustomers).toHaveBeenLastCalledWith(
      expect.objectContaining({ page: 1_000 }),
    );
    expect(activeRow()).toContain('acme-119999');
    expect(platform.listCustomers.mock.calls.length).toBeLessThan(5);
  });

  it('reaches the last of two million, though nothing is laid out so high', async () => {
    await atCustomers({ listCustomers: vi.fn(mxOf(2_000_000)) });
    list().focus();
    await press('End');
    expect(activeRow()).toContain('acme-2019999');
  });

  it('is walked through by keyboard', async () => {
    await atCustomers();
    list().focus();
    await press('ArrowDown');
    expect(activeRow()).toContain('acme-20001');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(activeRow()).toContain('acme-20000');
    await press('PageDown');
    expect(activeRow()).toContain('acme-20012');
    await press('PageUp');
    expect(activeRow()).toContain('acme-20000');
    await press('End');
    expect(activeRow()).toContain('acme-20999');
    await press('Home');
    expect(activeRow()).toContain('acme-20000');
  });

  it('opens a customer by Enter; Escape goes back to the same row', async () => {
    const { platform } = await atCustomers();
    list().focus();
    await press('ArrowDown');
    await press('Enter');
    expect(platform.readCustomer).toHaveBeenCalledWith(guid('USR', 2));
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await press('Escape');
    expect(document.activeElement).toBe(list());
    expect(activeRow()).toContain('acme-20001');
  });

  it('searches once the typing rests: ids by id, addresses by e-mail', async () => {
    const { platform, user } = await atCustomers();
    await user.type(search(), 'acme-20004');
    await settle(299);
    expect(platform.listCustomers).toHaveBeenCalledTimes(1);
    await settle(1);
    expect(platform.listCustomers).toHaveBeenLastCalledWith({
      id: 'acme-20004',
      email: '',
      disabled: null,
      page: 1,
    });
    expect(within(list()).getAllByRole('option')).toHaveLength(1);

    await user.clear(search());
    await user.type(search(), 'acme-20002@example.com');
    await settle(300);
    expect(platform.listCustomers).toHaveBeenLastCalledWith(
      expect.objectContaining({ id: '', email: 'acme-20002@example.com' }),
    );
  });

  it('opens the one customer who is found by Enter in the search', async () => {
    const { platform, user } = await atCustomers();
    await user.type(search(), 'acme-20004{Enter}');
    await settle();
    expect(platform.readCustomer).toHaveBeenCalledWith(guid('USR', 5));
  });

  it('filters by state', async () => {
    const { platform, user } = await atCustomers();
    await user.click(screen.getByRole('radio', { name: say.filters.disabled }));
    await settle();
    expect(platform.listCustomers).toHaveBeenLastCalledWith(
      expect.objectContaining({ disabled: true, page: 1 }),
    );
  });

  it('never lets an answer that comes late replace a newer one', async () => {
    const late = new Map<string, (page: CustomerPage) => void>();
    const listCustomers = vi.fn(
      ({ id }: CustomerQuery) =>
        new Promise<CustomerPage>((resolve) => {
          late.set(id, resolve);
        }),
    );
    const { user } = await atCustomers({ listCustomers });
    await user.type(search(), 'one');
    await settle(300);
    await user.type(search(), 'two');
    await settle(300);
    const found = (at: number): CustomerPage => ({
      customers: [customerRow(at)],
      page: 1,
      perPage: PER_PAGE,
      pages: 1,
      total: 1,
    });
    late.get('onetwo')?.(found(2));
    await settle();
    late.get('one')?.(found(1));
    late.get('')?.(found(0));
    await settle();
    expect(
      within(list())
        .getAllByRole('option')
        .map((row) => row.textContent.trim()),
    ).toEqual([expect.stringContaining('acme-20002')]);
  });

  it('says that MX compares whole values, and offers to create who is missing', async () => {
    const { user } = await atCustomers();
    await user.type(search(), 'acme');
    await settle(300);
    expect(screen.getByText(say.empty.wholeId('acme'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.createThis('acme') }));
    expect(screen.getByLabelText<HTMLInputElement>(say.form.id).value).toBe('acme');
  });

  it('says when there are none at all', async () => {
    await atCustomers({ listCustomers: vi.fn(mxOf(0)) });
    expect(screen.getByText(say.empty.none)).toBeTruthy();
  });

  it.each([problems.offline, problem('rate_limited', 'MX asks us to slow down.', 'Wait.')])(
    'shows what went wrong and asks again only when told to: $code',
    async (why) => {
      const listCustomers = vi.fn(mxOf(3)).mockRejectedValueOnce(why);
      const { user } = await atCustomers({ listCustomers });
      expect(screen.getByText(why.message)).toBeTruthy();
      await settle(5_000);
      expect(listCustomers).toHaveBeenCalledTimes(1);
      await user.click(screen.getByRole('button', { name: say.retry }));
      await settle();
      expect(within(list()).getAllByRole('option')).toHaveLength(3);
    },
  );

  it('forgets everything when the desk is connected elsewhere', async () => {
    const { platform, show, user } = await atCustomers();
    await user.type(search(), 'acme-20004');
    await settle(300);
    await show({ ...view, environment: environment('production') });
    await settle();
    expect(screen.getByLabelText<HTMLInputElement>(say.search).value).toBe('');
    expect(platform.listCustomers).toHaveBeenLastCalledWith(
      expect.objectContaining({ id: '', page: 1 }),
    );
  });
});

describe('a customer’s page', () => {
  async function opened(
    answers: Parameters<typeof openApp>[1] = {},
    on: DeskView = view,
  ): Promise<Stage> {
    const stage = await atCustomers(answers, on);
    list().focus();
    await press('Enter');
    return stage;
  }

  it('shows connections in plain words with the next step, accounts, balances and sessions', async () => {
    await opened();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('acme-20000');
    const repair = screen.getByRole('article', { name: /^Caisse/u });
    expect(repair.textContent).toContain('The bank did not accept');
    expect(repair.textContent).toContain(say.members.wayMeans.repair);
    expect(repair.textContent).toContain('Customer’s turn');
    const healthy = screen.getByRole('article', { name: 'MX Bank' });
    expect(healthy.textContent).toContain('•••• 4403');
    expect(healthy.textContent).toContain('491,844.63');
    expect(screen.getByText(say.members.unreadAccounts)).toBeTruthy();
    expect(screen.getAllByText(words.shell.endings.verified)).toHaveLength(1);
  });

  it('sends the customer to the bank before it is repaired, where the bank has locked them out', async () => {
    const [member] = members.filter(({ member }) => member.way === 'repair');
    if (member === undefined) throw new Error('there is none to repair');
    const locked = {
      ...member,
      member: {
        ...member.member,
        status: { ...member.member.status, name: 'LOCKED', turn: 'customer_at_bank' as const },
      },
    };
    await opened({ readCustomer: vi.fn(async () => details(first, { members: [locked] })) });
    const article = screen.getByRole('article', { name: /^Caisse/u });
    expect(article.textContent).toContain(say.members.atBankFirst);
    expect(article.textContent).not.toContain(say.members.wayMeans.repair);
  });

  it.each([
    ['verify_again', { memberGuid: guid('MBR', 1), withoutWidget: true }],
    ['repair', { memberGuid: guid('MBR', 2), withoutWidget: false }],
    ['follow', { memberGuid: guid('MBR', 3), withoutWidget: true }],
    ['connect_anew', { memberGuid: null, withoutWidget: false }],
  ] as const)('goes on with a connection by its shortest way: %s', async (way, wanted) => {
    const { platform, user } = await opened();
    const { name } = members.find(({ member }) => member.way === way)?.member ?? { name: '' };
    await user.click(screen.getByRole('button', { name: words.begin.waysNamed[way](name) }));
    await settle();
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ customerId: 'acme-20000', ...wanted }),
    );
  });

  it('begins a verification with the customer', async () => {
    const { platform, user } = await opened();
    await user.click(screen.getByRole('button', { name: say.page.verify }));
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ customerId: 'acme-20000', memberGuid: null, mode: 'verification' }),
    );
  });

  it.each([
    ['disabled', { ...first, isDisabled: true }, say.page.disabledMeans],
    ['without an id', { ...first, id: null }, say.page.noIdMeans],
  ])('offers no session for a customer who is %s, and says why', async (_, customer, why) => {
    await opened({ readCustomer: vi.fn(async () => details(customer, { members })) });
    expect(screen.getByText(why)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: say.page.verify }).disabled).toBe(
      true,
    );
  });

  it('copies MX’s guid', async () => {
    const { platform, user } = await opened();
    const [copy] = screen.getAllByRole('button', { name: say.page.copyGuid });
    if (copy !== undefined) await user.click(copy);
    await settle();
    expect(platform.copyGuid).toHaveBeenCalledWith(first.guid);
    expect(screen.getByText(say.page.copied)).toBeTruthy();
  });

  it('disables and enables', async () => {
    const { platform, user } = await opened();
    await user.click(screen.getByRole('button', { name: say.page.disable }));
    await settle();
    expect(platform.editCustomer).toHaveBeenCalledWith(first.guid, {
      id: 'acme-20000',
      email: 'acme-20000@example.com',
      metadata: null,
      isDisabled: true,
    });
    expect(platform.readCustomer).toHaveBeenCalledTimes(2);
  });

  it('keeps what was entered when MX refuses it', async () => {
    const taken = problem('conflict', 'Another customer has this id.', 'Choose another id.');
    const editCustomer = vi.fn(async () => undefined).mockRejectedValueOnce(taken);
    const { platform, user } = await opened({ editCustomer });
    await user.click(screen.getByRole('button', { name: say.page.edit }));
    const id = screen.getByLabelText<HTMLInputElement>(say.form.id);
    await user.clear(id);
    await user.type(id, 'acme-9');
    await user.click(screen.getByRole('button', { name: say.form.save }));
    await settle();
    expect(screen.getByText(taken.message)).toBeTruthy();
    expect(id.value).toBe('acme-9');
    await user.click(screen.getByRole('button', { name: say.form.save }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(platform.readCustomer).toHaveBeenCalledTimes(2);
  });

  it('deletes only once the id is typed, and says what goes', async () => {
    const { platform, user } = await opened();
    await user.click(screen.getByRole('button', { name: say.page.delete }));
    const dialog = screen.getByRole('dialog');
    for (const text of [
      say.deletion.members(4),
      say.deletion.accounts(4),
      say.deletion.someUnread,
      say.deletion.transactions,
    ]) {
      expect(dialog.textContent).toContain(text);
    }
    const confirm = within(dialog).getByRole<HTMLButtonElement>('button', {
      name: say.deletion.confirm,
    });
    const typed = within(dialog).getByLabelText(say.deletion.type('acme-20000'));
    await user.type(typed, 'acme-2000');
    expect(confirm.disabled).toBe(true);
    await user.type(typed, '0');
    await user.click(confirm);
    await settle();
    expect(platform.deleteCustomer).toHaveBeenCalledWith(first.guid, 'acme-20000');
    expect(document.activeElement).toBe(list());
  });

  it('says why a customer can’t be deleted now', async () => {
    const open = problem('not_now', 'A session with this customer is open.', 'Finish it first.');
    const deleteCustomer = vi.fn(() => Promise.reject(open as unknown as Error));
    const { user } = await opened({ deleteCustomer });
    await user.click(screen.getByRole('button', { name: say.page.delete }));
    await user.type(screen.getByLabelText(say.deletion.type('acme-20000')), 'acme-20000{Enter}');
    await settle();
    expect(within(screen.getByRole('dialog')).getByText(open.message)).toBeTruthy();
  });

  it('deletes a connection after saying what goes', async () => {
    const { platform, user } = await opened();
    await user.click(screen.getByRole('button', { name: say.members.deleteNamed('MX Bank') }));
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('3 accounts');
    await user.click(within(dialog).getByRole('button', { name: say.members.confirm.confirm }));
    await settle();
    expect(platform.deleteMember).toHaveBeenCalledWith(first.guid, guid('MBR', 1));
    expect(platform.readCustomer).toHaveBeenCalledTimes(2);
  });

  it('leads to the customer’s open session, and reads anew when that has moved on', async () => {
    const running = session({ id: 'session-7' });
    const with20000 = { ...running, customer: { ...running.customer, id: 'acme-20000' } };
    const on = { ...view, sessions: [summary(with20000)] };
    const { platform, show, user } = await opened({}, on);
    await user.click(screen.getByRole('button', { name: say.page.showSession }));
    expect(platform.showSession).toHaveBeenCalledWith('session-7');
    const before = platform.readCustomer.mock.calls.length;
    await show({ ...view, sessions: [summary({ ...with20000, phase: 'done' })] });
    await settle();
    expect(platform.readCustomer.mock.calls.length).toBe(before + 1);
  });

  it('says when the customer has been deleted meanwhile, and goes back', async () => {
    const gone = problem('not_found', 'MX does not have this customer any more.', 'Go back.');
    const { user } = await opened({
      readCustomer: vi.fn(() => Promise.reject(gone as unknown as Error)),
    });
    expect(screen.getByText(gone.message)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.page.back }));
    await settle();
    expect(document.activeElement).toBe(list());
  });
});

describe('no accessibility faults on', () => {
  const options: axe.RunOptions = { rules: { 'color-contrast': { enabled: false } } };

  async function expectNone(): Promise<void> {
    vi.useRealTimers();
    const { violations } = await axe.run(document, options);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  }

  it('the list', async () => {
    await atCustomers();
    await expectNone();
  });

  it('an empty list', async () => {
    await atCustomers({ listCustomers: vi.fn(mxOf(0)) });
    await expectNone();
  });

  it('a list that could not be read', async () => {
    await atCustomers({
      listCustomers: vi.fn(() => Promise.reject(problems.offline as unknown as Error)),
    });
    await expectNone();
  });

  it('a list that is awaited', async () => {
    await atCustomers({ listCustomers: vi.fn(() => new Promise<never>(() => undefined)) });
    await expectNone();
  });

  it('a customer’s page', async () => {
    await atCustomers();
    list().focus();
    await press('Enter');
    await expectNone();
  });

  it('the form', async () => {
    const { user } = await atCustomers();
    await user.click(screen.getByRole('button', { name: say.create }));
    await expectNone();
  });

  it('the question before a deletion', async () => {
    const { user } = await atCustomers();
    list().focus();
    await press('Enter');
    await user.click(screen.getByRole('button', { name: say.page.delete }));
    await expectNone();
  });
});
