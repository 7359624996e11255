import type { Appearance } from './platform/types';

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

let systemIsDark = $state(prefersDark.matches);
prefersDark.addEventListener('change', (event) => {
  systemIsDark = event.matches;
});

/** Whether the app is drawn dark under this choice, now. */
export function isDark(appearance: Appearance): boolean {
  return appearance === 'system' ? systemIsDark : appearance === 'dark';
}

export function applyTheme(dark: boolean): void {
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}
