// Calling the app's commands, through every door there is or was.
const COMMANDS = ALL_COMMANDS;
const OF_TAURI = ['plugin:event|listen', 'plugin:event|emit', 'plugin:window|close', 'plugin:webview|create_webview_window', 'plugin:app|version', 'plugin:path|resolve_directory', 'plugin:resources|close', 'plugin:__TAURI_CHANNEL__|fetch'];
const args = {
  sessionId: 'SESSION', action: 'finish', to: 'link', display: null, appearance: 'dark', numberId: 'n1',
  customerId: 'x', input: {}, query: {}, guid: 'USR-1', userGuid: 'USR-1', memberGuid: 'MBR-1', text: 'USR-1', mount: 1,
  origin: location.origin, profileId: 'p', topic: 'platform_docs', part: 'account', reason: null, offset: 0, limit: 10,
};
// Given with the order: the key that the app's own page has.
let borrowed = null;
const message = (cmd) => ({ cmd, callback: 1, error: 2, payload: args, options: { headers: {} }, __TAURI_INVOKE_KEY__: key });

// All at once, and one outcome: the first that got through, or how many answers were refusals.
async function each(names, ask) {
  const outcomes = await Promise.all(names.map(async (name) => [name, await within(1500, ask(name))]));
  const open = outcomes.find(([, outcome]) => !outcome.refused);
  if (open) return through(`${open[0]}: ${open[1].why}`);
  const answered = outcomes.filter(([, outcome]) => outcome.why !== 'no answer').length;
  return refused(`${answered} of ${names.length} answered, each with a refusal`);
}
const invokes = (cmd) => {
  const invoke = window.__TAURI_INTERNALS__?.invoke;
  if (!invoke) return Promise.resolve(refused('there is no invoke'));
  return Promise.resolve().then(() => invoke(cmd, args)).then((answer) => through(JSON.stringify(answer)), refused);
};
const fetches = (address, how, withKey = key) => {
  const headers = { 'Tauri-Callback': '1', 'Tauri-Error': '2', 'Tauri-Invoke-Key': withKey, 'Content-Type': 'application/json' };
  return realFetch(address, how ?? { method: 'POST', headers, body: JSON.stringify(args) }).then(async (answer) => {
    const said = await answer.text();
    // The app answers a refusal with 200 as well.
    const isRefusal = !answer.ok || answer.headers.get('Tauri-Response') === 'error' || / not allowed /.test(said);
    return isRefusal ? refused(`${answer.status} ${said}`) : through(`${answer.status} ${said}`);
  }, refused);
};
const posts = (sends) => {
  let taken = 0;
  for (const cmd of COMMANDS) taken += sends(message(cmd)) ? 1 : 0;
  return taken === 0 ? refused('nothing takes messages') : refused(`${taken} taken, nothing seen from here`);
};
const handlers = (sent) => {
  let taken = false;
  for (const name of ['ipc', 'external', 'tauri', 'connectdesk']) {
    for (const form of [JSON.stringify(sent), sent]) {
      try { window.webkit.messageHandlers[name].postMessage(form); taken = true; } catch { /* no such door */ }
    }
  }
  return taken;
};

Object.assign(attempts, {
  "see what the app gives its own page": () => {
    const seen = ['__TAURI_INTERNALS__', '__TAURI__', '__TAURI_INVOKE_KEY__', '__TAURI_EVENT_PLUGIN_INTERNALS__', 'isTauri', 'ipc'].filter((name) => name in window);
    return seen.length === 0 ? refused('none of it is there') : through(seen.join());
  },
  "reach it through the parent": () => throws(() => top.__TAURI_INTERNALS__.invoke('disconnect')),
  "call every command": () => each([...COMMANDS, ...OF_TAURI], invokes),
  "post every command to webkit.messageHandlers": () => {
    const names = ['ipc', 'external', 'tauri', 'connectdesk'].filter((name) => window.webkit?.messageHandlers?.[name]);
    const outcome = posts(handlers);
    return names.length > 0 ? through(`there is a handler: ${names}`) : outcome;
  },
  "post every command to window.ipc": () => posts((sent) => {
    try { window.ipc.postMessage(JSON.stringify(sent)); return true; } catch { return false; }
  }),
  "fetch every command from ipc://localhost": () => each(COMMANDS, (cmd) => fetches(`ipc://localhost/${cmd}`)),
  "fetch every command from http://ipc.localhost": () => each(COMMANDS, (cmd) => fetches(`http://ipc.localhost/${cmd}`)),
  "fetch every command with the app's own key": async () => {
    if (typeof borrowed !== 'string') return through('no key was given, so this shows nothing');
    const doors = ['ipc://localhost', 'http://ipc.localhost'];
    const outcomes = await Promise.all(doors.map((door) => each(COMMANDS, (cmd) => fetches(`${door}/${cmd}`, undefined, borrowed))));
    return outcomes.find((outcome) => !outcome.refused) ?? outcomes[0];
  },
  "read the app's files": () => within(1500, fetches('tauri://localhost/index.html', { method: 'GET' })),
});
