import { speak, spoken, systemLanguage, words } from './language.svelte';
import { formatter } from './region';
import { Translator, type Said } from './said';

export { speak, spoken, systemLanguage, words };

/** As in the UI's own words; what stands in front of a word may be somebody's quotation mark. */
const TYPED_APOSTROPHE = /(?<=\p{L})'/gu;
const translators = new WeakMap<Said, Translator>();

/**
 * What Rust says, in the language that is spoken. Rust says it in English, in sentences that the UI
 * has in every language (`bindings/Sentence.ts`); what is none of them stays as it is.
 */
export function said(text: string): string {
  const { said, language } = spoken();
  if (said === null) return text.includes("'") ? text.replaceAll(TYPED_APOSTROPHE, '’') : text;
  let translator = translators.get(said);
  if (translator === undefined) {
    translator = new Translator(said, language);
    translators.set(said, translator);
  }
  return translator.translate(text);
}

/** `04:07`, or `1:04:07` from an hour on. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

const toTheMinute = formatter(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
);
const ofTheDay = formatter((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'short' }));
const ofTheMoment = formatter((locale) => new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }));
const ofTheCalendar = formatter(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
);
const ofTheShortCalendar = formatter(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
);
const ofTheYear = formatter(
  (locale) => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
);

/** A moment as the person's system writes it, to the minute. */
export function moment(at: number | string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? String(at) : toTheMinute().format(date);
}

/** The time of the day, to the minute. */
export function timeOfDay(at: number): string {
  return ofTheDay().format(new Date(at));
}

/** The time of the day, to the second. */
export function timeToTheSecond(at: number): string {
  return ofTheMoment().format(new Date(at));
}

/** A day of the calendar, `2026-11-21`, as the person's system writes it. */
export function day(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : ofTheCalendar().format(date);
}

/** The same without its year, where there is little room and no doubt. */
export function shortDay(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : ofTheShortCalendar().format(date);
}

/** The month a day is in. */
export function month(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : ofTheYear().format(date);
}

/** MX's account type in plain words; an unknown one is shown as MX spells it, softened. */
export function accountKind(kind: string): string {
  const known = words.result.kinds[kind];
  if (known !== undefined) return known;
  const spaced = kind.toLowerCase().replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
