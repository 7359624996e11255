import { toProblem } from '../../desk.svelte';
import type { Platform } from '../../platform';
import type {
  InspectorDetails,
  InspectorPage,
  InspectorRow,
  InspectorStep,
  Problem,
} from '../../platform/types';

/** The steps of MX's guide, in its order. */
export const tourSteps = [
  'user',
  'widget_url',
  'load',
  'events',
  'status',
  'data',
] as const satisfies readonly InspectorStep[];

export type TourStep = (typeof tourSteps)[number];

/** More than a session that goes as it should has of messages and calls. */
const MOST_ROWS = 300;

/** What a session has recorded, step by step, for as long as it is followed. */
export class Tour {
  page = $state.raw<InspectorPage | null>(null);
  problem = $state.raw<Problem | null>(null);
  readonly #platform: Platform;
  readonly #sessionId: string;
  #isOver = false;

  constructor(platform: Platform, sessionId: string) {
    this.#platform = platform;
    this.#sessionId = sessionId;
  }

  /** What belongs to a step, oldest first. */
  of(step: TourStep): readonly InspectorRow[] {
    return this.page?.rows.filter((row) => row.step === step) ?? [];
  }

  /** The step the session has come to. */
  get latest(): TourStep | null {
    return tourSteps.find((step) => step === this.page?.reached) ?? null;
  }

  details(seq: number): Promise<InspectorDetails> {
    return this.#platform.inspectEntry(this.#sessionId, seq);
  }

  /** Reads, and again after each change, until {@link stop}. */
  async follow(): Promise<void> {
    const everything = { kind: null, outcome: null, step: null, text: '' };
    try {
      while (!this.#isOver) {
        const page = await this.#platform.inspect(this.#sessionId, everything, 0, MOST_ROWS);
        if (this.#isOver) return;
        this.page = page;
        this.problem = null;
        await this.#change(page.revision);
      }
    } catch (reason) {
      if (!this.#isOver) this.problem = toProblem(reason);
    }
  }

  /** The wait ends by itself now and then, without a change. */
  async #change(known: number): Promise<void> {
    let revision = known;
    while (!this.#isOver && revision === known) {
      revision = await this.#platform.inspected(this.#sessionId, known);
    }
  }

  stop(): void {
    this.#isOver = true;
  }
}
