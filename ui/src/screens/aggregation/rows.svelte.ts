import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import { toProblem } from '../../desk.svelte';
import type {
  Problem,
  TransactionPage,
  TransactionQuery,
  TransactionRow,
} from '../../platform/types';

/** Rows asked for at once. */
const CHUNK = 100;
/** Chunks kept: enough to scroll back and forth, whatever the length of the list. */
const MOST_CHUNKS = 40;

/**
 * The transactions of one query, fetched in chunks as they come into view. What was found before
 * stays until the first chunk of the new query is here.
 */
export class Rows {
  /** How many fit; none before the first answer. */
  total = $state.raw<number | null>(null);
  problem = $state.raw<Problem | null>(null);

  readonly #ask: (
    query: TransactionQuery,
    offset: number,
    limit: number,
  ) => Promise<TransactionPage>;
  readonly #chunks = new SvelteMap<number, readonly TransactionRow[]>();
  readonly #asked = new SvelteSet<number>();
  #query: TransactionQuery | null = null;
  #search = 0;

  constructor(
    ask: (query: TransactionQuery, offset: number, limit: number) => Promise<TransactionPage>,
  ) {
    this.#ask = ask;
  }

  at(index: number): TransactionRow | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  /** Asks anew: another query, or other rows in Rust. */
  async search(query: TransactionQuery): Promise<void> {
    this.#query = query;
    this.#search += 1;
    this.#asked.clear();
    this.problem = null;
    await this.#fetch(0, true);
  }

  /** These rows are drawn, or will be in a moment. */
  need(first: number, last: number): void {
    const [from, until] = [Math.floor(first / CHUNK), Math.floor(last / CHUNK)];
    for (let chunk = from; chunk <= until; chunk += 1) {
      if (!this.#chunks.has(chunk) && !this.#asked.has(chunk)) void this.#fetch(chunk, false);
    }
  }

  async #fetch(chunk: number, anew: boolean): Promise<void> {
    const [search, query] = [this.#search, this.#query];
    if (query === null) return;
    this.#asked.add(chunk);
    try {
      const page = await this.#ask(query, chunk * CHUNK, CHUNK);
      if (search !== this.#search) return;
      if (anew) this.#chunks.clear();
      if (this.#chunks.size >= MOST_CHUNKS) {
        const oldest = this.#chunks.keys().next().value;
        if (oldest !== undefined) this.#chunks.delete(oldest);
      }
      this.#chunks.set(chunk, page.rows);
      this.total = page.total;
    } catch (reason) {
      if (search === this.#search) this.problem = toProblem(reason);
    } finally {
      if (search === this.#search) this.#asked.delete(chunk);
    }
  }
}
