import { screen, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { customerRow, details } from '../src/platform/fake/customers';
import {
  customerDeposits,
  deposit,
  depositScreens,
  depositSession,
  waitingSessions,
} from '../src/platform/fake/deposits';
import { deskView, environment, problem, session } from '../src/platform/fake/fixtures';
import type { SessionView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp } from './stage';

const say = words.deposits;
const at = (shown: SessionView) =>
  deskView({ environment: environment('sandbox'), session: shown });

describe('a session that waits for test deposits', () => {
  it('says what happens next and whose turn it is, and may be left', async () => {
    const { user, platform } = await openApp(at(depositSession('REQUESTED')));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(say.titles['REQUESTED']);
    expect(screen.getByText(/within a few working days/u)).toBeTruthy();
    expect(screen.getByText(words.session.turns.mx)).toBeTruthy();
    expect(screen.getByText(say.kept)).toBeTruthy();
    const leave = screen.getByRole('button', { name: words.session.leave });
    expect(leave.classList).toContain('primary');
    await user.click(leave);
    expect(platform.act).toHaveBeenCalledWith('session-1', 'finish');
  });

  it('lets the customer enter the amounts here or elsewhere', async () => {
    const { user, platform } = await openApp(at(depositSession('DEPOSITED')));
    const enter = screen.getByRole('button', { name: words.session.actions.enter_amounts });
    expect(enter.classList).toContain('primary');
    expect(screen.getByRole('button', { name: /Hand the widget over/u })).toBeTruthy();
    await user.click(enter);
    expect(platform.act).toHaveBeenCalledWith('session-1', 'enter_amounts');
  });

  it('stays on screen while MX is asked', async () => {
    await openApp(at(depositSession('REQUESTED', { depositAsked: true })));
    expect(screen.getByText(say.asking)).toBeTruthy();
    expect(screen.getByText(/on their way to the customer/u)).toBeTruthy();
  });

  it('that failed offers to start over, and is not said to be kept', async () => {
    await openApp(at(depositSession('PREVENTED')));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Too many wrong amounts');
    const over = screen.getByRole('button', { name: words.session.actions.start_over });
    expect(over.classList).toContain('primary');
    expect(screen.queryByText(say.kept)).toBeNull();
  });

  it('names a status it does not know by what it is', async () => {
    const of = deposit('REQUESTED');
    const standing = { ...of.standing, name: 'NEW_AT_MX', stage: 'unclear' as const };
    await openApp(at(depositSession('REQUESTED', { deposit: { ...of, standing } })));
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(say.stages.unclear);
    expect(screen.getByText('NEW_AT_MX')).toBeTruthy();
  });
});

describe('the panel, while the customer is at the test deposits', () => {
  it('says that amounts are entered, on the widget that was opened for them', async () => {
    const here = { widgetStep: 'microdeposits', deposit: deposit('DEPOSITED') };
    const { show } = await openApp(at(session({ ...here, entersAmounts: true })));
    expect(screen.getByText(say.steps.enters.now)).toBeTruthy();
    // They can arrive while the customer still reads that they will.
    await show(at(session(here)));
    expect(screen.getByText(say.steps.asked.now)).toBeTruthy();
  });

  it('tells the agent what the widget shows the customer', async () => {
    const widgetNote = 'MX makes no test deposits at this bank.';
    await openApp(at(session({ widgetStep: 'microdeposits', widgetNote })));
    expect(screen.getByText(widgetNote)).toBeTruthy();
  });
});

describe('what waits for test deposits', () => {
  const view = deskView({ environment: environment('sandbox'), deposits: waitingSessions });

  it('is listed at the start, and opens', async () => {
    const { user, platform } = await openApp(view);
    const list = screen.getByRole('heading', { name: say.list.title }).closest('section');
    expect(list).not.toBeNull();
    const lines = within(list as HTMLElement).getAllByRole('listitem');
    expect(lines).toHaveLength(3);
    const open = screen.getByRole('button', { name: say.list.openNamed('acme-20418') });
    expect(open.classList).toContain('primary');
    await user.click(open);
    expect(platform.checkUnfinished).toHaveBeenCalledWith('waiting-DEPOSITED');
  });

  it('of another MX says where to connect first', async () => {
    await openApp(view);
    expect(screen.getByText(words.verify.elsewhere('Production', 'api.mx.com'))).toBeTruthy();
    expect(screen.queryByRole('button', { name: say.list.openNamed('acme-20002') })).toBeNull();
  });

  it('is asked about on demand', async () => {
    const { user, platform } = await openApp(view);
    await user.click(screen.getByRole('button', { name: say.list.refreshNamed }));
    expect(platform.refreshDeposits).toHaveBeenCalled();
  });

  it('is given up only after a question', async () => {
    const { user, platform } = await openApp(view);
    await user.click(screen.getByRole('button', { name: say.list.stopNamed('acme-20418') }));
    expect(platform.stopWaiting).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: say.list.confirm.confirm }));
    expect(platform.stopWaiting).toHaveBeenCalledWith('waiting-DEPOSITED');
  });

  it('is offered where its customer is typed', async () => {
    const { user, platform } = await openApp(view);
    const offer = say.start.openNamed('Quillmere Bank');
    expect(screen.queryByRole('button', { name: offer })).toBeNull();
    await user.type(screen.getByLabelText(words.verify.customerId), 'acme-20418');
    await user.click(screen.getByRole('button', { name: offer }));
    expect(platform.checkUnfinished).toHaveBeenCalledWith('waiting-DEPOSITED');
  });
});

describe('an account verified by test deposits', () => {
  const verified = depositScreens['deposits-verified'];

  it('shows the end of its number and offers nothing that MX does not give', async () => {
    await openApp(verified?.() ?? deskView());
    expect(screen.getByText('•••• 5678')).toBeTruthy();
    expect(screen.getByText(say.result.partial)).toBeTruthy();
    // The deposits are the check.
    expect(screen.queryByText(words.result.validation.not_checked)).toBeNull();
    expect(screen.queryByRole('button', { name: words.result.revealNamed('Account') })).toBeNull();
    expect(
      screen.queryByRole('button', { name: words.result.copyAccountNamed('Account') }),
    ).toBeNull();
    expect(
      screen.getByRole('button', { name: words.result.copyRoutingNamed('Account') }),
    ).toBeTruthy();
    expect(screen.queryByText(words.asking.owners.title)).toBeNull();
  });

  it('is reported with the masked number alone', async () => {
    const { user } = await openApp(verified?.() ?? deskView());
    await user.click(screen.getByRole('button', { name: words.records.report.save }));
    expect(screen.getByLabelText<HTMLInputElement>(words.records.report.full).disabled).toBe(true);
    expect(screen.getByText(say.result.noFull)).toBeTruthy();
  });
});

describe("a customer's test deposits", () => {
  const customer = customerRow(0);

  async function atTheCustomer(answers: Parameters<typeof openApp>[1] = {}) {
    const stage = await openApp(deskView({ environment: environment('sandbox') }), {
      listCustomers: vi.fn(async () => ({
        customers: [customer],
        page: 1,
        perPage: 100,
        pages: 1,
        total: 1,
      })),
      readCustomer: vi.fn(async () => details(customer, { deposits: customerDeposits })),
      ...answers,
    });
    await stage.user.click(screen.getByRole('button', { name: words.shell.places.customers }));
    await stage.user.click(await screen.findByRole('option'));
    await screen.findByText(say.customer.title);
    return stage;
  }

  it('open a session about them', async () => {
    const { user, platform } = await atTheCustomer();
    const name = say.customer.openNamed('Quillmere Bank');
    await user.click(screen.getByRole('button', { name }));
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({ microdepositGuid: deposit('DEPOSITED').guid }),
    );
  });

  it('are deleted after a question, which stays where it fails', async () => {
    const refusal = problem('not_now', 'A session with this customer is open.', 'Finish it first.');
    const deleteMicrodeposit = vi.fn(async () => Promise.reject(refusal));
    const { user } = await atTheCustomer({ deleteMicrodeposit });
    const name = say.customer.deleteNamed('Quillmere Bank');
    await user.click(screen.getByRole('button', { name }));
    await user.click(screen.getByRole('button', { name: say.customer.confirm.confirm }));
    expect(deleteMicrodeposit).toHaveBeenCalledWith(customer.guid, deposit('DEPOSITED').guid);
    expect(await screen.findByText(refusal.message)).toBeTruthy();
  });
});
