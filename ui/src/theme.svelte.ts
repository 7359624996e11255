import type { Appearance } from './platform/types';

/** What the system asks for, now and later. */
class Asked {
  holds: boolean = $state(false);

  constructor(query: string) {
    const asked = window.matchMedia(query);
    this.holds = asked.matches;
    asked.addEventListener('change', (event) => {
      this.holds = event.matches;
    });
  }
}

const dark = new Asked('(prefers-color-scheme: dark)');
const contrast = new Asked('(prefers-contrast: more)');

/** Whether the app is drawn dark under this choice, now. */
export function isDark(appearance: Appearance): boolean {
  return appearance === 'system' ? dark.holds : appearance === 'dark';
}

/** Whether its colours are as far apart as they get. Nobody is asked to set it twice. */
export function isHighContrast(chosen: boolean): boolean {
  return chosen || contrast.holds;
}

export function applyTheme(isDark: boolean, isHighContrast: boolean): void {
  const { dataset } = document.documentElement;
  dataset['theme'] = isDark ? 'dark' : 'light';
  if (isHighContrast) dataset['contrast'] = 'more';
  else delete dataset['contrast'];
}
