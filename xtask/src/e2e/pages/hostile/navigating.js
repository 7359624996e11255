// Going somewhere: in the app's window, in a window of its own, in this frame, in a frame within.
const opens = (address) => {
  try { return window.open(address) === null ? refused('no window') : through(`a window for ${address}`); }
  catch (error) { return refused(error.name); }
};
const links = (properties) => quietly(() => element('a', properties).click());
const submits = (target) => quietly(() => element('form', { action: 'http://127.0.0.1:9/form', target }).submit());
// The page that this frame or window shows stays: it is the page that tells.
const goes = async (address) => {
  try { location.href = address; } catch (error) { return refused(error.name); }
  await pause(400);
  return refused('still here');
};
const frames = (address) => new Promise((done) => {
  const frame = element('iframe', { src: address });
  frame.onload = () => {
    try { done(frame.contentDocument?.body?.innerText ? through('readable') : refused('an empty page')); }
    catch (error) { done(refused(error.name)); }
  };
  setTimeout(() => done(refused('never loaded')), 800);
});

Object.assign(attempts, {
  "navigate the app": () => throws(() => { top.location.href = 'https://example.com/taken'; }),
  "navigate the app to my own site": () => throws(() => { top.location.href = `${location.origin}/md/connect/taken`; }),
  "replace the app": () => throws(() => { top.location.replace('https://example.com/taken'); }),
  "run a script in the app by its address": () => throws(() => { top.location.href = 'javascript:document.body.remove()'; }),
  "navigate the app by a link": () => links({ href: 'https://example.com/link', target: '_top' }),
  "navigate the app by a form": () => submits('_top'),
  "go back in the app's history": () => quietly(() => { history.pushState({}, '', '#a'); history.go(-20); top.history?.go(-20); }),
  "close the app's window": () => quietly(() => top.close()),
  "read the app's page": () => throws(() => top.document.body.innerHTML),
  "read the app's address": () => throws(() => top.location.href),

  "open a web page": () => opens('https://example.com/opened'),
  "open the same web page fifty times": () => { for (let i = 0; i < 50; i += 1) opens('https://example.com/again'); return refused('looked for outside'); },
  "open fifty web pages": () => { for (let i = 0; i < 50; i += 1) opens(`https://example.com/many-${i}`); return refused('looked for outside'); },
  "open a page without encryption": () => opens('http://127.0.0.1:9/opened'),
  "open a file": () => opens('file:///etc/hostname'),
  "open a document of its own making": () => opens('data:text/html,<h1>Your bank</h1>'),
  "open a script": () => opens('javascript:document.title'),
  "open another program": () => { for (const address of ['ssh://example.com', 'mailto:a@example.com', 'tel:1', 'vscode://file/etc/hostname', 'connectdesk://x', 'steam://run/1']) opens(address); return refused('looked for outside'); },
  "open the app once more": () => opens('tauri://localhost/index.html'),
  "open an empty window": () => opens('about:blank'),
  "open a window by a link": () => links({ href: 'http://127.0.0.1:9/link', target: '_blank' }),
  "open a window by a form": () => submits('_blank'),

  "show a file": () => goes('file:///etc/hostname'),
  "show a document of its own making": () => goes('data:text/html,<h1>Your bank</h1>'),
  "show another site": () => goes('https://example.com/taken'),
  "show the app in its place": () => goes('tauri://localhost/index.html'),
  "show an address of another program": async () => { for (const address of ['ssh://example.com', 'mailto:a@example.com', 'mx://connect/memberConnected?metadata=%7B%7D']) await goes(address); return refused('still here'); },
  "frame the app": () => frames('tauri://localhost/index.html'),
  "frame a file": () => frames('file:///etc/hostname'),
  "frame another site": () => frames('https://example.com/framed'),
});
