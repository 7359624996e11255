import type { DeskView, SessionSummary, SessionView } from '../types';
import { doneSession, session, stoppedSession, summary } from './fixtures';

/** The open sessions of the fake, and which of them is on screen. */
export class FakeSessions {
  readonly #all = new Map<string, SessionView>();
  readonly #attention = new Set<string>();
  #onScreen: string | null;
  #begun = 0;

  constructor(view: DeskView) {
    this.#onScreen = view.session?.id ?? null;
    for (const listed of view.sessions) {
      this.#all.set(listed.id, listed.id === view.session?.id ? view.session : fromSummary(listed));
      if (listed.needsAttention) this.#attention.add(listed.id);
    }
  }

  /** What a view says about them. */
  get view(): Pick<DeskView, 'session' | 'sessions'> {
    return {
      session: this.#all.get(this.#onScreen ?? '') ?? null,
      sessions: [...this.#all.values()].map((of) =>
        summary(of, { needsAttention: this.#attention.has(of.id) }),
      ),
    };
  }

  get(id: string): SessionView | null {
    return this.#all.get(id) ?? null;
  }

  /** Adds one and puts it on screen. */
  begin(part: Partial<SessionView>): string {
    this.#begun += 1;
    const id = `fake-${this.#begun}`;
    this.#all.set(id, session({ ...part, id }));
    this.#onScreen = id;
    return id;
  }

  change(id: string, part: Partial<SessionView>): void {
    const before = this.#all.get(id);
    if (before === undefined) return;
    const after = { ...before, ...part, id };
    this.#all.set(id, after);
    const ended = after.phase === 'done' || after.phase === 'stopped';
    if (ended && before.phase !== after.phase && id !== this.#onScreen) this.#attention.add(id);
  }

  show(id: string | null): void {
    this.#onScreen = id;
    if (id !== null) this.#attention.delete(id);
  }

  leave(id: string): void {
    this.#all.delete(id);
    if (this.#onScreen === id) this.#onScreen = null;
  }

  clear(): void {
    this.#all.clear();
    this.#onScreen = null;
  }
}

/** A whole session that its line in the list could stand for. */
function fromSummary(listed: SessionSummary): SessionView {
  const { id, mode, handOver, phase, widgetMount, startedAtMs } = listed;
  const facts = {
    id,
    mode,
    handOver,
    phase,
    widgetMount,
    startedAtMs,
    customer: { id: listed.customerId, guid: 'USR-1', email: null },
    institution: listed.institution === null ? null : { name: listed.institution, code: null },
  };
  if (phase === 'done') return doneSession(facts);
  if (phase === 'stopped') {
    const kind = listed.ending ?? 'failed';
    return stoppedSession(
      { name: 'DENIED', meaning: 'The bank did not accept the user name or password.' },
      { ...facts, ending: { kind, text: '' } },
    );
  }
  return session(facts);
}
