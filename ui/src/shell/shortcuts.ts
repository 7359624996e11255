import { places, type Place } from '../places.svelte';

/**
 * The place a key press asks for: Ctrl or Cmd with a digit, or N for a new verification while
 * nothing that takes keys has the focus.
 */
export function placeAskedFor(event: KeyboardEvent): Place | null {
  if (event.altKey || event.repeat || isAsking()) return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return null;
    return places[Number.parseInt(event.key, 10) - 1] ?? null;
  }
  return event.key.toLowerCase() === 'n' && takesNoKeys(document.activeElement) ? 'verify' : null;
}

/** Ctrl or Cmd with Shift and P: presentation size, on or off. */
export function asksForSize(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  return (
    isCommand && event.shiftKey && !event.altKey && !event.repeat && event.key.toLowerCase() === 'p'
  );
}

/** A heading that was given the focus for the screen reader's sake takes no keys. */
function takesNoKeys(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.matches('h1[tabindex="-1"]');
}

function isAsking(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
