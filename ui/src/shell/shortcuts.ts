import { places, type Place } from '../places.svelte';
import type { Zoom } from '../platform/types';

const isMac = navigator.userAgent.includes('Mac');

/** Keys as the system writes them: `Ctrl+Shift+P`, or `⇧⌘P`. */
export function keys(key: string, { shift = false } = {}): string {
  if (isMac) return `${shift ? '⇧' : ''}⌘${key}`;
  return `Ctrl+${shift ? 'Shift+' : ''}${key}`;
}

/** The keys of a place; none for those beyond the digits. */
export function keysOf(place: Place): string {
  return keys(String(places.indexOf(place) + 1));
}

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
  return isChord(event, 'p', true);
}

/** How large everything can be, in percent. */
export const zooms: readonly Zoom[] = ['100', '110', '125', '150', '175', '200'];

/** Ctrl or Cmd with plus, minus or nought: the size asked for, from the one there is. */
export function zoomAskedFor(event: KeyboardEvent, now: Zoom): Zoom | null {
  if (event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  // Plus is on a key with another sign on most keyboards, and has one of its own on others.
  const by = ['+', '='].includes(event.key) ? 1 : ['-', '_'].includes(event.key) ? -1 : 0;
  if (event.key === '0') return '100';
  if (by === 0) return null;
  return zooms[zooms.indexOf(now) + by] ?? now;
}

/** Ctrl or Cmd with K: the palette. */
export function asksForPalette(event: KeyboardEvent): boolean {
  return isChord(event, 'k') && !isAsking();
}

/** Ctrl or Cmd with /, or a question mark while nothing is being typed: all the keys there are. */
export function asksForKeys(event: KeyboardEvent): boolean {
  if (event.altKey || event.repeat || isAsking()) return false;
  if (event.ctrlKey || event.metaKey) return event.key === '/' || event.code === 'Slash';
  return event.key === '?' && !takesText(document.activeElement);
}

function isChord(event: KeyboardEvent, key: string, shift = false): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  return (
    isCommand &&
    event.shiftKey === shift &&
    !event.altKey &&
    !event.repeat &&
    event.key.toLowerCase() === key
  );
}

/** A heading that was given the focus for the screen reader's sake takes no keys. */
function takesNoKeys(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.matches('h1[tabindex="-1"]');
}

function takesText(focused: Element | null): boolean {
  return (
    focused?.matches(
      'input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]',
    ) === true
  );
}

function isAsking(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
