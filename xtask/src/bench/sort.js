// How long the transactions on screen take to be sorted by each column, both ways, and to be
// searched, in milliseconds, asked as the page asks it. Runs as a WebDriver script.
const done = arguments[arguments.length - 1];
const sessionId = document.querySelector('[data-session-entry]').dataset.sessionEntry;
const everything = {
  text: '',
  accountGuid: null,
  direction: null,
  status: null,
  fromDate: null,
  untilDate: null,
  sort: 'date',
  ascending: false,
};
const queries = [
  ...['date', 'description', 'category', 'account', 'amount'].flatMap((sort) =>
    [false, true].map((ascending) => ({ ...everything, sort, ascending })),
  ),
  ...['larkmoor', 'nobody', '12', 'o'].map((text) => ({ ...everything, text })),
];
const took = [];
const ask = async () => {
  for (const query of queries) {
    const asked = performance.now();
    const page = { sessionId, query, offset: 0, limit: 100 };
    await window.__TAURI_INTERNALS__.invoke('list_transactions', page);
    took.push(performance.now() - asked);
  }
  done(took);
};
ask().catch((problem) => done(JSON.stringify(problem)));
