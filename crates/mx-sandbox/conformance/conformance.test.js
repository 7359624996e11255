// MX's own Node client against the simulated MX, in both API generations; then what went over the
// wire against MX's OpenAPI documents, where they are at hand.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { DEVIATIONS } from './deviations.js';
import { GENERATIONS, METHODS, NEWER_OPERATIONS, client } from './lib/client.js';
import { load } from './lib/openapi.js';
import { start } from './lib/sandbox.js';
import { NOT_SIMULATED, NOT_SIMULATED_NEWER, OLDER_ONLY } from './not-simulated.js';
import { accounts } from './suite/accounts.js';
import { challenges } from './suite/challenges.js';
import { gate } from './suite/gate.js';
import { institutions } from './suite/institutions.js';
import { jobs } from './suite/jobs.js';
import { members } from './suite/members.js';
import { microdeposits } from './suite/microdeposits.js';
import { transactions } from './suite/transactions.js';
import { users } from './suite/users.js';
import { widgets } from './suite/widgets.js';

const SUITES = [
  ...[gate, users, institutions, members, challenges, jobs],
  ...[accounts, transactions, microdeposits, widgets],
];

const sandbox = await start();
after(() => sandbox.stop());
const journal = [];

const names = (list) => list.flatMap(({ methods }) => methods);
const ofGeneration = ({ isNewer }, older, newer) =>
  isNewer ? [...older, ...newer].filter((name) => !OLDER_ONLY.includes(name)) : [...older];
const notSimulated = (generation) =>
  ofGeneration(generation, names(NOT_SIMULATED), names(NOT_SIMULATED_NEWER));
const allMethods = (generation) =>
  ofGeneration(generation, METHODS.keys(), NEWER_OPERATIONS.keys());
const covered = (generation) => {
  const missing = new Set(notSimulated(generation));
  return allMethods(generation).filter((name) => !missing.has(name));
};

const contexts = GENERATIONS.map((generation) => ({
  sandbox,
  generation,
  mx: client(sandbox, generation, journal),
  stranger: client(sandbox, generation, journal, 'another-key'),
}));

// Mostly waiting, so much of it at once.
describe('MX’s client', { concurrency: 8 }, () => {
  for (const context of contexts) {
    describe(context.generation.name, () => {
      for (const suite of SUITES) suite(context);
    });
  }
});
for (const generation of GENERATIONS) {
  describe(`coverage, ${generation.name}`, () => {
    test('the list of what is not simulated names methods once, and real ones', () => {
      const listed = notSimulated(generation);
      assert.deepEqual(listed, [...new Set(listed)]);
      const all = new Set([...METHODS.keys(), ...NEWER_OPERATIONS.keys()]);
      assert.deepEqual(
        listed.filter((name) => !all.has(name)),
        [],
      );
    });

    test('what is not simulated is unknown to the sandbox', async () => {
      const unwatched = client(sandbox, generation, []);
      for (const method of notSimulated(generation)) {
        const answer = await unwatched[method](...anything(method)).catch((error) => error.answer);
        assert.ok(isUnknown(answer), `${method}: ${answer.status}; simulated? Then exercise it`);
      }
    });

    test('everything else went well at least once, and was refused at least once', () => {
      const seen = (method, fits) =>
        journal.some(
          (exchange) =>
            exchange.generation === generation.name &&
            exchange.method === method &&
            fits(exchange.status),
        );
      const lacking = covered(generation).flatMap((method) => [
        ...(seen(method, (status) => status < 300) ? [] : [`${method} never went well`]),
        ...(seen(method, (status) => status >= 400) ? [] : [`${method} was never refused`]),
      ]);
      assert.deepEqual(lacking, []);
      const [some, all] = [covered(generation), allMethods(generation)].map(({ length }) => length);
      console.log(`${generation.name}: ${some} of ${all} operations are simulated and exercised`);
    });
  });
}

const folder = process.env.MX_OPENAPI_DIR;
if (folder) {
  const found = new Set();
  const listed = (generation) =>
    DEVIATIONS.filter(({ only }) => !only || only === generation.name).map(({ what }) => what);
  after(() => {
    const operations = GENERATIONS.map((one) => `${covered(one).length} of ${one.name}`);
    console.log(
      `OpenAPI: ${journal.length} exchanges of MX’s own client checked, operations: ${operations.join(', ')}`,
    );
  });

  for (const generation of GENERATIONS) {
    describe(`OpenAPI ${generation.name}`, () => {
      const document = load(folder, generation);

      test('documents no operation that MX’s client lacks, beside those listed here', () => {
        const known = new Set(allMethods(generation));
        assert.deepEqual(
          [...document.operations.keys()].filter((name) => !known.has(name)),
          [],
        );
      });

      for (const method of covered(generation)) {
        test(method, () => {
          const exchanges = journal.filter(
            (exchange) => exchange.generation === generation.name && exchange.method === method,
          );
          assert.ok(exchanges.length > 0, 'never called');
          const differences = new Set(exchanges.flatMap(document.check));
          differences.forEach((difference) => found.add(`${generation.name} ${difference}`));
          const unexpected = [...differences].filter((one) => !listed(generation).includes(one));
          assert.deepEqual(unexpected, []);
        });
      }

      test('every deviation that is listed is still there', () => {
        const stale = listed(generation).filter((one) => !found.has(`${generation.name} ${one}`));
        assert.deepEqual(stale, []);
      });
    });
  }
} else {
  console.log('OpenAPI: not checked (MX_OPENAPI_DIR names no folder with MX’s documents)');
}

/** Whether nobody answers there. What asks for another kind of authorization gets no further. */
function isUnknown({ status, body }) {
  return (
    (status === 404 && body.error.message === 'Invalid route') || status === 405 || status === 401
  );
}

/** Something for every parameter a method of MX's client insists on. */
function anything(method) {
  const parameters = METHODS.get(method)?.prototype[method].length ?? 5;
  return Array.from({ length: parameters - 1 }, () => ({}));
}
