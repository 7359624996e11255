import type { Platform } from './platform';

const MOST_OFTEN_MS = 15_000;
const signs = ['pointermove', 'pointerdown', 'wheel', 'keydown', 'touchstart'] as const;

/**
 * Tells the app that a hand is on the desk, now and then. What happens inside a widget's frame is
 * not seen here; Rust takes it from the widget's messages.
 */
export function tellOfHands(platform: Platform): () => void {
  let toldAt = -Infinity;
  const tell = (): void => {
    const now = performance.now();
    if (now - toldAt < MOST_OFTEN_MS) return;
    toldAt = now;
    void platform.noteActivity().catch(() => undefined);
  };
  for (const sign of signs) {
    window.addEventListener(sign, tell, { capture: true, passive: true });
  }
  return () => {
    for (const sign of signs) window.removeEventListener(sign, tell, { capture: true });
  };
}

/** Ctrl or Cmd with L. */
export function asksToLock(event: KeyboardEvent): boolean {
  return (
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    !event.shiftKey &&
    event.key.toLowerCase() === 'l'
  );
}
