import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import { toProblem } from '../../desk.svelte';
import type { CustomerPage, CustomerQuery, CustomerRow, Problem } from '../../platform/types';

type Wanted = Omit<CustomerQuery, 'page'>;

/** Pages kept in memory: enough to scroll back and forth, whatever the length of the list. */
export const MOST_PAGES = 24;
/** Pages asked for at once. A list that is dragged past a thousand pages asks for few of them. */
const MOST_ASKED = 2;

/**
 * The customers of one search, fetched page by page as they come into view. An answer to an
 * earlier search never replaces a later one's.
 */
export class Pages {
  /** How many customers fit; none while the first page of the first search is awaited. */
  total = $state.raw<number | null>(null);
  /** The latest search has an answer; until then what is shown belongs to the one before. */
  answered = $state.raw(false);
  /** That answer is awaited. */
  searching = $state.raw(false);
  problem = $state.raw<Problem | null>(null);
  wanted = $state.raw<Wanted>({ id: '', email: '', disabled: null });

  readonly #ask: (query: CustomerQuery) => Promise<CustomerPage>;
  readonly #pages = new SvelteMap<number, readonly CustomerRow[]>();
  /** Known pages that may have changed at MX. */
  readonly #stale = new SvelteSet<number>();
  readonly #asked = new SvelteSet<number>();
  #inView: [first: number, last: number] = [1, 1];
  #perPage = 100;
  #search = 0;

  constructor(ask: (query: CustomerQuery) => Promise<CustomerPage>) {
    this.#ask = ask;
  }

  /** The customer at this place of the list, once known. */
  at(index: number): CustomerRow | undefined {
    const page = this.#pages.get(this.#pageOf(index));
    return page?.[index % this.#perPage];
  }

  /** How many pages are kept. */
  get kept(): number {
    return this.#pages.size;
  }

  /** Searches anew. What was found before stays until the answer is here. */
  async search(wanted: Wanted): Promise<void> {
    this.wanted = wanted;
    this.#begin();
    this.answered = false;
    this.searching = true;
    this.#inView = [1, 1];
    await this.#fetch(1);
  }

  /** Asks again for what is in view: MX has been told something new. */
  refresh(): void {
    if (!this.answered) return void this.search(this.wanted);
    this.#begin();
    for (const page of this.#pages.keys()) this.#stale.add(page);
    this.#next();
  }

  /** These rows are drawn, or will be in a moment. */
  need(first: number, last: number): void {
    this.#inView = [this.#pageOf(first), this.#pageOf(last)];
    this.#next();
  }

  /** Asks again after a failure. */
  retry(): void {
    if (!this.answered) return void this.search(this.wanted);
    this.problem = null;
    this.#next();
  }

  #pageOf(index: number): number {
    return Math.floor(index / this.#perPage) + 1;
  }

  /** From here on, answers to earlier questions are too late. */
  #begin(): void {
    this.#search += 1;
    this.#asked.clear();
    this.#stale.clear();
    this.problem = null;
  }

  /** Asks for what is in view and not known. After a failure nobody asks before the person does. */
  #next(): void {
    const [first, last] = this.#inView;
    for (let page = first; page <= last; page += 1) {
      const rests = !this.answered || this.problem !== null || this.#asked.size >= MOST_ASKED;
      if (rests) return;
      const known = this.#pages.has(page) && !this.#stale.has(page);
      if (!known && !this.#asked.has(page)) void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    const search = this.#search;
    this.#asked.add(page);
    try {
      const answer = await this.#ask({ ...this.wanted, page });
      if (search === this.#search) this.#take(answer);
    } catch (reason) {
      if (search === this.#search) this.problem = toProblem(reason);
    }
    if (search !== this.#search) return;
    this.searching = false;
    this.#asked.delete(page);
    this.#next();
  }

  #take(answer: CustomerPage): void {
    if (!this.answered) this.#pages.clear();
    this.answered = true;
    this.#perPage = answer.perPage;
    this.total = answer.total;
    this.#pages.set(answer.page, answer.customers);
    this.#stale.delete(answer.page);
    this.#forgetFarthest();
  }

  #forgetFarthest(): void {
    const [first, last] = this.#inView;
    const distance = (page: number): number => Math.max(first - page, page - last, 0);
    const farthestFirst = [...this.#pages.keys()].sort((a, b) => distance(b) - distance(a));
    for (const page of farthestFirst.slice(0, Math.max(0, this.#pages.size - MOST_PAGES))) {
      this.#pages.delete(page);
      this.#stale.delete(page);
    }
  }
}
