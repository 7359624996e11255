// MX's own client, watched: every call through it is noted, and a refusal is a short error that
// carries no credentials.

import mx from 'mx-platform-node';

/** MX's two API generations. MX's client speaks whichever its headers name. */
export const GENERATIONS = [
  {
    name: 'v20111101',
    isNewer: false,
    contentType: 'application/vnd.mx.api.v1+json',
    headers: { Accept: 'application/vnd.mx.api.v1+json' },
  },
  {
    name: 'v20250224',
    isNewer: true,
    contentType: 'application/json',
    headers: { Accept: 'application/json', 'Accept-Version': 'v20250224' },
  },
];

/** Every method of MX's client and the class it belongs to. */
export const METHODS = new Map();
for (const [name, api] of Object.entries(mx)) {
  if (name.endsWith('Api') && typeof api === 'function') {
    for (const method of Object.getOwnPropertyNames(api.prototype)) {
      if (method !== 'constructor') METHODS.set(method, api);
    }
  }
}

/**
 * Operations of the newer generation that this version of MX's client has no method for, under
 * MX's names for them. They are sent the way the client sends its own.
 */
export const NEWER_OPERATIONS = new Map([
  [
    'listTransactionsByAccountPerMember',
    (account, member, user, query) => ({
      method: 'GET',
      path: ['users', user, 'members', member, 'accounts', account, 'transactions'],
      query,
    }),
  ],
  [
    'readTransactionByAccount',
    (transaction, account, member, user) => ({
      method: 'GET',
      path: ['users', user, 'members', member, 'accounts', account, 'transactions', transaction],
    }),
  ],
  [
    'createSplitTransactionsByAccount',
    (transaction, account, member, user, body) => ({
      method: 'POST',
      path: [
        ...['users', user, 'members', member, 'accounts', account],
        ...['transactions', transaction, 'split'],
      ],
      body,
    }),
  ],
  [
    'deleteSplitTransactionByAccount',
    (transaction, account, member, user) => ({
      method: 'DELETE',
      path: [
        ...['users', user, 'members', member, 'accounts', account],
        ...['transactions', transaction, 'split'],
      ],
    }),
  ],
  [
    'mergeAccounts',
    (user, body) => ({ method: 'POST', path: ['users', user, 'accounts', 'merge'], body }),
  ],
]);

/** An answer of 400 or more. */
export class Refused extends Error {
  constructor(method, answer) {
    super(`${method}: HTTP ${answer.status}: ${answer.body?.error?.message ?? 'no message'}`);
    this.answer = answer;
  }
}

/**
 * The methods of MX's client (and the operations it lacks) against a sandbox, each noting what it
 * sent and got in `journal`. A method resolves to `{ status, headers, body }` and rejects with
 * `Refused`.
 */
export function client(sandbox, generation, journal, apiKey = sandbox.api_key) {
  const configuration = new mx.Configuration({
    username: sandbox.client_id,
    password: apiKey,
    basePath: sandbox.api_base_url,
    baseOptions: {
      headers: generation.headers,
      // The sandbox is on this machine, whatever the environment says of proxies.
      proxy: false,
      maxRedirects: 0,
      timeout: 10_000,
    },
  });
  const apis = new Map();
  const api = (kind) => {
    if (!apis.has(kind)) apis.set(kind, new kind(configuration));
    return apis.get(kind);
  };
  const methods = {};
  for (const [method, kind] of METHODS) {
    methods[method] = (...args) => noted(method, () => api(kind)[method](...args));
  }
  if (generation.isNewer) {
    for (const [method, describe] of NEWER_OPERATIONS) {
      methods[method] = (...args) => noted(method, () => send(describe(...args)));
    }
  }
  return methods;

  function send({ method, path, query, body }) {
    return api(mx.UsersApi).axios.request({
      ...configuration.baseOptions,
      auth: { username: configuration.username, password: configuration.password },
      method,
      url: `${sandbox.api_base_url}/${path.map(encodeURIComponent).join('/')}`,
      params: query,
      data: body,
    });
  }

  async function noted(method, call) {
    const response = await call().catch((error) => {
      if (error.response) return error.response;
      throw new Error(`${method}: ${error.message}`);
    });
    const { config, status, headers, data } = response;
    const sentTo = new URL(config.url);
    for (const [key, value] of Object.entries(config.params ?? {})) {
      sentTo.searchParams.append(key, value);
    }
    const answer = { status, headers, body: data };
    journal.push({
      generation: generation.name,
      isClients: true,
      method,
      verb: config.method.toLowerCase(),
      path: sentTo.pathname,
      query: [...new Set(sentTo.searchParams.keys())],
      sent: config.data === undefined ? undefined : JSON.parse(config.data),
      sentHeaders: Object.keys(config.headers.toJSON()).map((name) => name.toLowerCase()),
      ...answer,
    });
    if (status >= 400) throw new Refused(method, answer);
    return answer;
  }
}
