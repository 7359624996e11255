import type { Words } from './en';
import type { Said } from './said';
import { said } from './es/said';
import { words } from './es/words';

/** Everything the app says, in Spanish. */
export const es: { words: Words; said: Said } = { words, said };
