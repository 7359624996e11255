import type * as LaterScreens from './screens/later';

let screens = $state.raw<typeof LaterScreens | null>(null);
let loading: Promise<void> | undefined;

/** The screens that are not the first, once they are there. */
export function laterScreens(): typeof LaterScreens | null {
  return screens;
}

/** Has them read, once. */
export function loadLaterScreens(): Promise<void> {
  loading ??= import('./screens/later').then(
    (loaded) => {
      screens = loaded;
    },
    (reason: unknown) => {
      // Asked again, it is tried again.
      loading = undefined;
      throw reason;
    },
  );
  return loading;
}

/** From the first paint on, in ms: by then it is seen whether the person does something at once. */
const REST = 400;

/** Has something done that nobody waits for, once the page is painted and at rest. */
export function atRest(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act, REST));
}
