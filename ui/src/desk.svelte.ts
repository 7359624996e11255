import { getContext, setContext } from 'svelte';

import { Configuration } from './configuration.svelte';
import type { Place } from './places.svelte';
import { StartDraft } from './draft.svelte';
import { isProblem, type Platform } from './platform';
import type { DeskView, HelpTopic, Problem } from './platform/types';
import { speak, spoken, words } from './words';

/** A passing notice: something done, or something refused. */
type Notice = { id: number } & (
  { kind: 'done'; text: string } | { kind: 'problem'; problem: Problem }
);

const DONE_NOTICE_MS = 6_000;
const PROBLEM_NOTICE_MS = 15_000;
const MAX_NOTICES = 3;
const KEY = Symbol('desk');

/**
 * What Rust last said is on screen, the notices about calls, and what is typed but not started.
 * Nothing else is remembered here: a new view replaces the old one whole.
 */
export class Desk {
  view = $state.raw<DeskView | null>(null);
  notices = $state.raw<readonly Notice[]>([]);
  readonly platform: Platform;
  readonly draft = new StartDraft();
  /** Sessions are followed by their calls, with what there is to say about each. */
  touring = $state(false);
  readonly configuration = new Configuration();
  #nextNotice = 0;
  #latest: DeskView | null = null;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  open(): Promise<void> {
    return this.platform.subscribe((view) => {
      this.#latest = view;
      if (spoken().language === view.language) return this.#show(view);
      // In the words of its language, once they are here.
      void speak(view.language).finally(() => {
        if (this.#latest === view) this.#show(view);
      });
    });
  }

  #show(view: DeskView): void {
    if (StartDraft.endsBetween(this.view, view)) {
      this.draft.clear();
      this.configuration.forgetCustomer();
    }
    this.view = view;
  }

  /** Whether a session is among the open ones, on screen or not. */
  hasOpen(sessionId: string): boolean {
    return this.view?.sessions.some(({ id }) => id === sessionId) === true;
  }

  /** Makes a call whose failure is worth a notice. Resolves to whether it went well. */
  async attempt(call: (platform: Platform) => Promise<unknown>): Promise<boolean> {
    try {
      await call(this.platform);
      return true;
    } catch (reason) {
      this.report(toProblem(reason));
      return false;
    }
  }

  help(topic: HelpTopic): void {
    void this.attempt((platform) => platform.openHelp(topic));
  }

  done(text: string): void {
    this.#notice({ kind: 'done', text, id: this.#nextNotice++ }, DONE_NOTICE_MS);
  }

  report(problem: Problem): void {
    const told = this.notices.flatMap((notice) =>
      notice.kind === 'problem' ? notice.problem : [],
    );
    const onScreen = [...told, this.view?.connectionProblem];
    if (onScreen.some((other) => saysTheSame(other, problem))) return;
    this.#notice({ kind: 'problem', problem, id: this.#nextNotice++ }, PROBLEM_NOTICE_MS);
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  #notice(notice: Notice, lastsMs: number): void {
    const others = this.notices.filter((other) => other.kind !== 'done' || notice.kind !== 'done');
    this.notices = [...others, notice].slice(-MAX_NOTICES);
    setTimeout(() => this.dismiss(notice.id), lastsMs);
  }
}

/** The same cause may have another way on, after another act. */
function saysTheSame(one: Problem | null | undefined, other: Problem): boolean {
  return one?.code === other.code && one.nextStep === other.nextStep;
}

/** The problem a rejected call brought, or words for one that brought none. */
export function toProblem(reason: unknown): Problem {
  if (isProblem(reason)) return reason;
  return {
    code: 'internal',
    message: words.app.unexpected,
    nextStep: words.app.unexpectedNext,
    requestId: null,
  };
}

export function provideDesk(desk: Desk): void {
  setContext(KEY, desk);
}

export function useDesk(): Desk {
  return getContext<Desk>(KEY);
}

/** Whether the MX in use is the simulated one. */
export function isSimulated(view: DeskView | null): boolean {
  return view?.environment?.kind === 'sandbox';
}

type Screen = 'opening' | 'locked' | 'session' | 'restoring' | 'start' | Place;

/** The screens a start can come to by itself. They are drawn with the page (`App.svelte`). */
export const firstScreens: readonly Screen[] = [
  'opening',
  'locked',
  'restoring',
  'start',
  'verify',
];

/** Places that need no MX. */
const worksAlone: readonly Place[] = ['history', 'settings', 'configure', 'inspect'];

/** Which screen a view asks for, at the place the agent has chosen. */
export function screenOf(view: DeskView | null, place: Place): Screen {
  if (view === null) return 'opening';
  if (view.locked) return 'locked';
  if (view.session !== null) return 'session';
  // Scenarios are the simulated MX's.
  if (place === 'present' && view.environment !== null && !isSimulated(view)) return 'verify';
  if (view.environment !== null || worksAlone.includes(place)) return place;
  return view.restoring ? 'restoring' : 'start';
}
