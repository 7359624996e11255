import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it, vi } from 'vitest';

import type { Language } from '../src/platform/types';
import { day, moment, said, speak, systemLanguage, words } from '../src/words';
import { en } from '../src/words/en';
import { es } from '../src/words/es';
import { fr } from '../src/words/fr';
import { money } from '../src/words/money';
import { counter } from '../src/words/region';

type Leaf = { path: string[]; value: unknown };

function leaves(part: unknown, path: string[] = []): Leaf[] {
  if (typeof part !== 'object' || part === null) return [{ path, value: part }];
  return Object.entries(part).flatMap(([key, value]) => leaves(value, [...path, key]));
}

const at = (part: unknown, path: string[]): unknown =>
  path.reduce((inside, key) => (inside as Record<string, unknown>)[key], part);

type Say = (...of: unknown[]) => string;

/** Values that a text made of them shows, for functions of texts, of numbers and of lists. */
const marks: readonly (readonly unknown[])[] = [
  ['‹one›', '‹two›', '‹three›'],
  [1711, 1713, 1717],
  [['‹one›', '‹two›'], '‹three›'],
];

/** Which of the marks a text made of them shows; of many, so that no language says it in words. */
function shown(say: Say, of: readonly unknown[]): string[] | null {
  try {
    const text = say(...of).replaceAll(/[\s,.  ]/gu, '');
    if (/NaN|undefined|Invalid/.test(text)) return null;
    return of
      .flat()
      .map(String)
      .filter((mark) => text.includes(mark));
  } catch {
    return null;
  }
}

const languages = { es, fr };

afterEach(() => speak('en'));

describe.each(Object.entries(languages))('in %s', (_, { words: other, said: sentences }) => {
  it('says the same with the same made of it', () => {
    const others: string[] = [];
    for (const { path, value } of leaves(en)) {
      const translated = at(other, path);
      expect(typeof translated, path.join('.')).toBe(typeof value);
      if (typeof value === 'string') {
        expect((translated as string).trim() === '', path.join('.')).toBe(value.trim() === '');
      }
      if (typeof value !== 'function') continue;
      const fitting = marks.filter((of) => shown(value as Say, of) !== null);
      expect(fitting, `${path.join('.')} can be called`).not.toHaveLength(0);
      for (const of of fitting) {
        const [ours, english] = [shown(translated as Say, of), shown(value as Say, of)];
        if (String(ours) !== String(english)) {
          others.push(`${path.join('.')}: ${String(ours)}, not ${String(english)}`);
        }
      }
    }
    expect(others).toEqual([]);
  });

  it('has no words that English doesn’t have', () => {
    const known = new Set(leaves(en).map(({ path }) => path.join('.')));
    const unknown = leaves(other).filter(({ path }) => !known.has(path.join('.')));
    expect(unknown.map(({ path }) => path.join('.'))).toEqual([]);
  });

  it('keeps what is put into Rust’s sentences', () => {
    for (const [english, sentence] of Object.entries(sentences)) {
      const holes = english.match(/\{[^}]*\}/g)?.map((_, at) => `‹${at}›`) ?? [];
      if (holes.length === 0) {
        expect(typeof sentence, english).toBe('string');
        continue;
      }
      const text = (sentence as Say)(...holes);
      for (const hole of holes) expect(text, english).toContain(hole);
    }
  });
});

/** Every text of a language, with something put into those that are made. */
function texts({ words, said }: { words: unknown; said: object }): string[] {
  return [...leaves(words), ...leaves(said)].flatMap(({ value }) => {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'function') return [];
    return marks.flatMap((of) => {
      try {
        return [String((value as Say)(...of))];
      } catch {
        return [];
      }
    });
  });
}

describe('signs', () => {
  it('are set apart in French, by spaces that don’t break', () => {
    const loose = texts(fr).filter((text) =>
      / [:;?!»]|« |[^\s\p{P}][;?!](?=\s|$)|\p{L}»|«\p{L}|\p{L}:(?=\s|$)/u.test(text),
    );
    expect(loose).toEqual([]);
  });

  it('open a question and an exclamation in Spanish', () => {
    const open = texts(es).filter(
      (text) =>
        (/[^“]\?$/.test(text) && !text.includes('¿')) ||
        (text.includes('!') && !text.includes('¡')),
    );
    expect(open).toEqual([]);
  });
});

describe('words', () => {
  it('are all used', () => {
    const files = (folder: string): string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return /words|bindings|fake$/.test(entry.name) ? [] : files(path);
        return [path];
      });
    const source = [...files('src'), 'src/words/index.ts']
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const reads = (pattern: string): boolean => new RegExp(pattern).test(source);
    const unused = leaves(en).filter(({ path }) => {
      const [name = '', ...tables] = [...path].reverse();
      // By its name; or one of a table's, by a key that is known when it is drawn.
      return !(
        reads(`\\.${name}\\b`) ||
        tables.slice(0, 2).some((table) => reads(`\\.${table}(\\?\\.)?(\\[|\\)| as )`))
      );
    });
    expect(unused.map(({ path }) => path.join('.'))).toEqual([]);
  });

  it('change with the language wherever they are kept', async () => {
    const kept = words.shell.places;
    expect(kept.customers).toBe('Customers');
    await speak('fr');
    expect(kept.customers).toBe('Clients');
    expect(document.documentElement.lang).toBe('fr');
    await speak('en');
    expect(kept.customers).toBe('Customers');
    expect(document.documentElement.lang).toBe('en');
  });

  it('are in the language that was asked for last', async () => {
    await Promise.all([speak('es'), speak('fr')]);
    expect(words.app.appearance).toBe('Apparence');
  });

  it('are the system’s first language that the app speaks', () => {
    expect(systemLanguage(['de-CH', 'fr-CH', 'en'])).toBe('fr');
    expect(systemLanguage(['es_MX'])).toBe('es');
    expect(systemLanguage(['de'])).toBe('en');
    expect(systemLanguage([])).toBe('en');
  });

  it('count in the language’s own way', async () => {
    const inEach = async (language: Language, count: number): Promise<string> => {
      await speak(language);
      return counter(language)(count, 'one', 'other');
    };
    expect(await inEach('en', 0)).toBe('0 other');
    expect(await inEach('fr', 0)).toBe('0 one');
    expect(await inEach('fr', 2)).toBe('2 other');
    expect(await inEach('es', 1)).toBe('1 one');
    expect(words.customers.count(1200)).toMatch(/^1\D?200 clientes$/u);
  });

  it('write days and money as the language does', async () => {
    expect(day('2026-11-21')).toBe('Nov 21, 2026');
    await speak('es');
    expect(day('2026-11-21')).toMatch(/21 (de )?nov/);
    expect(moment(Date.UTC(2026, 10, 21, 12))).toMatch(/nov/);
    await speak('fr');
    expect(day('2026-11-21')).toMatch(/21 nov/);
    expect(money({ amount: '1234.50', currency: 'CAD' })).toMatch(/^1\s234,50\s\$/u);
  });
});

describe('what Rust says', () => {
  it('is as it is in English', () => {
    expect(said('Customer chose MX Bank')).toBe('Customer chose MX Bank');
    expect(said("It can't be kept: the customers' folder is full.")).toBe(
      'It can’t be kept: the customers’ folder is full.',
    );
  });

  it('is put into the language, whole, with what was put into it', async () => {
    await speak('es');
    expect(said('The keychain is locked.')).toBe('El llavero está bloqueado.');
    expect(said('Customer chose MX Bank')).toBe('El cliente eligió MX Bank');
    expect(said('The widget says: sign-in refused')).toBe('El widget dice: acceso rechazado');
    expect(said('MX sent 2 accounts')).toBe('MX envió 2 cuentas');
    expect(said('MX sent 1 account · 12 ms')).toBe('MX envió 1 cuenta · 12 ms');
    expect(said('Customer went back (×3)')).toBe('El cliente volvió atrás (×3)');
  });

  it('is put into the language where it was put together', async () => {
    await speak('es');
    expect(said('2 numbers of 2 accounts received.')).toBe('Recibido: 2 números de 2 cuentas.');
    expect(said('Only an initial is known; with and without a hyphen.')).toBe(
      'Solo se conoce una inicial; con guion y sin él.',
    );
    expect(said('api.mx.com: no answer in time.')).toBe('api.mx.com: sin respuesta a tiempo.');
    expect(said('The keychain is locked. Enter the keys again.')).toBe(
      'El llavero está bloqueado. Ingrese las claves de nuevo.',
    );
  });

  it('has French signs set apart where it was put together', async () => {
    await speak('fr');
    expect(said('api.mx.com: no answer in time.')).toBe(
      'api.mx.com\u{a0}: pas de réponse à temps.',
    );
    expect(said('Only an initial is known; with and without a hyphen.')).toBe(
      'Seule une initiale est connue\u{202f}; avec et sans trait d’union.',
    );
  });

  it('stays as it is where it is nobody’s sentence', async () => {
    await speak('fr');
    for (const text of ['', 'MX Bank', 'Gringotts. Wizarding Bank', 'a: b', 'Not. A sentence.']) {
      expect(said(text)).toBe(text);
    }
  });

  it('takes no longer for what somebody made to take long', async () => {
    await speak('es');
    const tries = vi.spyOn(RegExp.prototype, 'exec');
    said(`${'x answers. '.repeat(40)}zzz is none of MX's options.`);
    said(`${'x answers. '.repeat(4_000)}zzz is none of MX's options.`);
    expect(tries.mock.calls.length).toBeLessThan(100_000);
  });

  it('keeps a name that looks like a pattern as it is', async () => {
    await speak('es');
    expect(said('Customer chose $& {name} (.+)')).toBe('El cliente eligió $& {name} (.+)');
  });
});
