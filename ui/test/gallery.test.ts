import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import Gallery from '../src/gallery/Gallery.svelte';
import { colours, shapes, spaces, texts } from '../src/gallery/tokens';
import { fakeFromAddress } from '../src/platform/fake';

const read = (path: string): string => readFileSync(path, 'utf8');
const tokens = read('src/styles/tokens.css');
const names = (css: string): string[] =>
  [...css.matchAll(/^\s+--([a-z0-9-]+):/gm)].map(([, name]) => name ?? '');

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

describe('the page of parts', () => {
  it('shows every part', () => {
    const gallery = read('src/gallery/Gallery.svelte');
    const parts = readdirSync('src/parts')
      .filter((file) => file.endsWith('.svelte'))
      // One that is screens' own, and one that is of a customer's form.
      .filter((file) => !['Centred.svelte', 'TestBank.svelte'].includes(file));
    const missing = parts.filter((file) => !gallery.includes(`'../parts/${file}'`));
    expect(missing).toEqual([]);
  });

  it('shows every token of type, space, shape and colour', () => {
    const shown = new Set<string>([...texts, ...spaces, ...shapes, ...colours]);
    // What is not to be looked at: families, sizes of the window's areas, and how long things take.
    const others = /^(font|mono|strong|bar|side|panel|widget|quick)$/;
    const missing = new Set(names(tokens).filter((name) => !shown.has(name) && !others.test(name)));
    expect([...missing]).toEqual([]);
  });

  it('can be drawn', () => {
    render(Gallery, { platform: fakeFromAddress('') });
    expect(screen.getByRole('heading', { name: 'Buttons' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'A long list' })).toBeTruthy();
  });
});

/** The colours of one theme, as they are declared. */
function declared(selector: string, within = tokens): Map<string, string> {
  const block = new RegExp(`${selector} \\{([^}]*)\\}`).exec(within)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** How far two colours are apart in brightness (WCAG 2.2, contrast ratio). */
function contrast(one: string, other: string): number {
  const brightness = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5]
      .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(['light', 'dark'])('the %s colours', (theme) => {
  const usual = declared(`\\[data-theme='${theme}'\\]`);
  const more = declared(`\\[data-theme='${theme}'\\]\\[data-contrast='more'\\]`);
  const strong = new Map([...usual, ...more]);
  const grounds = ['ground', 'surface', 'sunken', 'raised'];

  function tooClose(of: Map<string, string>, inks: readonly string[], least: number): string[] {
    const value = (name: string): string => {
      const found = of.get(name);
      if (found === undefined) throw new Error(`no colour is called ${name}`);
      return found;
    };
    return inks.flatMap((ink) =>
      grounds
        .filter((ground) => contrast(value(ink), value(ground)) < least)
        .map((ground) => `${ink} on ${ground}`),
    );
  }

  it('can be read, and told from what they lie on', () => {
    const inks = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'good', 'warn', 'bad', 'sandbox'];
    expect(tooClose(usual, inks, 4.5)).toEqual([]);
    expect(tooClose(usual, ['line-strong', 'accent'], 3)).toEqual([]);
    for (const [ink, ground] of [
      ['on-accent', 'accent'],
      ['on-production', 'production'],
      ['accent-ink', 'accent-wash'],
      ['good', 'good-wash'],
      ['warn', 'warn-wash'],
      ['bad', 'bad-wash'],
      ['sandbox', 'sandbox-wash'],
    ] as const) {
      const ratio = contrast(usual.get(ink) ?? '', usual.get(ground) ?? '');
      expect(ratio, `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('tell what is chosen of several by an edge that stands out from the rest', () => {
    const chosen = /input:checked \+ \.face \{([^}]*)\}/.exec(
      read('src/parts/Segmented.svelte'),
    )?.[1];
    const edge = /border-color: var\(--([a-z-]+)\)/.exec(chosen ?? '')?.[1] ?? 'none';
    expect(tooClose(usual, [edge], 3)).toEqual([]);
    expect(tooClose(strong, [edge], 3)).toEqual([]);
  });

  it('are farther apart for who asks for more contrast', () => {
    expect(more.size).toBeGreaterThan(10);
    const inks = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'good', 'warn', 'bad', 'sandbox'];
    expect(tooClose(strong, inks, 7)).toEqual([]);
    const lines = ['line', 'line-strong', 'button-line', 'good-line', 'warn-line', 'bad-line'];
    expect(tooClose(strong, lines, 3)).toEqual([]);
    for (const [ink, ground] of [
      ['on-accent', 'accent'],
      ['on-production', 'production'],
      ['accent-ink', 'accent-wash'],
      ['ink', 'hover'],
      ['good', 'good-wash'],
      ['warn', 'warn-wash'],
      ['bad', 'bad-wash'],
      ['sandbox', 'sandbox-wash'],
    ] as const) {
      const ratio = contrast(strong.get(ink) ?? '', strong.get(ground) ?? '');
      expect(ratio, `${ink} on ${ground}`).toBeGreaterThanOrEqual(7);
    }
  });
});

describe('the tokens', () => {
  it('are there in the dark as in the light', () => {
    const light = /\[data-theme='light'\] \{([^}]*)\}/.exec(tokens)?.[1] ?? '';
    const dark = /\n\[data-theme='dark'\] \{([^}]*)\}/.exec(tokens)?.[1] ?? '';
    expect(names(light)).not.toHaveLength(0);
    expect(names(dark)).toEqual(names(light));
  });

  it('are the only colours: no part and no screen has one of its own', () => {
    const own = /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch)\(/i;
    const offending = files('src')
      .filter((path) => path.endsWith('.svelte'))
      .flatMap((path) => {
        const style = /<style>([\s\S]*)<\/style>/.exec(read(path))?.[1] ?? '';
        return own.test(style) ? [path] : [];
      });
    expect(offending).toEqual([]);
  });

  it('are all known: no style asks for one that is nowhere', () => {
    const styles = files('src').filter((path) => /\.(svelte|css)$/.test(path));
    // A part may be given one by what it stands in.
    const known = new Set(styles.flatMap((path) => names(read(path))));
    const unknown = styles.flatMap((path) =>
      [...read(path).matchAll(/var\(--([a-z0-9-]+)/g)]
        .map(([, name]) => name ?? '')
        .filter((name) => !known.has(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});
