import type {
  AccountOwnerView,
  NameLikeness,
  NameVerdict,
  OwnersView,
  SessionView,
} from '../types';
import { account, doneSession, maskedNumber, problem, result } from './fixtures';

const verdict = (likeness: NameLikeness, reason: string): NameVerdict => ({ likeness, reason });

const owner = (part: Partial<AccountOwnerView> = {}): AccountOwnerView => ({
  accountGuid: 'ACT-1',
  name: 'PAT MORGAN',
  address: '12 Nowhere Lane, Sampleton, UT 00000, US',
  email: 'pat.morgan@customer.example',
  phone: '555-0142',
  verdict: null,
  ...part,
});

/** The owners on both accounts of the result, compared with a name. */
export function owners(likeness: NameLikeness | null): OwnersView {
  const said = {
    exact: verdict('exact', 'The same name.'),
    likely: verdict('likely', 'A middle name is left out in one of them. One of two owners.'),
    different: verdict('different', 'The last name is the same, the first name is another.'),
  };
  const of = likeness === null ? null : said[likeness];
  const joint = likeness === 'likely';
  const named = [owner({ verdict: of }), owner({ accountGuid: 'ACT-2', verdict: of })];
  const other = owner({ name: 'SAM MORGAN', email: null, verdict: said.different });
  return {
    isWorking: false,
    owners: joint ? [...named, other] : named,
    givenName: of === null ? null : likeness === 'different' ? 'Alex Morgan' : 'Pat Morgan',
    verdict: of,
    problem: null,
  };
}

const nobody: OwnersView = {
  isWorking: false,
  owners: null,
  givenName: null,
  verdict: null,
  problem: null,
};

/** What the result screen shows besides its accounts, by the name `?screen=` takes. */
export const resultScreens: Record<string, () => SessionView> = {
  'done-owners': () =>
    doneSession({
      result: result({
        owners: owners('exact'),
        balanceCheck: {
          isWorking: false,
          checksLeft: 4,
          nextAt: null,
          checkedAt: '2026-11-21T09:52:00Z',
          problem: null,
        },
      }),
    }),
  'done-owners-joint': () => doneSession({ result: result({ owners: owners('likely') }) }),
  'done-owners-different': () => doneSession({ result: result({ owners: owners('different') }) }),
  'done-asking': () =>
    doneSession({
      result: result({
        owners: { ...nobody, givenName: 'Pat Morgan', isWorking: true },
        balanceCheck: {
          isWorking: true,
          checksLeft: 3,
          nextAt: null,
          checkedAt: null,
          problem: null,
        },
      }),
    }),
  'done-asked-in-vain': () =>
    doneSession({
      result: result({
        owners: {
          ...nobody,
          problem: problem(
            'challenged',
            'The bank asks the customer something first.',
            'Open the widget on this connection and let the customer answer, then ask again.',
          ),
        },
        balanceCheck: {
          isWorking: false,
          checksLeft: 0,
          nextAt: '2026-11-21T12:05:00Z',
          checkedAt: null,
          problem: problem(
            'limit_reached',
            'MX allows five balance checks for a connection in two hours, and they are used up.',
            'Wait until one of them is two hours old.',
          ),
        },
      }),
    }),
  'done-token': () =>
    doneSession({
      result: result({
        accounts: [
          account({ numbers: [maskedNumber({ isTokenized: true })] }),
          account({
            accountGuid: 'ACT-2',
            name: 'Savings with a mistyped routing number',
            kind: 'SAVINGS',
            balance: { amount: '-90071992547409.93', currency: 'USD' },
            numbers: [maskedNumber({ id: 'n2', checkDigit: false, validation: 'failed' })],
          }),
        ],
      }),
    }),
  'done-locked': () => doneSession({ result: result({ numbersLocked: true }) }),
  'done-again': () =>
    doneSession({
      widgetMount: 0,
      result: result({
        method:
          'The customer had connected the bank before. MX asked it again and obtained the ' +
          'account and routing numbers; the customer did not sign in again.',
      }),
    }),
};
