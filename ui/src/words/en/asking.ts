import type { NameLikeness } from '../../platform/types';

/** What one can ask about verified accounts, and what their numbers are worth. */
export const asking = {
  available: (amount: string) => `${amount} available`,
  checkDigit: { fits: 'Check digit fits', wrong: 'Check digit does not fit: a digit is wrong' },
  token: 'Token',
  tokenMeaning: {
    us: 'The bank gave a token in place of the account number. It works with this routing number only, for ACH; the digits shown are the account’s own.',
    other:
      'The bank gave a token in place of the account number. It works with these codes only; the digits shown are the account’s own.',
  },
  tokenNumber: 'Token in place of the number',
  ownNumber: 'Account number (the bank gave a token)',
  locked: 'The numbers left memory while the desk was locked. MX is being asked for them again.',

  balances: {
    title: 'Balances',
    asRead: 'As MX last read them',
    checked: (at: string) => `Checked ${at}`,
    left: (count: number) => `${count} of 5 checks left in these two hours`,
    again: (at: string) => `none left of 5 in two hours, the next from ${at}`,
    check: 'Check balances now',
    working: 'MX is asking the bank for the current balances…',
  },

  owners: {
    title: 'Account owners',
    lead: 'MX asks the bank who owns the accounts. The customer is not needed, unless the bank asks something.',
    name: 'Name you were given',
    nameHint: 'Optional. It is compared with the owners’ and kept in memory only.',
    ask: 'Ask the bank',
    compare: 'Compare',
    again: 'Ask again',
    working: 'MX is asking the bank who owns the accounts…',
    none: 'The bank named no owner for these accounts.',
    of: (accounts: readonly string[]) => `Owns ${accounts.join(', ')}`,
    ofAll: 'Owns all of these accounts',
    likeness: {
      exact: 'Exact match',
      likely: 'Likely match',
      different: 'Different',
    } satisfies Record<NameLikeness, string>,
  },
};
