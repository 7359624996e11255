import type { DepositStage } from '../../platform/types';

/** Verification by two small deposits. What each status means comes from Rust. */
export const deposits = {
  /** The heading of a session that waits, by MX's status; by stage where it is one we don't know. */
  titles: {
    PREINITIATED: 'The account is still to be entered',
    INITIATED: 'Two test deposits are being prepared',
    REQUESTED: 'Two test deposits are on their way',
    DEPOSITED: 'The test deposits have arrived',
    DENIED: 'The amounts were wrong',
    PREVENTED: 'Too many wrong amounts',
    CONFLICTED: 'This account has test deposits already',
    REJECTED: 'The bank refused the test deposits',
    ERRORED: 'The test deposits could not be made',
  } as Record<string, string | undefined>,
  stages: {
    on_the_way: 'Two test deposits are on their way',
    customer_enters: 'The customer’s turn',
    verified: 'Account verified',
    failed: 'The test deposits failed',
    unclear: 'MX’s answer is not clear',
  } satisfies Record<DepositStage, string>,
  next: 'Next',
  mxStatus: 'MX status',
  mxSays: 'MX says',
  account: 'To',
  routing: (number: string) => `routing ${number}`,
  changed: 'Since',
  /** Before the way the widget is handed over. */
  where: 'The widget opens:',
  asking: 'Asking MX…',
  kept: 'You can leave this session. It is kept for several days, on Verify under “Waiting for test deposits”.',
  steps: {
    enters: {
      now: 'The customer enters the two amounts.',
      next: 'MX compares them. The result appears here by itself.',
    },
    asked: {
      now: 'The customer has asked for test deposits.',
      next: 'They arrive within a few working days. Close the widget when the customer is done.',
    },
  },
  list: {
    title: 'Waiting for test deposits',
    refresh: 'Ask MX',
    refreshNamed: 'Ask MX how the test deposits stand',
    noBank: 'Bank not known to MX',
    since: (began: string) => `waiting since ${began}`,
    open: 'Open',
    openNamed: (customer: string) => `Open the session of ${customer} that waits for test deposits`,
    stop: 'Stop waiting',
    stopNamed: (customer: string) => `Stop waiting for the test deposits of ${customer}`,
    asked: (moment: string) => `MX was asked ${moment}`,
    confirm: {
      title: 'Stop waiting?',
      body: (customer: string) =>
        `The session for ${customer} leaves this list and stays in the history. Nothing changes at MX: the test deposits can still be found on the customer’s page.`,
      confirm: 'Stop waiting',
      cancel: 'Keep waiting',
    },
  },
  start: {
    waiting: 'Test deposits of this customer',
    open: 'Open',
    openNamed: (bank: string) => `Open the session that waits for the test deposits at ${bank}`,
  },
  customer: {
    title: 'Test deposits',
    unnamed: 'Account at a bank MX does not know',
    open: 'Open',
    openNamed: (bank: string) => `Open the test deposits at ${bank}`,
    waits: 'A session of this desk waits for them.',
    delete: 'Delete',
    deleteNamed: (bank: string) => `Delete the test deposits at ${bank}`,
    deleted: (bank: string) => `Test deposits at ${bank} deleted`,
    confirm: {
      title: (bank: string) => `Delete the test deposits at ${bank}?`,
      body: 'They are deleted at MX for good. Amounts that have arrived can’t be confirmed any more; the money stays where it is. A session that waits for them ends.',
      confirm: 'Delete test deposits',
      cancel: 'Keep them',
    },
  },
  result: {
    partial: 'MX gives only the end of a number that test deposits have verified.',
    noFull: 'MX gives no full number for this account.',
  },
};
