/** Long enough that typing an id asks once. */
const PAUSE_MS = 300;

/**
 * What is answered to what somebody types: asked once they pause, and forgotten when they have
 * typed on.
 */
export class Answers<Row> {
  /** A question is about to be asked, or on its way. */
  asking = $state(false);
  #last = $state.raw<{ to: string; rows: readonly Row[] } | null>(null);

  /**
   * To be made while a component is. `wanted` is what to ask for now, or nothing. A failure is no
   * answer: the place that shows all such rows says what is wrong, and what to do.
   */
  constructor(wanted: () => string | null, ask: (to: string) => Promise<readonly Row[]>) {
    $effect(() => {
      const to = wanted();
      this.asking = to !== null;
      if (to === null) return;
      let isStale = false;
      const timer = setTimeout(async () => {
        const rows = await ask(to).catch(() => null);
        if (isStale) return;
        this.asking = false;
        if (rows !== null) this.#last = { to, rows };
      }, PAUSE_MS);
      return () => {
        isStale = true;
        clearTimeout(timer);
      };
    });
  }

  /** The answer to exactly this; none where there is none yet. */
  to(text: string): readonly Row[] | null {
    return this.#last?.to === text ? this.#last.rows : null;
  }
}
