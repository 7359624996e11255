import { getContext, setContext } from 'svelte';

const KEY = Symbol('history');

/** What is looked at in the history, for whoever leads there. */
export class HistoryPlace {
  tab = $state<'sessions' | 'audit'>('sessions');
  /** The session whose details stand beside the list. */
  opened = $state<string | null>(null);

  open(sessionId: string): void {
    this.tab = 'sessions';
    this.opened = sessionId;
  }
}

export function provideHistoryPlace(place: HistoryPlace): void {
  setContext(KEY, place);
}

export function useHistoryPlace(): HistoryPlace {
  return getContext<HistoryPlace>(KEY);
}
