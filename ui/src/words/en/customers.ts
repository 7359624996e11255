import type { MemberWay } from '../../platform/types';
import { plural } from './plural';

/** The customers MX knows, and what each of them has. */
export const customers = {
  title: 'Customers',
  search: 'Find a customer',
  searchHint: 'The whole id, e-mail address or MX guid',
  filter: 'Show',
  filters: { all: 'All', enabled: 'Enabled', disabled: 'Disabled' },
  list: 'Customers',
  count: (total: number) => plural(total, 'customer', 'customers'),
  loading: 'Asking MX…',
  loadingRow: 'Loading…',
  retry: 'Try again',
  create: 'New customer',
  createThis: (id: string) => `Create ${id}`,
  columns: { id: 'Customer id', email: 'E-mail', state: 'State' },
  noId: 'No id of your own',
  disabled: 'Disabled',
  empty: {
    none: 'MX has no customers yet',
    noneNext: 'Create one here, or start a verification: it creates the customer by itself.',
    noneSuch: 'No customer fits',
    wholeId: (text: string) =>
      `MX finds whole ids only, never parts. No customer’s id is exactly “${text}”.`,
    wholeEmail: (text: string) =>
      `MX finds whole addresses only, never parts. No customer’s e-mail is exactly “${text}”.`,
    noneDisabled: 'No customer is disabled.',
    noneEnabled: 'Every customer is disabled.',
    clear: 'Show all customers',
  },

  page: {
    back: 'All customers',
    loading: 'Asking MX about this customer…',
    verify: 'Verify an account',
    verifying: 'Opening…',
    edit: 'Edit…',
    disable: 'Disable',
    enable: 'Enable',
    delete: 'Delete…',
    guid: 'MX guid',
    copyGuid: 'Copy MX guid',
    copied: 'MX guid copied.',
    email: 'E-mail',
    metadata: 'Metadata',
    disabledMeans:
      'This customer is disabled. MX starts no verification for them and updates nothing.',
    noIdMeans: 'Give the customer an id of your own before you verify an account.',
    wasDisabled: (name: string) => `${name} is disabled.`,
    wasEnabled: (name: string) => `${name} is enabled.`,
    openSession: 'A session with this customer is open.',
    showSession: 'Show it',
    refresh: 'Ask MX again',
  },

  members: {
    title: 'Connections',
    none: 'No connections yet',
    noneNext: 'Verify an account: the customer chooses their bank and signs in.',
    unread: 'The connections could not be read',
    wayMeans: {
      verify_again: 'Next: verify again. The customer is needed only if the bank asks something.',
      repair: 'Next: open the widget with the customer on this connection.',
      follow: 'Next: wait. MX is working on it.',
      connect_anew: 'Next: connect again. This connection can’t be repaired.',
    } satisfies Record<MemberWay, string>,
    /** In place of *repair*, where the bank must be satisfied first. */
    atBankFirst: 'Next: the customer acts at the bank. Then open the widget on this connection.',
    updated: (when: string) => `Updated ${when}`,
    neverUpdated: 'Never updated',
    accounts: (bank: string) => `Accounts at ${bank}`,
    noAccounts: 'MX has no accounts for this connection.',
    unreadAccounts: 'The accounts could not be read.',
    noBalance: 'Balance unknown',
    delete: 'Delete connection…',
    deleteNamed: (bank: string) => `Delete connection… ${bank}`,
    deleted: (bank: string) => `The connection to ${bank} is deleted at MX.`,
    confirm: {
      title: (bank: string) => `Delete the connection to ${bank}?`,
      body: (accounts: number | null) =>
        `MX deletes it for good, with ${
          accounts === null ? 'its accounts' : plural(accounts, 'account', 'accounts')
        } and all transactions. The customer must sign in at the bank again to come back. Past sessions stay in this desk’s history.`,
      confirm: 'Delete connection',
      cancel: 'Keep it',
      busy: 'Deleting…',
    },
  },

  sessions: {
    title: 'Past sessions',
    none: 'No sessions with this customer on this computer.',
    unfinished: 'Not finished',
  },

  form: {
    createTitle: 'New customer',
    editTitle: (name: string) => `Edit ${name}`,
    id: 'Customer id',
    idHint: 'Your own id. Letters, digits, - and _ only.',
    email: 'E-mail',
    emailHint: 'Optional',
    metadata: 'Metadata',
    metadataHint: 'Optional. MX keeps it with the customer. Never put secrets here.',
    create: 'Create customer',
    creating: 'Creating…',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    created: (name: string) => `${name} is created at MX.`,
    saved: (name: string) => `${name} is saved at MX.`,
  },

  deletion: {
    title: (name: string) => `Delete ${name}?`,
    lead: 'MX deletes for good:',
    customer: 'the customer, with e-mail and metadata',
    members: (count: number) => plural(count, 'connection', 'connections'),
    membersUnknown: 'all connections (they could not be read)',
    accounts: (count: number) => `${plural(count, 'account', 'accounts')} with all numbers`,
    someUnread: 'accounts of connections that could not be read',
    transactions: 'all transactions of these accounts',
    stays: 'Past sessions stay in this desk’s history.',
    type: (name: string) => `Type ${name} to confirm`,
    confirm: 'Delete customer',
    deleting: 'Deleting…',
    cancel: 'Keep the customer',
    deleted: (name: string) => `${name} is deleted at MX.`,
  },
};
