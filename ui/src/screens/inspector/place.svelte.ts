import { getContext, setContext } from 'svelte';

import type { InspectorAbout } from '../../platform/types';

const KEY = Symbol('inspector');

/** Which recording is looked at. It outlives the screen, so that coming back finds it again. */
export class InspectorPlace {
  /** The session; none: the newest that is open. */
  sessionId = $state<string | null>(null);
  /** What was opened from a file. */
  file = $state.raw<InspectorAbout | null>(null);
  /** The file is looked at, and not a session. */
  inFile = $state(false);

  /** Looks at a session from now on. */
  choose(sessionId: string): void {
    this.sessionId = sessionId;
    this.inFile = false;
  }

  /** Looks at what was opened from a file; null when it was closed. */
  open(file: InspectorAbout | null): void {
    this.file = file;
    this.inFile = file !== null;
  }
}

export function provideInspectorPlace(place: InspectorPlace): void {
  setContext(KEY, place);
}

export function useInspectorPlace(): InspectorPlace {
  return getContext<InspectorPlace>(KEY);
}
