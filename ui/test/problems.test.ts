import { readFileSync } from 'node:fs';

import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';

import { deskView, problem } from '../src/platform/fake/fixtures';
import type { ProblemCode } from '../src/platform/types';
import { problemTraits } from '../src/problem';
import { words } from '../src/words';
import { openApp } from './stage';

const generated = (file: string): string[] =>
  [
    ...readFileSync(`src/bindings/${file}.ts`, 'utf8')
      .replace(/\/\*.*?\*\//gsu, '')
      .matchAll(/"([a-z_]+)"/gu),
  ].map(([, value]) => value ?? '');

describe('problems', () => {
  it('are all known, and no others', () => {
    expect(Object.keys(problemTraits).sort()).toEqual(generated('ProblemCode').sort());
  });

  it.each(Object.keys(problemTraits) as ProblemCode[])(
    '%s says what happened and what to do',
    async (code) => {
      const shown = problem(code, 'This happened.', 'Do that.');
      await openApp(deskView({ connectionProblem: { ...shown, requestId: 'req-7' } }));
      expect(screen.getByText('This happened.')).toBeTruthy();
      expect(screen.getByText('Do that.')).toBeTruthy();
      expect(screen.getByText('req-7')).toBeTruthy();
    },
  );

  it('lead to a page that helps', async () => {
    const refused = problem('credentials_refused', 'Refused.', 'Check.');
    const { user, platform } = await openApp(deskView({ connectionProblem: refused }));
    await user.click(screen.getByRole('button', { name: words.app.help.client_dashboard }));
    expect(platform.openHelp).toHaveBeenCalledWith('client_dashboard');
  });
});

describe('the catalogue', () => {
  it.each([
    ['SessionAction', words.session.actions],
    ['SessionAction', words.session.actionHints],
    ['Turn', words.session.turns],
    ['Turn', words.stopped.waitingFor],
    ['EndingKind', words.stopped.titles],
    ['EnvironmentKind', words.environment.names],
    ['HelpTopic', words.app.help],
    ['Validation', words.result.validation],
  ])('has words for every %s', (file, entries) => {
    expect(Object.keys(entries).sort()).toEqual(generated(file).sort());
    for (const text of Object.values(entries)) expect(text).not.toBe('');
  });
});
