/** A person who typed this recently is not clicking into a widget, in milliseconds. */
const TYPING = 600;
/** So long after Tab or F6 the focus is on its way where they lead. */
const BY_KEY = 300;
/** A widget that takes the keyboard more often than this within {@link SPAN} does it on purpose. */
export const MOST_GRASPS = 2;
const SPAN = 3_000;

/**
 * Gives the keyboard back when a widget's page takes it unasked, and tells of a widget that goes on
 * taking it.
 *
 * Once a person has clicked into it, a frame can take the focus whenever it likes, even hidden and
 * inert, and what the agent goes on typing would reach it: the next customer's id, a reason, an API
 * key. Nothing keeps it from that in WebKit, so what can be lost are the few keys until it is told
 * of. A person gets into a widget by the pointer, by Tab or by F6. A widget that is on screen may
 * also take the keyboard while it is in none of the app's fields, as MX's does when its page opens.
 *
 * @returns stops watching.
 */
export function keepTheKeyboard(target: Window, grasps: (widget: HTMLElement) => void): () => void {
  const page = target.document;
  let field: HTMLElement | null = null;
  let typedAt = -Infinity;
  let ledAt = -Infinity;
  let taken: { widget: HTMLElement; at: number }[] = [];

  function noteFocus(event: FocusEvent): void {
    const to = event.target;
    if (to instanceof HTMLElement && !isWidget(to)) field = takesText(to) ? to : null;
  }

  function noteKey(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.key === 'F6') ledAt = performance.now();
    else typedAt = performance.now();
  }

  function wasMeant(widget: HTMLElement): boolean {
    if (field === null || !field.isConnected) return true;
    if (widget.closest('[inert]') !== null) return false;
    const now = performance.now();
    if (now - ledAt < BY_KEY) return true;
    return widget.matches(':hover') && now - typedAt > TYPING;
  }

  function look(): void {
    const widget = page.activeElement;
    if (!(widget instanceof HTMLElement) || !isWidget(widget) || wasMeant(widget)) return;
    // Not at once: the engine is in the middle of moving the focus, and would go on with it.
    setTimeout(giveBack, 0, widget, field);
  }

  function focus(to: HTMLElement | null): void {
    target.focus();
    to?.focus({ preventScroll: true });
  }

  function giveBack(widget: HTMLElement, to: HTMLElement | null): void {
    widget.blur();
    focus(to);
    const now = performance.now();
    taken = [...taken.filter(({ at }) => now - at < SPAN), { widget, at: now }];
    if (taken.filter((one) => one.widget === widget).length > MOST_GRASPS) {
      taken = [];
      grasps(widget);
      focus(to);
    }
  }

  page.addEventListener('focusin', noteFocus);
  page.addEventListener('keydown', noteKey, true);
  // The page is told that it has lost the focus when a frame takes it.
  target.addEventListener('blur', look);
  return () => {
    page.removeEventListener('focusin', noteFocus);
    page.removeEventListener('keydown', noteKey, true);
    target.removeEventListener('blur', look);
  };
}

function isWidget(element: Element): boolean {
  return element.matches('[data-widget-frame]');
}

function takesText(element: HTMLElement): boolean {
  return element.matches('input, textarea, select, [contenteditable]');
}
