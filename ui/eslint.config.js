import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';

const onlyTheSeamMayKnowTauri = {
  patterns: [
    {
      group: ['@tauri-apps/*'],
      message: 'Only src/platform/tauri.ts talks to Tauri; go through the Platform interface.',
    },
  ],
};

export default ts.config(
  { ignores: ['dist/', 'src/bindings/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      'no-console': 'error',
      'no-restricted-imports': ['error', onlyTheSeamMayKnowTauri],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': ['error', { allowTransitions: true }],
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
    },
  },
  {
    // French sets a space that doesn't break before a colon and inside its quotes.
    files: ['src/words/fr/**'],
    rules: { 'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }] },
  },
  {
    files: ['src/platform/tauri.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['*.js', '*.ts', 'test/**'],
    languageOptions: { globals: { ...globals.node } },
  },
);
