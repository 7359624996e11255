import type { HandOver, MemberWay } from '../../platform/types';

/** How a session is begun: on which connection, and how the customer gets the widget. */
export const begin = {
  handOver: 'Where the customer signs in',
  handOvers: { here: 'Here', window: 'Customer window', link: 'Link' } satisfies Record<
    HandOver,
    string
  >,
  handOverMeaning: {
    here: 'This window',
    window: 'A second screen',
    link: 'Their own device',
  } satisfies Record<HandOver, string>,
  setByOrganisation: 'Off: set by your organisation',
  ways: {
    verify_again: 'Verify again',
    repair: 'Repair',
    follow: 'Follow',
    connect_anew: 'Connect again',
  } satisfies Record<MemberWay, string>,
  waysNamed: {
    verify_again: (bank: string) => `Verify again with ${bank}`,
    repair: (bank: string) => `Repair the connection to ${bank}`,
    follow: (bank: string) => `Follow the connection to ${bank}`,
    connect_anew: (bank: string) => `Connect again to ${bank}`,
  } satisfies Record<MemberWay, (bank: string) => string>,
  /** In place of *verify again*, where accounts and transactions are wanted. */
  again: 'Read again',
  againNamed: (bank: string) => `Read again from ${bank}`,
  wayMeaning: {
    verify_again: 'The customer is needed only if the bank asks something.',
    repair: 'Repair opens the widget on this connection.',
    follow: null,
    connect_anew: 'It can’t be repaired. A new connection takes its place.',
  } satisfies Record<MemberWay, string | null>,
  more: 'Owner’s name, e-mail and metadata',
  ownerName: 'Name to compare with the account’s owner',
  ownerNameHint: 'Forgotten when the session is left.',
};
