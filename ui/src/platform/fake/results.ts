import type { Platform } from '..';
import type {
  AccountOwnerView,
  BalanceCheckView,
  NameLikeness,
  NameVerdict,
  OwnersView,
  PolicyView,
  ResultView,
  SessionView,
} from '../types';
import { account, doneSession, maskedNumber, problem, result } from './fixtures';
import { pause } from './pause';

const verdict = (likeness: NameLikeness, reason: string): NameVerdict => ({ likeness, reason });

const owner = (part: Partial<AccountOwnerView> = {}): AccountOwnerView => ({
  accountGuids: ['ACT-1'],
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
  const named = owner({ accountGuids: ['ACT-1', 'ACT-2'], verdict: of });
  const other = owner({ name: 'SAM MORGAN', email: null, verdict: said.different });
  return {
    isWorking: false,
    owners: joint ? [named, other] : [named],
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

/** What can be asked about a result. */
type Results = Pick<
  Platform,
  'revealNumber' | 'copyNumber' | 'saveReport' | 'printReport' | 'identifyOwners' | 'checkBalances'
>;

/** *Pat Morgan* is likely the owner, anybody else is somebody else. */
export function fakeResults(
  policy: () => PolicyView,
  resultOf: (sessionId: string) => ResultView | null,
  show: (sessionId: string, result: ResultView) => void,
): Results {
  function askReason(reason: string | null): void {
    if (!policy().revealReason || reason !== null) return;
    throw problem(
      'reason_needed',
      'A reason is needed before a number is shown in full.',
      'Say in a few words why you need it. It is kept in the audit log.',
    );
  }

  return {
    async revealNumber(_session, _number, reason) {
      await pause(150);
      askReason(reason);
      return { accountNumber: '000123454403', hideAfterMs: 30_000 };
    },
    async copyNumber(_session, _number, part, reason) {
      await pause(50);
      if (part === 'account') askReason(reason);
    },
    async saveReport(_session, format) {
      await pause(400);
      return { path: `/home/agent/Documents/verification.${format}`, count: 2 };
    },
    async printReport() {
      await pause(400);
    },

    async identifyOwners(sessionId, name) {
      const before = resultOf(sessionId);
      if (before === null) return;
      const showOwners = (part: Partial<OwnersView>): void =>
        show(sessionId, { ...before, owners: { ...owners(null), givenName: name, ...part } });
      if (before.owners.owners === null) {
        showOwners({ owners: null, isWorking: true });
        await pause(2500);
      }
      const likeness = name === '' ? null : name === 'Pat Morgan' ? 'likely' : 'different';
      showOwners({ ...owners(likeness), givenName: name });
    },

    async checkBalances(sessionId) {
      const before = resultOf(sessionId);
      if (before === null) return;
      const checksLeft = before.balanceCheck.checksLeft - 1;
      const nextAt = checksLeft > 0 ? null : new Date(Date.now() + 2 * 3_600_000).toISOString();
      const showCheck = (part: Partial<BalanceCheckView>): void =>
        show(sessionId, {
          ...before,
          balanceCheck: { ...before.balanceCheck, checksLeft, nextAt, ...part },
        });
      showCheck({ isWorking: true });
      await pause(2000);
      showCheck({ checkedAt: new Date().toISOString() });
    },
  };
}
