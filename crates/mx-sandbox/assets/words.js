// The page's words, in the language it was asked for in.

/** @type {Record<string, string>} */
const WORDS = JSON.parse(document.body.dataset.words ?? "{}");

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] what stands for the `{…}` of the words
 */
export function say(key, values = {}) {
  return Object.entries(values).reduce(
    (words, [name, value]) => words.replaceAll(`{${name}}`, String(value)),
    WORDS[key] ?? key,
  );
}
