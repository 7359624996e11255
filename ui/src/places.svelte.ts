import { getContext, setContext } from 'svelte';

import type { Desk } from './desk.svelte';

/** What an agent goes to every day. */
export const dailyPlaces = ['verify', 'customers', 'history', 'settings'] as const;
/** What integration engineers and presenters go to. */
export const toolPlaces = ['configure', 'inspect', 'present'] as const;
export const places = [...dailyPlaces, ...toolPlaces] as const;

/** Where the agent is while no session is on screen. */
export type Place = (typeof places)[number];

const KEY = Symbol('places');

/**
 * The place last chosen. A session on screen covers it, and is Rust's to know; when that session
 * is left, the place comes back.
 */
export class Places {
  current: Place = $state('verify');
  /** Counts choices, so that choosing the place one is at counts as arriving there. */
  arrivals = $state(0);
  /** How a place of several pages goes back to its first: so does going there from itself. */
  readonly toFirstPage: Partial<Record<Place, () => void>> = {};
  readonly #desk: Desk;

  constructor(desk: Desk, first: Place) {
    this.current = first;
    this.#desk = desk;
  }

  /** Goes to a place. A session on screen goes on off screen. */
  async go(place: Place): Promise<void> {
    const isOnScreen = this.#desk.view?.session == null;
    if (isOnScreen && place === this.current) this.toFirstPage[place]?.();
    this.current = place;
    this.arrivals += 1;
    if (isOnScreen) return;
    await this.#desk.attempt((platform) => platform.showSession(null));
  }
}

export function providePlaces(of: Places): void {
  setContext(KEY, of);
}

export function usePlaces(): Places {
  return getContext<Places>(KEY);
}
