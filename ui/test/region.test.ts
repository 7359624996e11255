import { expect, it } from 'vitest';

import { region } from '../src/words/region';

it('writes numbers with groups where the system has no locale, and else as the system does', () => {
  expect(new Intl.NumberFormat(region('en', 'en-US-u-va-posix')).format(1234)).toBe('1,234');
  expect(region('en', 'en-GB')).toBe('en-GB');
});

it('writes another language than the system’s as it is written in the system’s country', () => {
  expect(region('es', 'en-US')).toBe('es-US');
  expect(region('fr', 'en-CA')).toBe('fr-CA');
  expect(region('en', 'de-DE')).toBe('en-DE');
  expect(region('es', 'es-MX')).toBe('es-MX');
  expect(region('fr', 'en-US-u-va-posix')).toBe('fr-CA');
  expect(region('fr', 'de')).toBe('fr-CA');
});
