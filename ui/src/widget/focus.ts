/** Puts the keyboard into the widget, if one is on screen. */
export function focusWidget(): void {
  document.querySelector<HTMLElement>('[role="main"] [data-widget-frame]')?.focus();
}
