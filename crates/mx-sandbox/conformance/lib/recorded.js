// What the simulated MXs of a test run have written down (`MX_EXCHANGES_DIR`), as the check reads it.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How the clients under test name themselves. Other requests are a test's own, and may be wrong. */
const CLIENTS = /^(mx-platform|connect-desk)\//;

/** Every exchange in the folder. */
export function recorded(folder, generations) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      // A server that is killed may leave half a line, which has no end.
      .slice(0, -1)
      .map((line) => exchange(JSON.parse(line), generations)),
  );
}

function exchange({ sent, answer }, generations) {
  const query = new URLSearchParams(sent.query);
  return {
    generation: generationOf(sent, generations),
    isClients: CLIENTS.test(sent.user_agent ?? ''),
    verb: sent.method.toLowerCase(),
    path: sent.path,
    query: [...new Set(query.keys())],
    sent: sent.body ?? undefined,
    sentHeaders: sent.headers,
    status: answer?.status,
    headers: { 'content-type': answer?.content_type },
    body: answer?.body ?? '',
  };
}

/** The generation a request names (MX docs, versioning); none where it names none. */
function generationOf({ accept, accept_version: version }, generations) {
  if (version !== null) return generations.find(({ name }) => name === version);
  const older = generations.find(({ isNewer }) => !isNewer);
  return accept?.includes(older.contentType) ? older : undefined;
}
