import { en, type Words } from './en';
import { region } from './region';

/** The words in the language of this run. */
export const words: Words = en;

/** `04:07`, or `1:04:07` from an hour on. */
export function clock(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor(total / 60) % 60)}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** A moment as the person's system writes it, to the minute. */
export function moment(at: number | string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return String(at);
  return date.toLocaleString(region(), { dateStyle: 'medium', timeStyle: 'short' });
}

const asDay = { dateStyle: 'medium', timeZone: 'UTC' } as const;
const asShortDay = { month: 'short', day: 'numeric', timeZone: 'UTC' } as const;
const asMonth = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
/** Making a format takes longer than using it. */
const dayFormat = new Intl.DateTimeFormat(region(), asDay);
const shortDayFormat = new Intl.DateTimeFormat(region(), asShortDay);
const monthFormat = new Intl.DateTimeFormat(region(), asMonth);

/** A day of the calendar, `2026-11-21`, as the person's system writes it. */
export function day(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : dayFormat.format(date);
}

/** The same without its year, where there is little room and no doubt. */
export function shortDay(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : shortDayFormat.format(date);
}

/** The month a day is in. */
export function month(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : monthFormat.format(date);
}

/** MX's account type in plain words; an unknown one is shown as MX spells it, softened. */
export function accountKind(kind: string): string {
  const known = words.result.kinds[kind];
  if (known !== undefined) return known;
  const spaced = kind.toLowerCase().replaceAll('_', ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
