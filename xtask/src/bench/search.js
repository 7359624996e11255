// How long a search of the history takes, in milliseconds, asked as the page asks it: once for each
// of so many searches, of the kinds that a person types. Runs as a WebDriver script; SEARCHES is
// filled in.
const done = arguments[arguments.length - 1];
const texts = ['', 'c', 'customer-99', 'customer-12345', 'SOCIÉTÉ', 'nobody'];
const outcomes = [null, 'done', 'unfinished'];
const took = [];
const search = async () => {
  for (let n = 0; n < SEARCHES; n += 1) {
    const query = {
      text: texts[n % texts.length],
      outcome: outcomes[n % outcomes.length],
      fromMs: null,
      untilMs: null,
      offset: n % 5 === 0 ? 5000 : 0,
      limit: 100,
    };
    const asked = performance.now();
    await window.__TAURI_INTERNALS__.invoke('search_history', { query });
    took.push(performance.now() - asked);
  }
  done(took);
};
search().catch((problem) => done(JSON.stringify(problem)));
