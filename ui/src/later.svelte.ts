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

/** Has something done once what is on screen now has been painted. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
