import type { IconName } from '../parts/icons';

/** What can be done from the palette. */
export interface Entry {
  id: string;
  group: 'sessions' | 'customers' | 'past' | 'places' | 'actions' | 'scenarios';
  /** What it is called, and what it is found by. */
  text: string;
  /** What stands beside it; it is found by that too. */
  note?: string | undefined;
  /** The keys that do the same. */
  keys?: string | undefined;
  icon: IconName;
  run: () => unknown;
}

const groups: readonly Entry['group'][] = [
  'sessions',
  'customers',
  'past',
  'places',
  'actions',
  'scenarios',
];

/** Letters as they are looked for: small, and without accents. */
export function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** How well an entry fits what was typed; none, where a word of it is nowhere in the entry. */
function fit({ text, note }: Entry, words: readonly string[]): number | null {
  const called = folded(text);
  const all = `${called} ${folded(note ?? '')}`;
  if (!words.every((word) => all.includes(word))) return null;
  const whole = words.join(' ');
  if (called.startsWith(whole)) return 0;
  if (words.every((word) => ` ${called}`.includes(` ${word}`))) return 1;
  return words.every((word) => called.includes(word)) ? 2 : 3;
}

/** The entries that fit what was typed, group by group, the best of each first. */
export function found(entries: readonly Entry[], typed: string): Entry[] {
  const words = folded(typed).split(/\s+/).filter(Boolean);
  const fitting = entries.flatMap((entry) => {
    const rank = fit(entry, words);
    return rank === null ? [] : [{ entry, rank }];
  });
  const best = (group: Entry['group']): number =>
    Math.min(...fitting.filter(({ entry }) => entry.group === group).map(({ rank }) => rank));
  return [...groups]
    .sort((one, other) => best(one) - best(other) || groups.indexOf(one) - groups.indexOf(other))
    .flatMap((group) =>
      fitting
        .filter(({ entry }) => entry.group === group)
        .sort((one, other) => one.rank - other.rank)
        .map(({ entry }) => entry),
    );
}

/** Shorter than that, and most of the history fits. */
export const LEAST_FOR_HISTORY = 2;

/** What MX can be asked for by: it finds whole ids, addresses and guids only. */
export function asksMx(typed: string): { id: string; email: string } | null {
  const text = typed.trim();
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { id: '', email: text };
  return /^[\w-]{2,}$/.test(text) ? { id: text, email: '' } : null;
}
