import { expect, it } from 'vitest';

import { region } from '../src/words/region';

it('writes numbers with groups where the system has no locale, and else as the system does', () => {
  expect(new Intl.NumberFormat(region('en-US-u-va-posix')).format(1234)).toBe('1,234');
  expect(region('de-DE')).toBe('de-DE');
});
