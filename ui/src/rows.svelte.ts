import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import { toProblem } from './desk.svelte';
import type { Problem } from './platform/types';

/** Rows asked for at once. */
const CHUNK = 100;
/** Chunks kept: enough to scroll back and forth in a list of any length. */
const MOST_CHUNKS = 30;

type Ask<Row> = (offset: number, limit: number) => Promise<{ rows: Row[]; total: number }>;

/**
 * The rows of a long list that Rust has: history, audit log, transactions. They are read in chunks
 * as they come into view. What is shown stays until the answer to a new question is here; an answer
 * to an earlier one is dropped. After a failure nobody asks before the person does.
 */
export class Rows<Row> {
  /** How many there are; none before the first answer. */
  total = $state.raw<number | null>(null);
  asking = $state.raw(false);
  problem = $state.raw<Problem | null>(null);
  readonly #chunks = new SvelteMap<number, readonly Row[]>();
  readonly #asked = new SvelteSet<number>();
  #ask: Ask<Row> = () => Promise.resolve({ rows: [], total: 0 });
  #question = 0;
  /** What is in view. */
  #needed: readonly [first: number, last: number] = [0, 0];

  at(index: number): Row | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  /** Asks anew, from the top. */
  async load(ask: Ask<Row>): Promise<void> {
    this.#ask = ask;
    this.#question += 1;
    this.#asked.clear();
    this.asking = true;
    this.problem = null;
    await this.#fetch(0, true);
  }

  /** Asks the same again. */
  reload(): void {
    void this.load(this.#ask);
  }

  /** These rows are drawn, or will be in a moment. */
  need(first: number, last: number): void {
    this.#needed = [first, last];
    if (this.asking || this.problem !== null) return;
    for (let chunk = Math.floor(first / CHUNK); chunk <= Math.floor(last / CHUNK); chunk += 1) {
      if (!this.#chunks.has(chunk) && !this.#asked.has(chunk)) void this.#fetch(chunk, false);
    }
  }

  async #fetch(chunk: number, isFirst: boolean): Promise<void> {
    const question = this.#question;
    this.#asked.add(chunk);
    try {
      const answer = await this.#ask(chunk * CHUNK, CHUNK);
      if (question !== this.#question) return;
      if (isFirst) this.#chunks.clear();
      this.total = answer.total;
      this.#chunks.set(chunk, answer.rows);
      for (const known of this.#chunks.keys()) {
        if (this.#chunks.size <= MOST_CHUNKS) break;
        this.#chunks.delete(known);
      }
    } catch (reason) {
      if (question === this.#question) this.problem = toProblem(reason);
    }
    if (question !== this.#question) return;
    this.#asked.delete(chunk);
    if (!isFirst) return;
    this.asking = false;
    this.need(...this.#needed);
  }
}
