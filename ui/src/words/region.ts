import type { Language } from '../platform/types';
import { spoken } from './language.svelte';

/** How the locale of a system without one is called; it groups no digits. */
const POSIX = 'posix';
/** Where a language's readers are taken to be, on a system that doesn't say: MX's countries. */
const AT_HOME: Record<Language, string> = { en: 'en-US', es: 'es-US', fr: 'fr-CA' };

/**
 * The locale numbers, dates and money are written in: the system's, where it is of the language
 * that is spoken; else that language as it is written in the system's country.
 */
export function region(
  language: Language = spoken().language,
  system = new Intl.NumberFormat().resolvedOptions().locale,
): string {
  if (system.toLowerCase().includes(POSIX)) return AT_HOME[language];
  const { language: spokenThere, region: country } = new Intl.Locale(system);
  if (spokenThere === language) return system;
  return country === undefined ? AT_HOME[language] : `${language}-${country}`;
}

/** A format that follows the locale. Making one takes longer than using it. */
export function formatter<Format>(make: (locale: string) => Format): () => Format {
  let made: { locale: string; format: Format } | null = null;
  return () => {
    const locale = region();
    if (made?.locale !== locale) made = { locale, format: make(locale) };
    return made.format;
  };
}

const plain = formatter((locale) => new Intl.NumberFormat(locale));

/** A number as the person's system writes it. */
export function number(value: number): string {
  return plain().format(value);
}

/** Says how many there are of something, in one language's own forms. */
export function counter(language: Language): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  return (count, one, other) => `${number(count)} ${rules.select(count) === 'one' ? one : other}`;
}
