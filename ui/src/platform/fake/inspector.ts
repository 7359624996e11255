import type {
  InspectorAbout,
  InspectorDetails,
  InspectorPage,
  InspectorQuery,
  InspectorRow,
  InspectorStep,
} from '../types';
import { problem } from './fixtures';

const USER = 'USR-11141024-90b3-1bce-cac9-c06ced52ab4c';
const MEMBER = 'MBR-7c6f361b-e582-15b6-60c0-358f12466b4b';

const row = (seq: number, atMs: number, part: Partial<InspectorRow>): InspectorRow => ({
  seq,
  kind: 'message',
  method: null,
  name: null,
  gist: null,
  outcome: 'accepted',
  status: null,
  step: 'events',
  atMs,
  tookMs: null,
  times: 1,
  attempt: 1,
  from: 0,
  to: 0,
  ...part,
});

const call = (
  seq: number,
  atMs: number,
  method: string,
  name: string,
  step: InspectorStep,
  tookMs: number,
  part: Partial<InspectorRow> = {},
): InspectorRow =>
  row(seq, atMs, {
    kind: 'call',
    method,
    name,
    step,
    tookMs,
    outcome: 'answered',
    status: 200,
    ...part,
  });

const said = (
  seq: number,
  atMs: number,
  name: string,
  gist: string | null,
  part: Partial<InspectorRow> = {},
): InspectorRow => row(seq, atMs, { name, gist, ...part });

const member = '/users/{user}/members/{member}';

/** A verification that went well, with a stranger's messages in between. */
export const recorded: readonly InspectorRow[] = [
  call(0, 2, 'GET', '/users', 'user', 64),
  call(1, 68, 'POST', '/users', 'user', 91),
  call(2, 160, 'GET', '/users/{user}/members', 'status', 58),
  call(3, 162, 'POST', '/users/{user}/widget_urls', 'widget_url', 122),
  said(4, 602, 'mx/load', null, { step: 'load' }),
  said(5, 811, 'mx/connect/loaded', 'search', { step: 'load' }),
  said(6, 2_340, 'mx/connect/institutionSearch', null, { times: 3 }),
  said(7, 4_020, 'mx/connect/selectedInstitution', 'mxbank'),
  said(8, 4_031, 'mx/connect/stepChange', 'enterCreds'),
  row(9, 6_400, { outcome: 'refused', times: 12_408 }),
  said(10, 9_120, 'mx/connect/enterCredentials', 'mxbank'),
  said(11, 9_150, 'mx/connect/stepChange', 'connecting'),
  said(12, 9_431, 'mx/connect/memberStatusUpdate', 'CREATED', { outcome: 'accepted' }),
  call(13, 9_433, 'GET', member, 'status', 71),
  call(14, 12_510, 'GET', `${member}/status`, 'status', 2_066, {
    outcome: 'failed',
    status: 503,
  }),
  said(15, 14_005, 'mx/connect/somethingNew', null, { outcome: 'ignored' }),
  said(16, 15_320, 'mx/connect/memberConnected', null),
  call(17, 15_322, 'GET', member, 'status', 70),
  call(18, 15_322, 'GET', `${member}/status`, 'status', 66),
  call(19, 15_323, 'GET', `${member}/account_numbers`, 'data', 143),
  call(20, 15_323, 'GET', `${member}/accounts`, 'data', 160),
  said(21, 15_330, 'mx/connect/stepChange', 'connected'),
  call(22, 16_900, 'GET', `${member}/account_owners`, 'data', 0, {
    outcome: 'pending',
    status: null,
    tookMs: null,
  }),
];

/** Idle time squeezed, more or less as Rust does it. */
function placed(rows: readonly InspectorRow[]): InspectorRow[] {
  const IDLE_MS = 60;
  let at = 0;
  let busyUntil = 0;
  const starts = rows.map(({ atMs, tookMs }) => {
    at += Math.max(0, Math.min(atMs - busyUntil, IDLE_MS));
    const start = at + Math.min(0, atMs - busyUntil);
    const end = atMs + (tookMs ?? 0);
    if (end > busyUntil) {
      at += end - Math.max(atMs, busyUntil);
      busyUntil = end;
    }
    return start;
  });
  const whole = Math.max(1, at);
  return rows.map((it, index) => ({
    ...it,
    from: (starts[index] ?? 0) / whole,
    to: it.outcome === 'pending' ? 1 : ((starts[index] ?? 0) + (it.tookMs ?? 0)) / whole,
  }));
}

const about: InspectorAbout = {
  mode: 'verification',
  environment: 'sandbox',
  apiHost: '127.0.0.1:40123',
  startedAtMs: Date.parse('2026-11-21T10:15:00'),
  savedAtMs: null,
  fileName: null,
};

/** Recordings of the fake: `?entries=2000` makes a long one. */
export class FakeInspector {
  readonly #rows: readonly InspectorRow[];

  constructor(asked: URLSearchParams) {
    const count = Number(asked.get('entries') ?? recorded.length);
    this.#rows = placed(
      Array.from({ length: count }, (_, seq): InspectorRow => {
        const like = recorded[seq % recorded.length] ?? row(seq, 0, {});
        const round = Math.floor(seq / recorded.length);
        return { ...like, seq, atMs: like.atMs + round * 20_000 };
      }),
    );
  }

  /** A recording from a file. */
  readonly opened: InspectorAbout = {
    ...about,
    savedAtMs: Date.parse('2026-11-21T10:20:00'),
    fileName: 'recording-2026-11-21T10-20-00Z.har',
  };

  async page(
    query: InspectorQuery,
    offset: number,
    limit: number,
    id: string | null = 'session-1',
  ): Promise<InspectorPage> {
    const text = query.text.toLowerCase();
    const found = this.#rows.filter(
      (it) =>
        (query.kind === null || it.kind === query.kind) &&
        (query.outcome === null || it.outcome === query.outcome) &&
        (query.step === null || it.step === query.step) &&
        `${it.method} ${it.name} ${it.gist} ${it.status}`.toLowerCase().includes(text),
    );
    return {
      about: id === null ? this.opened : about,
      rows: found.slice(offset, offset + limit),
      total: found.length,
      all: this.#rows.length,
      dropped: this.#rows.length > 1000 ? 310 : 0,
      reached: this.#rows.filter(({ step }) => step !== 'other').at(-1)?.step ?? null,
      spanMs: Math.max(...this.#rows.map(({ atMs, tookMs }) => atMs + (tookMs ?? 0)), 0),
      revision: 1,
    };
  }

  async details(seq: number): Promise<InspectorDetails> {
    const it = this.#rows.find((one) => one.seq === seq);
    if (it === undefined) {
      throw problem('not_found', 'This entry was dropped.', 'Choose another.');
    }
    return detailsOf(it);
  }
}

export function detailsOf(it: InspectorRow): InspectorDetails {
  const nothing: InspectorDetails = {
    row: it,
    words: null,
    path: null,
    query: [],
    headers: [],
    requestId: null,
    retryInMs: null,
    bytes: null,
    via: null,
    mount: null,
    untilMs: null,
    sent: null,
    received: null,
    curl: null,
  };
  if (it.kind === 'message') {
    const unread = it.name === null;
    return {
      ...nothing,
      words: unread ? 'Refused: a message from another website' : null,
      via: unread ? null : 'posted',
      mount: unread ? null : 1,
      untilMs: it.times > 1 ? it.atMs + 4_000 : null,
      received: unread
        ? null
        : {
            mx: true,
            type: it.name,
            metadata: {
              user_guid: USER,
              session_guid: '‹text, 8 characters›',
              ...(it.gist === null ? { query: '‹text, 9 characters›' } : { current: it.gist }),
            },
          },
    };
  }
  const path = (it.name ?? '').replace('{user}', USER).replace('{member}', MEMBER);
  const failed = it.outcome === 'failed';
  return {
    ...nothing,
    words: failed ? 'MX is under maintenance' : null,
    path,
    query: [
      { name: 'id', value: '‹own id›' },
      { name: 'page', value: '1' },
    ],
    headers: [
      { name: 'accept', value: 'application/json' },
      { name: 'accept-version', value: 'v20250224' },
    ],
    requestId: it.outcome === 'pending' ? null : '7f3c2f40-5d0e-4a13-a5b1-1f6f0a5f4b1e',
    bytes: it.outcome === 'pending' ? null : 1_842,
    sent: it.method === 'POST' ? { user: { id: '‹own id›' } } : null,
    received:
      it.outcome === 'pending'
        ? null
        : failed
          ? { error: { message: '‹text, 31 characters›', type: 'maintenance' } }
          : {
              account_numbers: Array.from({ length: 5 }, (_, n) => ({
                guid: `ACN-0000000${n}-90b3-1bce-cac9-c06ced52ab4c`,
                member_guid: MEMBER,
                user_guid: USER,
                account_number: '‹account number›',
                routing_number: '‹routing number›',
                institution_number: null,
                passed_validation: n !== 3,
              })),
              pagination: { current_page: 1, per_page: 25, total_entries: 5, total_pages: 1 },
            },
    curl: `curl \\\n  --user "\${MX_CLIENT_ID:?}:\${MX_API_KEY:?}" \\\n  --header 'accept: application/json' \\\n  'http://127.0.0.1:40123${path}?id='"\${MX_ID:?}"'&page=1'`,
  };
}
