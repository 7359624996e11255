import type { RequestForm } from '../../platform/types';

/** A part of a text, and how it is drawn. */
export interface Part {
  text: string;
  look: 'plain' | 'key' | 'string' | 'literal' | 'comment';
}

const patterns: Record<RequestForm, RegExp> = {
  json: /(?<key>"(?:\\.|[^"\\])*"(?=\s*:))|(?<string>"(?:\\.|[^"\\])*")|(?<literal>\b(?:true|false|null|\d+)\b)/gu,
  curl: /(?<key>"\$[A-Z_:$]+")|(?<literal>(?<=^|\s)-[A-Za-z]+(?=\s))/gu,
  rust: /(?<comment>\/\/\/?[^\n]*)|(?<string>"(?:\\.|[^"\\])*")|(?<key>\b(?:use|pub|fn|let|mut|async|await)\b)|(?<literal>\b(?:true|false|None|Some|Ok|\d+)\b)/gu,
};

/** The text in parts, so that it can be read at a glance. */
export function tinted(text: string, form: RequestForm): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(patterns[form])) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), look: 'plain' });
    const [look] =
      Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    parts.push({ text: match[0], look: (look as Part['look'] | undefined) ?? 'plain' });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), look: 'plain' });
  return parts;
}
