// The program under test: the built `mx-sandbox`, on a port of its own.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

/** How many times faster than MX the simulated banks are. */
export const SPEED = 20;

/** Starts the server and waits until it says where it is. */
export async function start() {
  const target = resolve(REPOSITORY, process.env.CARGO_TARGET_DIR ?? 'target');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = resolve(target, 'debug', `mx-sandbox${suffix}`);
  if (!existsSync(program)) {
    throw new Error('There is no built mx-sandbox: run `cargo build -p mx-sandbox` first');
  }
  // Somebody's real keys are no business of a simulated MX.
  const environment = { ...process.env };
  delete environment.MX_CLIENT_ID;
  delete environment.MX_API_KEY;
  const server = spawn(program, ['--port', '0', '--speed', String(SPEED)], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => server.kill());
  const ready = await firstLine(server);
  // Nobody reads what else it writes, and a full pipe would stop it.
  server.stdout.resume();
  return { ...ready, stop: () => stop(server) };
}

/** The server's first line of JSON. */
async function firstLine(server) {
  // Its greeting holds the key, so it is shown only where there is no key yet.
  let said = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  for await (const line of createInterface({ input: server.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line);
  }
  throw new Error(`mx-sandbox ended before it was ready: ${said}`);
}

function stop(server) {
  const ended = new Promise((done) => server.once('exit', done));
  server.kill();
  return ended;
}
