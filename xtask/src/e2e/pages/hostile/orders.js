// Does what it is ordered to, one attempt at a time, and tells how it went as far as a page can see.
const attempts = {};

// An attempt ends in `refused` only if it visibly came to nothing.
const refused = (why) => ({ refused: true, why: String(why?.message ?? why).slice(0, 200) });
const through = (what) => ({ refused: false, why: String(what).slice(0, 200) });
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const within = (ms, promise) => Promise.race([promise, pause(ms).then(() => refused('no answer'))]);

// An error is the refusal; without one, what was wanted happened or could be read.
function throws(act) {
  try { return through(act() ?? 'no error'); } catch (error) { return refused(error.name); }
}

// These say nothing to the page either way: whether they had an effect is looked for outside.
function quietly(act) {
  try { act(); } catch (error) { return refused(error.name); }
  return refused('nothing seen from here');
}

const element = (kind, properties) => {
  const made = Object.assign(document.createElement(kind), properties);
  document.body.append(made);
  return made;
};

const isFramed = window !== window.top;
// What the app puts into its own pages is in the customer window too; it must be of no use.
let key = 'guessed-key';
const realFetch = window.fetch.bind(window);
window.fetch = (address, how) => {
  const headers = how?.headers;
  const found = headers?.get ? headers.get('Tauri-Invoke-Key') : headers?.['Tauri-Invoke-Key'];
  if (found) key = found;
  return realFetch(address, how);
};

// As the widget does, so that its silence is not the reason for anything.
function saysItIsThere() {
  if (isFramed) parent.postMessage({ mx: true, type: 'mx/connect/loaded', metadata: { initial_step: 'search' } }, '*');
  else location.href = 'connectdesk://connect/loaded?metadata=%7B%22initial_step%22%3A%22search%22%7D';
}

const afterAClick = (act) => new Promise((done) => {
  addEventListener('click', () => done(act()), { once: true });
});

// A navigation that is refused can leave a request without an answer for ever.
const asksTheTest = (path, how) => realFetch(path, { cache: 'no-store', signal: AbortSignal.timeout(2000), ...how }).catch(() => null);

addEventListener('dragstart', () => {
  void asksTheTest('/told-by-the-page', { method: 'POST', body: '{"attempt":"a drag began"}' });
});

async function obey() {
  saysItIsThere();
  for (;;) {
    const answer = await asksTheTest('/order-of-the-page');
    const order = await answer?.json().catch(() => null);
    if (!order) { await pause(80); continue; }
    borrowed = order.key ?? null;
    const act = () => attempts[order.attempt]();
    let outcome;
    try { outcome = await within(9000, order.clicked ? afterAClick(act) : act()); }
    catch (error) { outcome = refused(error); }
    const body = JSON.stringify({ ...order, key: undefined, outcome: outcome ?? refused('nothing seen from here'), knowsKey: key !== 'guessed-key' });
    for (let tries = 0; tries < 5 && !(await asksTheTest('/told-by-the-page', { method: 'POST', body })); tries += 1) await pause(100);
  }
}
addEventListener('load', () => void obey());
