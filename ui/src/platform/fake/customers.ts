import type {
  AccountRow,
  CustomerDetails,
  CustomerInput,
  CustomerLookup,
  CustomerPage,
  CustomerQuery,
  CustomerRow,
  HistoryRow,
  MemberDetails,
  MemberWay,
  SessionSummary,
  StatusView,
} from '../types';
import { customerDeposits } from './deposits';
import { problem, problems, status } from './fixtures';
import { pause } from './pause';

const PER_PAGE = 100;
const DAY = 86_400_000;
/** A guid of MX's form. */
export function guid(prefix: string, number: number): string {
  const hex = number.toString(16).padStart(12, '0');
  return `${prefix}-5f1c2f0e-6d0f-4a3b-9a51-${hex}`;
}

/** The customer at this place of MX's list: mostly plain, now and then an awkward one. */
export function customerRow(index: number): CustomerRow {
  const id = `acme-${20_000 + index}`;
  const awkward = index % 50;
  return {
    guid: guid('USR', index + 1),
    id:
      awkward === 7
        ? null
        : awkward === 3
          ? `first-national-bank-of-upper-westmoreland_customer_${index}`.padEnd(64, '0')
          : id,
    email:
      awkward === 3
        ? `a.very.long.name.that.somebody.really.has.${index}@subdomain.of-a-company.example.com`
        : index % 3 === 1
          ? null
          : `${id}@example.com`,
    isDisabled: index % 13 === 5,
  };
}

export const accounts: AccountRow[] = [
  account(1, 'Everyday Checking', 'CHECKING', '4403', '491844.63'),
  account(2, 'Savings', 'SAVINGS', '7718', '506398.85'),
  account(3, 'Platinum Visa', 'CREDIT_CARD', '0021', '8356.55'),
];

function account(
  number: number,
  name: string,
  kind: string,
  end: string | null,
  amount: string | null,
): AccountRow {
  return {
    guid: guid('ACT', number),
    name,
    kind,
    mask: end === null ? null : `•••• ${end}`,
    balance: amount === null ? null : { amount, currency: 'USD' },
    isDebt: kind === 'CREDIT_CARD',
  };
}

export function member(
  number: number,
  name: string,
  way: MemberWay,
  part: Partial<StatusView> = {},
  theirs: AccountRow[] | null = accounts,
): MemberDetails {
  return {
    member: { guid: guid('MBR', number), name, status: status(part), way },
    successfullyAggregatedAt: '2026-11-20T16:04:00Z',
    accounts: theirs,
  };
}

export const members: MemberDetails[] = [
  member(1, 'MX Bank', 'verify_again'),
  member(
    2,
    'Caisse populaire Desjardins de l’Administration et des Services publics',
    'repair',
    {
      name: 'DENIED',
      meaning:
        'The bank did not accept the user name or password. The customer must enter them again.',
      turn: 'customer',
      mxMessage: 'The credentials entered do not match those at your bank. Please correct them.',
    },
    [
      account(
        4,
        'Compte d’épargne à intérêt élevé en dollars américains pour les entreprises',
        'SAVINGS',
        null,
        null,
      ),
    ],
  ),
  member(
    3,
    'MXCU',
    'follow',
    { name: 'UPDATED', meaning: 'MX is signing in at the bank.', turn: 'mx', isWorking: true },
    [],
  ),
  member(
    4,
    'Bank of Yesterday',
    'connect_anew',
    { name: 'CLOSED', meaning: 'The connection was closed for good.', turn: 'agent' },
    null,
  ),
];

export function pastSessions(customerId: string): HistoryRow[] {
  const now = Date.now();
  const row = (number: number, part: Partial<HistoryRow>): HistoryRow => ({
    id: `past-${number}`,
    customerId,
    institution: 'MX Bank',
    mode: 'verification',
    handOver: 'here',
    environment: 'sandbox',
    apiHost: '127.0.0.1:40123',
    outcome: 'done',
    ending: 'verified',
    masks: ['•••• 4403', '•••• 7718'],
    startedAtMs: now - number * 9 * DAY,
    endedAtMs: now - number * 9 * DAY + 74_000,
    ...part,
  });
  return [
    row(1, {}),
    row(2, { outcome: 'stopped', ending: 'waiting', masks: [] }),
    row(3, { outcome: 'unfinished', ending: null, institution: null, masks: [], endedAtMs: null }),
  ];
}

export function details(
  customer: CustomerRow,
  part: Partial<CustomerDetails> = {},
): CustomerDetails {
  return {
    customer,
    metadata: null,
    members: [],
    membersProblem: null,
    deposits: [],
    depositsProblem: null,
    sessions: [],
    ...part,
  };
}

/** The customers of the fake MX. How many there are, and how it answers, is in the address. */
export class FakeCustomers {
  readonly #rows: CustomerRow[];
  readonly #gone = new Set<string>();
  readonly #answer: 'well' | 'offline' | 'never';
  readonly #delayMs: number;

  /** `customers` is a number, `offline` or `never`; `delay` is in milliseconds. */
  constructor(asked: URLSearchParams) {
    const wanted = asked.get('customers') ?? '100000';
    this.#answer = wanted === 'offline' || wanted === 'never' ? wanted : 'well';
    this.#delayMs = Number(asked.get('delay') ?? '180');
    const count = Number.parseInt(wanted, 10);
    this.#rows = Array.from({ length: Number.isNaN(count) ? 0 : count }, (_, at) =>
      customerRow(at),
    );
  }

  async find(customerId: string): Promise<CustomerLookup> {
    await pause(300);
    if (/[^\w-]/u.test(customerId)) {
      throw problem(
        'invalid_input',
        'This customer id has characters MX does not take.',
        'Use letters, digits, - and _ only.',
      );
    }
    if (!customerId.startsWith('acme')) return { customer: null, members: [] };
    return {
      customer: { id: customerId, guid: 'USR-1', email: 'pat@example.com' },
      members: [
        { guid: 'MBR-1', name: 'MX Bank', status: status(), way: 'verify_again' },
        {
          guid: 'MBR-3',
          name: 'Gringotts',
          status: status({
            name: 'UPDATED',
            meaning: 'MX is at work.',
            turn: 'mx',
            isWorking: true,
          }),
          way: 'follow',
        },
        {
          guid: 'MBR-4',
          name: 'Bank of Yesterday',
          status: status({
            name: 'CLOSED',
            meaning: 'The bank is gone from MX.',
            turn: 'support',
          }),
          way: 'connect_anew',
        },
        {
          guid: 'MBR-2',
          name: 'Caisse populaire Desjardins de l’Administration et des Services publics',
          status: status({
            name: 'DENIED',
            meaning: 'The bank did not accept the password.',
            turn: 'customer',
          }),
          way: 'repair',
        },
      ],
    };
  }

  async list(query: CustomerQuery): Promise<CustomerPage> {
    await this.#wait();
    const fits = (row: CustomerRow): boolean =>
      !this.#gone.has(row.guid) &&
      (query.id === '' || row.id === query.id || row.guid === query.id) &&
      (query.email === '' || row.email === query.email) &&
      (query.disabled === null || row.isDisabled === query.disabled);
    const all = this.#rows.filter(fits);
    const from = (query.page - 1) * PER_PAGE;
    return {
      customers: all.slice(from, from + PER_PAGE),
      page: query.page,
      perPage: PER_PAGE,
      pages: Math.max(1, Math.ceil(all.length / PER_PAGE)),
      total: all.length,
    };
  }

  async read(wanted: string): Promise<CustomerDetails> {
    await this.#wait();
    const customer = this.#find(wanted);
    const index = this.#rows.indexOf(customer);
    if (index % 5 === 1) return details(customer);
    return details(customer, {
      metadata: index % 5 === 0 ? '{"branch": "Westmoreland", "tier": "gold"}' : null,
      members: members.filter(({ member: { guid: of } }) => !this.#gone.has(of)),
      deposits: customerDeposits.filter(({ deposit: { guid: of } }) => !this.#gone.has(of)),
      sessions: customer.id === null ? [] : pastSessions(customer.id),
    });
  }

  async create(input: CustomerInput): Promise<string> {
    await this.#wait();
    this.#refuseTaken(input.id);
    const made = guid('USR', this.#rows.length + 1);
    const { id, email, isDisabled } = input;
    this.#rows.push({ guid: made, id, email, isDisabled });
    return made;
  }

  async edit(wanted: string, { id, email, isDisabled }: CustomerInput): Promise<void> {
    await this.#wait();
    const customer = this.#find(wanted);
    if (id !== customer.id) this.#refuseTaken(id);
    Object.assign(customer, { id: id === '' ? null : id, email, isDisabled });
  }

  async delete(wanted: string, typed: string, sessions: readonly SessionSummary[]): Promise<void> {
    await this.#wait();
    const customer = this.#find(wanted);
    if (sessions.some(({ customerId }) => customerId === customer.id)) {
      throw problem(
        'not_now',
        'A session with this customer is open.',
        'Finish it first. It is in the list of open sessions.',
      );
    }
    if (typed !== (customer.id ?? customer.guid)) {
      throw problem('invalid_input', 'What you typed is not this customer’s id.', 'Correct it.');
    }
    this.#gone.add(wanted);
  }

  /** Deletes a member or a microdeposit. */
  async deletePart(_user: string, wanted: string): Promise<void> {
    await this.#wait();
    this.#gone.add(wanted);
  }

  #find(wanted: string): CustomerRow {
    const found = this.#rows.find((row) => row.guid === wanted && !this.#gone.has(wanted));
    if (found !== undefined) return found;
    throw problem(
      'not_found',
      'MX does not have this customer any more.',
      'Somebody may have deleted them. Go back to the list.',
    );
  }

  #refuseTaken(id: string): void {
    if (!this.#rows.some((row) => row.id === id)) return;
    throw problem(
      'conflict',
      'Another customer has this id.',
      'Choose another id, or search for that customer.',
    );
  }

  async #wait(): Promise<void> {
    await pause(this.#delayMs);
    if (this.#answer === 'offline') throw problems.offline;
    if (this.#answer === 'never') await new Promise(() => undefined);
  }
}
