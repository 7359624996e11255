import type {
  AuditEntryView,
  AuditPage,
  AuditVerdict,
  EndingKind,
  HistoryDetails,
  HistoryPage,
  HistoryQuery,
  HistoryRow,
  OutcomeFilter,
} from '../types';
import { guid } from './customers';
import { environment, problem } from './fixtures';
import { pause } from './pause';

const BANKS = ['MX Bank', 'First National', 'Société Générale', 'Bank of the Plains'];
const ENDINGS: [OutcomeFilter, EndingKind | null][] = [
  ['done', 'verified'],
  ['done', 'verified'],
  ['stopped', 'waiting'],
  ['done', 'verified'],
  ['stopped', 'nothing_connected'],
  ['stopped', 'failed'],
];

/** The session at this place of the history, newest first: mostly plain, now and then awkward. */
export function historyRow(index: number): HistoryRow {
  const [outcome, ending] = index === 1 ? (['unfinished', null] as const) : pick(ENDINGS, index);
  const mx = environment(pick(['sandbox', 'production', 'integration'] as const, index));
  const startedAtMs = Date.parse('2026-11-20T16:04:00') - index * 2_760_000;
  const awkward = index % 23 === 7;
  return {
    id: `past-${index}`,
    customerId: awkward
      ? `first-national-bank-of-upper_customer_${index}`
      : `acme-${20_931 + index}`,
    institution: outcome === 'stopped' && index % 4 === 0 ? null : pick(BANKS, index),
    mode: 'verification',
    handOver: pick(['here', 'link', 'window'] as const, index),
    environment: mx.kind,
    apiHost: mx.apiHost,
    outcome,
    ending,
    masks: outcome === 'done' ? ['•••• 4403', '•••• 7718'].slice(index % 2) : [],
    startedAtMs,
    endedAtMs: outcome === 'unfinished' ? null : startedAtMs + 74_000,
  };
}

function pick<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new RangeError('nothing to pick from');
  return value;
}

const entry = (seq: number): AuditEntryView => ({
  seq,
  atMs: Date.parse('2026-11-20T16:04:00') - (240 - seq) * 640_000,
  who: 'a.keller',
  action: pick(['reveal', 'copy', 'report_masked', 'export_history', 'lock', 'unlock'], seq),
  subject: seq % 6 > 3 ? 'by hand' : `acme-${20_900 + seq}, number •••• 4403`,
  reason: seq % 6 === 0 ? 'wire transfer form' : null,
});

/** `history` is a number, or `broken`; `audit` is `broken` for a log that was tampered with. */
export class FakeRecords {
  #rows: HistoryRow[];
  readonly #fails: boolean;
  readonly #isTampered: boolean;

  constructor(asked: URLSearchParams) {
    const wanted = asked.get('history') ?? '100000';
    this.#fails = wanted === 'broken';
    this.#isTampered = asked.get('audit') === 'broken';
    const count = Number.parseInt(wanted, 10);
    this.#rows = Array.from({ length: Number.isNaN(count) ? 0 : count }, (_, at) => historyRow(at));
  }

  async search(query: HistoryQuery): Promise<HistoryPage> {
    await pause(30);
    if (this.#fails) {
      throw problem(
        'storage_failed',
        'The app’s settings or journal could not be used.',
        'Restart the app. Until then nothing is kept beyond this run.',
      );
    }
    const text = query.text.toLowerCase();
    const fits = (row: HistoryRow): boolean =>
      (row.customerId.toLowerCase().includes(text) ||
        row.institution?.toLowerCase().includes(text) === true) &&
      (query.outcome === null || row.outcome === query.outcome) &&
      (query.fromMs === null || row.startedAtMs >= query.fromMs) &&
      (query.untilMs === null || row.startedAtMs < query.untilMs);
    const all = this.#rows.filter(fits);
    return {
      rows: all.slice(query.offset, query.offset + query.limit),
      total: all.length,
      offset: query.offset,
    };
  }

  async details(id: string): Promise<HistoryDetails> {
    await pause(60);
    const row = this.#rows.find((known) => known.id === id);
    if (row === undefined) {
      throw problem('not_found', 'This session is not in the history any more.', 'Search again.');
    }
    const texts = ['Customer found', 'The widget is ready', 'Customer chose MX Bank', 'Verified'];
    return {
      row,
      microdepositGuid: null,
      userGuid: guid('USR', 1),
      memberGuid: row.outcome === 'done' ? guid('MBR', 1) : null,
      timeline: texts.map((text, seq) => ({
        seq,
        atMs: seq * 9_000,
        source: 'api',
        kind: 'status',
        text,
        tone: seq === 3 ? 'good' : 'neutral',
      })),
    };
  }

  async remove(id: string): Promise<void> {
    await pause(60);
    this.#rows = this.#rows.filter((row) => row.id !== id);
  }

  async audit(offset: number, limit: number): Promise<AuditPage> {
    await pause(30);
    const entries = Array.from({ length: 240 }, (_, at) => entry(240 - at));
    return { entries: entries.slice(offset, offset + limit), total: 240, offset };
  }

  async verify(): Promise<AuditVerdict> {
    await pause(500);
    return this.#isTampered
      ? {
          intact: false,
          entries: 240,
          firstBad: 118,
          text: 'Entry 118 is not as it was written, or does not follow the entry before it.',
        }
      : {
          intact: true,
          entries: 240,
          firstBad: null,
          text: 'All 240 entries are as they were written. Fingerprint of the last: 3fa9 41bc 77d0 91ce.',
        };
  }
}
