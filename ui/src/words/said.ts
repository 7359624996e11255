import type { Sentence } from '../bindings/Sentence';
import type { Language } from '../platform/types';

/** A sentence in another language: a text, or one with its holes to fill in the same order. */
type In<S extends string> = S extends `${string}{${string}}${string}`
  ? (...holes: string[]) => string
  : string;

/** Every sentence of the desk's, by its English. */
export type Said = { readonly [S in Sentence]: In<S> };

/** Some of them. */
export type SaidPart = Partial<Said>;

type Filled = (...holes: string[]) => string;

/** What stands between two parts; French sets its signs apart from the word before. */
const BETWEEN = {
  plain: { name: ': ', clause: '; ' },
  fr: { name: '\u{a0}: ', clause: '\u{202f}; ' },
};

/** What is added to the words of a timeline: how often, and how long it took. */
const ADDED = /((?: \(×\d+\))?(?: · \d+ ms)?)$/;
/** The words of a timeline by themselves. */
export const withoutAdded = (text: string): string => text.replace(ADDED, '');

/** Enough for the longest session; then the oldest goes. */
const MOST_KNOWN = 4_000;
const LONGEST = 600;
/** Each is tried with each before it. */
const MOST_CUTS = 6;

/** Puts the desk's English into one language. */
export class Translator {
  readonly #whole = new Map<string, string>();
  readonly #filled: { shape: RegExp; fill: Filled; weight: number }[] = [];
  readonly #known = new Map<string, string>();
  readonly #between: { name: string; clause: string };

  constructor(said: Said, language: Language) {
    this.#between = language === 'fr' ? BETWEEN.fr : BETWEEN.plain;
    for (const [english, other] of Object.entries(said)) {
      if (typeof other === 'string') this.#whole.set(english, other);
      else this.#filled.push({ ...shapeOf(english), fill: other as Filled });
    }
    // The one with the most words of its own fits best.
    this.#filled.sort((one, two) => two.weight - one.weight);
  }

  /** The text in this language; as it is where it isn't the desk's own (a bank's name, say). */
  translate(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const added = ADDED.exec(text)?.[0] ?? '';
    const words = text.slice(0, text.length - added.length);
    const result = (this.#find(words) ?? words) + added;
    if (this.#known.size >= MOST_KNOWN) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(text, result);
    return result;
  }

  #find(text: string): string | null {
    // The desk's own are shorter: what isn't may be anybody's, and made to take long.
    if (text.length > LONGEST) return null;
    return (
      this.#whole.get(text) ??
      this.#fill(text) ??
      this.#joined(text, /(?<=[.!?]) /g, ' ') ??
      this.#clauses(text) ??
      this.#ended(text) ??
      this.#about(text)
    );
  }

  #fill(text: string): string | null {
    for (const { shape, fill } of this.#filled) {
      const holes = shape.exec(text);
      if (holes !== null) return fill(...holes.slice(1).map((hole) => this.#find(hole) ?? hole));
    }
    return null;
  }

  /** Several sentences, one after the other: as few pieces as there are words for. */
  #joined(text: string, between: RegExp, by: string): string | null {
    const cuts = [...text.matchAll(between)].map(({ index }) => index);
    if (cuts.length > MOST_CUTS) return null;
    for (const cut of cuts.reverse()) {
      const head = text.slice(0, cut);
      const first = this.#whole.get(head) ?? this.#fill(head);
      if (first === null) continue;
      const rest = this.#find(text.slice(cut + by.length));
      if (rest !== null) return first + by + rest;
    }
    return null;
  }

  /** Parts with `; ` between them, made one sentence: the first letter large, a full stop behind. */
  #clauses(text: string): string | null {
    if (!text.endsWith('.')) return null;
    const parts = text.slice(0, -1).split('; ');
    const found = parts.map((part, at) => {
      const small = part.charAt(0).toLowerCase() + part.slice(1);
      return this.#whole.get(at === 0 ? small : part) ?? this.#fill(at === 0 ? small : part);
    });
    if (found.some((part) => part === null)) return null;
    const sentence = found.join(this.#between.clause);
    return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
  }

  /** A line of the timeline, said with a full stop. */
  #ended(text: string): string | null {
    if (!text.endsWith('.')) return null;
    const line = text.slice(0, -1);
    const found = this.#whole.get(line) ?? this.#fill(line);
    return found === null ? null : `${found}.`;
  }

  /** `api.mx.com: no answer in time.`: a name, and what there is to say about it. */
  #about(text: string): string | null {
    const at = text.indexOf(': ');
    if (at < 0) return null;
    const what = this.#find(text.slice(at + 2));
    return what === null ? null : text.slice(0, at) + this.#between.name + what;
  }
}

function shapeOf(english: string): { shape: RegExp; weight: number } {
  const own = english.split(/\{[^}]*\}/);
  const escaped = own.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    shape: new RegExp(`^${escaped.join('(.+?)')}$`, 'su'),
    weight: own.join('').length,
  };
}
