import type { Language } from '../platform/types';
import { en, type Words } from './en';
import type { Said } from './said';

/** Everything the app says in one language. */
interface Spoken {
  language: Language;
  words: Words;
  /** What Rust's sentences, which come in English, are in this language. */
  said: Said | null;
}

/** Loaded when they are first wanted: most people want one. */
const others = {
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
};

let now = $state.raw<Spoken>({ language: 'en', words: en, said: null });
let wanted: Language = 'en';

/** What the app speaks now. Read where something is drawn, it is drawn anew in another language. */
export function spoken(): Spoken {
  return now;
}

/** Speaks another language as soon as its words are here; what is asked for last wins. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  if (now.language !== language) {
    const next = language === 'en' ? { words: en, said: null } : await others[language]();
    if (wanted !== language) return;
    now = { language, ...next };
  }
  document.documentElement.lang = language;
}

/** The first language of the system's that the app speaks; until Rust says which one it is. */
export function systemLanguage(tags: readonly string[] = navigator.languages): Language {
  for (const tag of tags) {
    const primary = tag.toLowerCase().split(/[-_]/)[0];
    if (primary === 'en' || primary === 'es' || primary === 'fr') return primary;
  }
  return 'en';
}

const views = new WeakMap<object, object>();

/**
 * The words at one place of the catalogue, whatever language is spoken when they are read. A part
 * of it can be kept under a name of its own: `const say = words.session` stays in the language.
 */
function live<Part extends object>(english: Part, read: () => Part): Part {
  const known = views.get(english);
  if (known !== undefined) return known as Part;
  const view = new Proxy(english, {
    get(part, key) {
      const value: unknown = Reflect.get(read(), key);
      const original: unknown = Reflect.get(part, key);
      const isPart = typeof original === 'object' && original !== null && !Array.isArray(original);
      return isPart ? live(original, () => Reflect.get(read(), key) as object) : value;
    },
  });
  views.set(english, view);
  return view;
}

/** The words in the language that is spoken. */
export const words: Words = live<Words>(en, () => now.words);
