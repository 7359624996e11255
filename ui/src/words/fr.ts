import type { Words } from './en';
import type { Said } from './said';
import { said } from './fr/said';
import { words } from './fr/words';

/** Everything the app says, in French. */
export const fr: { words: Words; said: Said } = { words, said };
