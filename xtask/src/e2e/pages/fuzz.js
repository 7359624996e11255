// Calls one command with everything that one of its arguments does not expect, and tells how it
// answered. Filled in: COMMAND, BASE (what it expects), PATH (of the argument in that; none: the
// command takes nothing), and WITHOUT_NOTHING (whether a missing argument would ask the person).
const done = arguments[arguments.length - 1];
const deep = (levels) => { let inner = []; for (let i = 0; i < levels; i += 1) inner = [inner]; return inner; };
const odd = [
  undefined, null, true, 0, -1, 1.5, 4294967295, 4294967296, 1e308, Number.NaN,
  '', ' ', 'x', '\u0000', '\ud800', '\u202e\u200d\ufeff', '9'.repeat(400), 'x'.repeat(1000000),
  '../../../../etc/passwd', "'; DROP TABLE sessions; --", '<img src=x onerror=alert(1)>', '__proto__', '%00%2e%2e%2f', 'https://u:p@h/?q#f', 'USR-00000000-0000-0000-0000-000000000000',
  [], ['x'], {}, { length: -1 }, JSON.parse('{"__proto__":{"isPolluted":true}}'), Array.from({ length: 20000 }, () => 'x'), deep(100), deep(4000),
];
const put = (value) => {
  const args = structuredClone(BASE);
  let at = args;
  for (const step of PATH.slice(0, -1)) at = at[step];
  if (value === undefined) delete at[PATH.at(-1)];
  else at[PATH.at(-1)] = value;
  return args;
};
const kinds = { answered: 0, 'refused with a problem': 0, 'refused by its type': 0, 'never sent': 0 };
const codes = new Set();
const wrong = [];
const tried = WITHOUT_NOTHING ? odd.filter((value) => value !== undefined && value !== null && !Number.isNaN(value)) : odd;
const calls = PATH.length === 0 ? [{}, { unexpected: 1 }, { sessionId: deep(100) }] : tried.map(put);
const note = (kind, args) => {
  if (kind in kinds) kinds[kind] += 1;
  else wrong.push(`${kind}: ${JSON.stringify(args).slice(0, 120)}`);
};
const one = async (args) => {
  const late = new Promise((end) => setTimeout(() => end('no answer in 15 s'), 15000));
  const asked = Promise.resolve().then(() => window.__TAURI_INTERNALS__.invoke(COMMAND, args)).then(
    () => 'answered',
    (error) => {
      // The engine writes no text this deep.
      if (error instanceof RangeError) return 'never sent';
      if (typeof error === 'string') return 'refused by its type';
      const isProblem = typeof error?.code === 'string' && typeof error?.message === 'string' && error.message.length < 1000;
      if (!isProblem) return `an odd refusal ${String(error?.message ?? JSON.stringify(error)).slice(0, 100)}`;
      codes.add(error.code);
      return 'refused with a problem';
    });
  note(await Promise.race([asked, late]), args);
};
(async () => {
  // A few at a time, as a page would.
  const waiting = [...calls];
  const worker = async () => { for (let args = waiting.shift(); args !== undefined; args = waiting.shift()) await one(args); };
  await Promise.all(Array.from({ length: 8 }, worker));
  done({ calls: calls.length, kinds, codes: [...codes], wrong: wrong.slice(0, 5) });
})();
