import { getContext, setContext } from 'svelte';

import type { Desk } from '../../desk.svelte';
import type { EnvironmentView } from '../../platform/types';
import { Pages } from './pages.svelte';

export const filters = ['all', 'enabled', 'disabled'] as const;
export type Filter = (typeof filters)[number];

const KEY = Symbol('customers');

/**
 * Where the agent is among the customers: kept while they are elsewhere, so that they come back
 * to the same customer after a session, and to the same row after that.
 */
export class CustomersPlace {
  text = $state('');
  filter = $state<Filter>('all');
  /** The row the keyboard is at, and how far the list is scrolled. */
  active = $state(0);
  top = $state(0);
  /** MX's guid of the customer who is looked at. */
  opened = $state<string | null>(null);
  pages = $state.raw(this.#fresh());
  readonly #desk: Desk;
  #mx: string | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Every MX has customers of its own: nothing is carried over to another. */
  enter({ kind, apiHost, profileId }: EnvironmentView): void {
    const mx = [kind, apiHost, profileId].join(' ');
    if (mx === this.#mx) return;
    this.#mx = mx;
    this.text = '';
    this.filter = 'all';
    this.active = 0;
    this.top = 0;
    this.opened = null;
    this.pages = this.#fresh();
  }

  /** Searches for what is in the form. */
  async search(): Promise<void> {
    const text = this.text.trim();
    const isEmail = text.includes('@');
    this.active = 0;
    this.top = 0;
    await this.pages.search({
      id: isEmail ? '' : text,
      email: isEmail ? text : '',
      disabled: this.filter === 'all' ? null : this.filter === 'disabled',
    });
  }

  #fresh(): Pages {
    return new Pages((query) => this.#desk.platform.listCustomers(query));
  }
}

export function provideCustomersPlace(place: CustomersPlace): void {
  setContext(KEY, place);
}

export function useCustomersPlace(): CustomersPlace {
  return getContext<CustomersPlace>(KEY);
}
