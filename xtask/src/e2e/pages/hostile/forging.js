// Saying what is not so: by messages in a frame, by navigations in a window.
const OF_ANOTHER = 'MEMBER-OF-ANOTHER';
const OTHER_SESSION = 'SES-of-another';

const asText = (metadata) => (typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
const says = async (type, metadata) => {
  if (isFramed) parent.postMessage({ mx: true, type: `mx/${type}`, metadata }, '*');
  else {
    location.href = `connectdesk://${type}?metadata=${encodeURIComponent(asText(metadata))}`;
    // A navigation puts an end to the one before.
    await pause(150);
  }
};
const connected = (guid) => ({ member_guid: guid, session_guid: OTHER_SESSION, user_guid: 'USR-of-another' });
const said = async (act) => { await act(); return refused('what it leads to is seen in the app'); };

const PLANTED_NUMBER = '99887766554433';
// A frame within this one, of the same origin.
const innerFrame = () => element('iframe', {}).contentWindow;
const innerSays = (message) => innerFrame().eval(`top.postMessage(${message}, '*')`);

// Every way an object can say something about its ancestors, as text and as a structure.
const polluted = () => {
  const own = JSON.parse('{"__proto__":{"isPolluted":true},"constructor":{"prototype":{"isPolluted":true}}}');
  return { ...connected(OF_ANOTHER), ...own, nested: own, ['__proto__.isPolluted']: true };
};
const deep = (levels) => {
  let inner = {};
  for (let i = 0; i < levels; i += 1) inner = { inner };
  return inner;
};

Object.assign(attempts, {
  "name a connection of another customer": () => said(() => says('connect/memberConnected', connected(OF_ANOTHER))),
  "name a connection nobody has": () => said(() => says('connect/memberConnected', connected('MBR-00000000-0000-0000-0000-000000000000'))),
  "name a guid that is a path": () => said(() => says('connect/memberConnected', connected('../../users/USR-1/members/MBR-1?x=#'))),
  "name the deposits of another customer": () => said(() => says('connect/microdeposits/verified', { microdeposit_guid: 'MIC-of-another' })),
  "replay what it said a hundred times": () => said(async () => { for (let i = 0; i < (isFramed ? 100 : 12); i += 1) await says('connect/memberConnected', connected(OF_ANOTHER)); }),
  "replay the end before the beginning": () => said(async () => {
    for (const type of ['connect/connected/primaryAction', 'connect/memberConnected', 'connect/enterCredentials', 'connect/selectedInstitution', 'connect/loaded', 'load']) await says(type, connected(OF_ANOTHER));
  }),
  "say it for another session": () => said(async () => {
    const guids = { user_guid: 'USER-OF-ANOTHER', session_guid: OTHER_SESSION };
    await says('connect/memberDeleted', { ...guids, member_guid: OF_ANOTHER });
    await says('connect/stepChange', { ...guids, current: 'connected' });
  }),
  "say that all is done": () => said(() => says('connect/connected/primaryAction', { session_guid: OTHER_SESSION, user_guid: 'USR-of-another' })),
  "say that the bank has answered": () => said(() => says('connect/memberStatusUpdate', { member_guid: OF_ANOTHER, connection_status: 6, session_guid: OTHER_SESSION })),
  "say that an account is there": () => said(async () => {
    const account = { account_number: PLANTED_NUMBER, routing_number: '091000019', name: 'Checking' };
    await says('connect/memberConnected', { ...connected(OF_ANOTHER), ...account, accounts: [account], is_verified: true });
    await says('connect/accountCreated', account);
  }),
  "send the person to a page of its choice": () => said(() => says('connect/oauthRequested', { url: 'file:///etc/hostname', member_guid: OF_ANOTHER })),
  "pollute the prototypes": async () => {
    await says('connect/memberConnected', polluted());
    if (isFramed) parent.postMessage(JSON.parse('{"mx":true,"__proto__":{"type":"mx/x"},"type":"mx/__proto__","metadata":{"__proto__":{"isPolluted":true}}}'), '*');
    return refused('what it leads to is seen in the app');
  },
  "say it in every wrong form": () => said(async () => {
    const wrong = [undefined, null, 42, 'text', [], [1], { member_guid: 7 }, { member_guid: { toString: 'no' } }, { member_guid: ['a'] }, '{', '"', '\u0000'];
    for (const metadata of wrong) await says('connect/memberConnected', metadata ?? {});
    if (!isFramed) return;
    for (const whole of ['mx/connect/memberConnected', null, 42, [], { mx: true }, { mx: true, type: 7, metadata: {} }, { mx: 'true', type: 'mx/connect/memberConnected' }, new Map([['mx', true]]), new ArrayBuffer(64)]) parent.postMessage(whole, '*');
  }),
  "write its words backwards": () => said(() => says('connect/selectedInstitution', { name: '\u202eknaB ruoY\u2066 <img src=x onerror=planted=1> \u0007', guid: 'INS-1', code: 'x', url: 'javascript:planted=1' })),
  "say what has no meaning yet": () => said(async () => {
    for (const type of ['connect/newThing', 'connect/__proto__', 'connect/constructor/prototype', 'pulse/loaded', '', '/', 'x'.repeat(2000), 'connect/\u202e\u0000']) await says(type, { current: 'search' });
  }),
  "use the app's own scheme": () => said(async () => {
    location.href = `connectdesk://connect/memberConnected?metadata=${encodeURIComponent(asText(connected(OF_ANOTHER)))}`;
    await pause(300);
  }),
  "nest a message ten thousand deep": () => said(() => says('connect/stepChange', deep(isFramed ? 10000 : 300))),
  "send what JSON has no word for": () => said(async () => {
    const port = new MessageChannel().port1;
    for (const value of [new Date(), new Map(), new Set([1]), /x/, 10n, new Uint8Array(64), new ArrayBuffer(64), new Blob(['x']), new File(['x'], 'x'), new Error('x')]) await says('connect/memberConnected', { member_guid: value });
    parent.postMessage({ mx: true, type: 'mx/connect/memberConnected', metadata: { port } }, '*', [port]);
    const circle = {};
    circle.circle = circle;
    await says('connect/memberConnected', circle);
  }),
  "send 10 MB": () => said(() => says('connect/stepChange', { current: 'x'.repeat(10 * 1024 * 1024) })),
  "send 10 MB in 400 000 parts": () => said(() => says('connect/stepChange', { current: Array.from({ length: 400000 }, () => 'xxxxxxxxxxxxxxxxxxxxxxxx') })),
  "speak from a frame within": () => said(() => innerSays(JSON.stringify({ mx: true, type: 'mx/connect/memberConnected', metadata: connected(OF_ANOTHER) }))),
  "speak from a frame within by the app's scheme": () => said(() => {
    element('iframe', { src: `connectdesk://connect/memberConnected?metadata=${encodeURIComponent(asText(connected(OF_ANOTHER)))}` });
  }),
});

// Ten thousand a second for as long as it is told to.
let flooding = null;
const floods = (send) => {
  clearInterval(flooding);
  let sent = 0;
  const began = performance.now();
  flooding = setInterval(() => {
    const due = Math.min(((performance.now() - began) / 1000) * 10000, sent + 2000);
    for (; sent < due; sent += 1) send(sent);
  }, 5);
  return new Promise((done) => setTimeout(() => {
    clearInterval(flooding);
    done(refused(`${sent} sent in ${Math.round(performance.now() - began)} ms`));
  }, 3500));
};
Object.assign(attempts, {
  "send 10 000 messages a second": () => floods((i) => parent.postMessage({ mx: true, type: 'mx/connect/stepChange', metadata: { current: `step ${i}` } }, '*')),
  "send 10 000 messages a second that are not MX's": () => floods((i) => parent.postMessage({ i, text: 'x'.repeat(200) }, '*')),
  "send 10 000 messages a second from a frame within": () => {
    const post = innerFrame().eval(`(i) => top.postMessage({ mx: true, type: 'mx/connect/stepChange', metadata: { i } }, '*')`);
    return floods(post);
  },
  "send 10 MB a hundred times a second": () => {
    const huge = 'x'.repeat(10 * 1024 * 1024);
    return floods((i) => { if (i % 100 === 0) parent.postMessage({ mx: true, type: 'mx/connect/stepChange', metadata: { huge } }, '*'); });
  },
  "navigate 10 000 times a second": () => floods((i) => { location.href = `connectdesk://connect/stepChange?metadata=%7B%22current%22%3A%22${i}%22%7D`; }),
  "fetch 2 000 commands at once": async () => {
    await Promise.all(Array.from({ length: 2000 }, () => Promise.race([realFetch('ipc://localhost/disconnect', { method: 'POST', body: '{}' }).catch(() => null), pause(2500)])));
    return refused('what it leads to is seen in the app');
  },
});
