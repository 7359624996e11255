import type { DeskView } from './types';

/**
 * What the page was served with (`src-tauri/src/window/first_view.rs`), so that there is something
 * to see before the first answer of Rust. Taken once.
 */
export function takeFirstView(): DeskView | null {
  const element = document.getElementById('first-view');
  if (element === null) return null;
  element.remove();
  return JSON.parse(element.textContent) as DeskView;
}
