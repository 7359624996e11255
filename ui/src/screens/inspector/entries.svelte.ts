import { SvelteMap } from 'svelte/reactivity';

import { isProblem } from '../../platform';
import { toProblem } from '../../desk.svelte';
import type { InspectorPage, InspectorQuery, InspectorRow, Problem } from '../../platform/types';

/** Rows asked for at once. */
const CHUNK = 100;

export type Ask = (query: InspectorQuery, offset: number, limit: number) => Promise<InspectorPage>;
/** Resolves when the recording has another revision, or after a while with the same. */
export type Wait = (revision: number) => Promise<number>;

/**
 * The entries of one recording that a query finds, read in chunks as they come into view. While it
 * is recorded, what is in view is read anew after each change; that is never more than a few chunks,
 * however many entries there are.
 */
export class Entries {
  /** What was answered last, but for its rows. */
  page = $state.raw<InspectorPage | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #chunks = new SvelteMap<number, readonly InspectorRow[]>();
  readonly #ask: Ask;
  #query: InspectorQuery | null = null;
  /** Counts questions: the answer to an earlier one says nothing any more. */
  #question = 0;
  #needed: readonly [number, number] = [0, 0];
  #stopped = false;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  at(index: number): InspectorRow | undefined {
    return this.#chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  /** Asks with another query. What is shown stays until the answer is here. */
  async search(query: InspectorQuery): Promise<void> {
    this.#query = query;
    this.#needed = [0, 0];
    await this.#refresh();
  }

  /** These rows are drawn, or will be in a moment. */
  need(first: number, last: number): void {
    this.#needed = [Math.floor(first / CHUNK), Math.floor(last / CHUNK)];
    for (let chunk = this.#needed[0]; chunk <= this.#needed[1]; chunk += 1) {
      if (!this.#chunks.has(chunk)) void this.#fetch(chunk, this.#question);
    }
  }

  /** Reads anew after each change, until {@link stop}. */
  async follow(wait: Wait): Promise<void> {
    while (!this.#stopped) {
      const known = this.page?.revision ?? 0;
      try {
        const revision = await wait(known);
        if (this.#stopped) return;
        if (revision !== known) await this.#refresh();
      } catch (reason) {
        // The session was left, or the desk is locked: what is shown stays.
        if (!isProblem(reason)) this.problem = toProblem(reason);
        return;
      }
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#question += 1;
  }

  async #refresh(): Promise<void> {
    this.#question += 1;
    const question = this.#question;
    const [first, last] = this.#needed;
    const chunks = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const asked = chunks.map((chunk) => this.#read(chunk));
    try {
      const pages = await Promise.all(asked);
      if (question !== this.#question) return;
      // The others are out of date: every new entry moves the waterfall.
      this.#chunks.clear();
      for (const [index, page] of pages.entries()) {
        this.#chunks.set(first + index, page.rows);
        this.page = page;
      }
      this.problem = null;
      this.need(this.#needed[0] * CHUNK, this.#needed[1] * CHUNK);
    } catch (reason) {
      if (question === this.#question) this.problem = toProblem(reason);
    }
  }

  async #fetch(chunk: number, question: number): Promise<void> {
    try {
      const page = await this.#read(chunk);
      if (question !== this.#question) return;
      this.#chunks.set(chunk, page.rows);
    } catch (reason) {
      if (question === this.#question) this.problem = toProblem(reason);
    }
  }

  #read(chunk: number): Promise<InspectorPage> {
    const query = this.#query ?? { kind: null, outcome: null, step: null, text: '' };
    return this.#ask(query, chunk * CHUNK, CHUNK);
  }
}
