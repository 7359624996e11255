import type { HandOver } from '../../platform/types';

/** Handing the widget over: the link, the customer window, and from one to the other. */
export const handover = {
  /** The menu in the session's panel. */
  menu: 'Hand over',
  menuLabel: (now: string) => `${now}. Hand the widget over in another way`,
  ways: {
    here: 'Take it back here',
    window: 'Open the customer window',
    link: 'Send a link',
  } satisfies Record<HandOver, string>,
  wayMeaning: {
    here: 'In this window',
    window: 'For a screen turned to the customer',
    link: 'For a device of their own',
  } satisfies Record<HandOver, string>,
  /** Which display the customer window fills, on the form. */
  display: 'Display for the customer',
  onDisplay: (name: string) => `Customer window on ${name}`,
  displaySize: (width: number, height: number) => `${width} × ${height}`,
  thisDisplay: 'The display you work on',

  link: {
    title: 'Let the customer open this link',
    preparing: 'Making the link…',
    code: 'QR code of the link',
    scan: 'They scan it with their phone, or you send them the link.',
    scanSimulated: 'The simulated MX is on this computer only: open the link in a browser here.',
    copy: 'Copy link',
    copied: 'Link copied. It leaves the clipboard after 45 seconds.',
    renew: 'New link',
    renewHint: 'Makes another link. Who has opened the old one may still finish.',
    left: (minutes: number, clock: string) =>
      `Can be opened for ${minutes < 1 ? clock : `${minutes} min`}`,
    once: 'It opens only once.',
    expired: 'The link has expired',
    expiredBody: 'Make a new one. If the customer has opened the old one, they may still finish.',
    gone: 'The link is with the customer',
    goneBody:
      'It was made before the app was restarted and can’t be shown again. Make a new one if the customer needs it.',
    waiting: 'Waiting for the customer…',
    seen: (bank: string) => `The customer is connecting ${bank}.`,
    next: 'The result appears here by itself.',
    until: (time: string) =>
      `MX is asked until ${time}, longer than the link can be opened: it can be used for a while afterwards.`,
    close: 'Stop waiting',
    closeHint:
      'Ask MX how far the customer got, and wait no longer. The link works until its time is up.',
  },

  window: {
    title: 'The customer has the widget',
    preparing: 'Opening the customer window…',
    lead: 'It is in a window of its own. When the bank is connected, the window closes by itself.',
    leadOfDeposits:
      'It is in a window of its own. When the customer is done, the window closes by itself.',
    back: 'Take it back here',
    backHint: 'The window closes and a fresh widget opens here',
    show: 'Show the window',
    showHint: 'Put it in front of the other windows',
    close: 'Close the window',
    closeHint: 'Close the window and ask MX how far it got',
    steps: {
      label: 'How far the customer is',
      choose: 'Chooses a bank',
      signIn: 'Signs in',
      connect: 'MX connects',
      connected: 'Connected',
      account: 'Enters their account',
      asked: 'Deposits are asked for',
      amounts: 'Enters the amounts',
      verified: 'Verified',
      done: 'done',
      now: 'now',
    },
  },

  /** In the panel, in place of what the widget says: behind a link it says nothing. */
  linkStep: {
    now: 'The link is for the customer to open.',
    next: 'You hear of it here as soon as MX knows of a connection.',
  },
};
