import type { InspectorStep } from '../../platform/types';

/** The steps of MX's guide that a session goes through, with what there is to say about each. */
export const tour = {
  title: 'Tour of the calls',
  leave: 'Back to timeline',
  reading: 'Reading the calls…',
  nothing: 'Nothing yet.',
  /** Of a step before one that has been. */
  skipped: 'Not needed in this session.',
  now: 'now',
  sent: 'Sent',
  received: 'Came back',
  noBody: 'No body.',
  details: 'Reading what was sent…',
  times: (count: number) => `×${count}`,
  took: (ms: number) => `${ms} ms`,
  steps: {
    user: {
      title: 'Create a user',
      why: 'MX keeps everything under a user. The customer is looked up by your own id, and created only if MX doesn’t know them.',
      say: '“No name, no address: one id of your own is all MX needs.”',
    },
    widget_url: {
      title: 'Request a widget URL',
      why: 'One call says what the widget is for. Its answer is an address that opens once, within ten minutes.',
      say: '“The keys stay with you. The customer only ever gets this address.”',
    },
    load: {
      title: 'Load the widget',
      why: 'The address is opened in a frame. From here on the customer talks to MX and their bank, and to nobody else.',
      say: '“We never see the password. It goes from this frame to MX.”',
    },
    events: {
      title: 'Listen to events',
      why: 'The widget posts a message for each thing the customer does. They are hints: anybody could post one, so MX is asked.',
      say: '“You know where your customer is, without looking over their shoulder.”',
    },
    status: {
      title: 'Check the member’s status',
      why: 'The member is read under its own user. It is finished when it is CONNECTED and no job runs any more.',
      say: '“The widget says it worked. MX’s status is what we believe.”',
    },
    data: {
      title: 'Read account numbers',
      why: 'Account and routing numbers have one call of their own, and nothing else returns them in full.',
      say: '“Verified at the bank, in seconds. No voided check, no waiting.”',
    },
  } satisfies Record<Exclude<InspectorStep, 'other'>, { title: string; why: string; say: string }>,
  /** The last steps, where test deposits are waited for. */
  deposits: {
    status: {
      title: 'Check the test deposits',
      why: 'Test deposits (MX: microdeposits) make no member. The microdeposit is read under its own user: requested, deposited, and verified once both amounts are right.',
      say: '“It takes days, and nobody has to sit there. We ask MX now and then.”',
    },
    data: {
      title: 'Read the account',
      why: 'The microdeposit’s own answer holds the account, once it is verified: the routing number, and the account number masked or in part.',
      say: '“No bank sign-in at all, and the account is still proven.”',
    },
  },
  /** The last step, where accounts and transactions are wanted. */
  aggregation: {
    title: 'Read accounts and transactions',
    why: 'Accounts first, then transactions page by page, once MX says that they are processed.',
    say: '“Balances and ninety days of transactions, from the same connection.”',
  },
};
