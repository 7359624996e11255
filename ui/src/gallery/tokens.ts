/** The tokens (`styles/tokens.css`) by name; a test holds the lists against the file. */
export const texts = ['text-xs', 'text-s', 'text-m', 'text-l', 'text-xl', 'text-number'] as const;

export const spaces = ['space-1', 'space-2', 'space-3', 'space-4', 'space-5', 'space-6'] as const;

export const shapes = ['radius-s', 'radius-m', 'radius-l', 'shadow', 'shadow-pop'] as const;

export const colours = [
  'ground',
  'surface',
  'sunken',
  'raised',
  'hover',
  'line',
  'line-strong',
  'button-line',
  'ink',
  'ink-soft',
  'ink-faint',
  'accent',
  'accent-hover',
  'accent-press',
  'on-accent',
  'accent-ink',
  'accent-wash',
  'good',
  'good-wash',
  'good-line',
  'warn',
  'warn-wash',
  'warn-line',
  'bad',
  'bad-wash',
  'bad-line',
  'sandbox',
  'sandbox-wash',
  'production',
  'on-production',
  'veil',
  'paper',
  'on-paper',
] as const;
