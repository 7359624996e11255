// What every simulated MX of a test run was asked and answered, whichever test started it, against
// MX's OpenAPI documents. `cargo xtask test` runs it last.

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';

import { RECORDED_DEVIATIONS, listed } from './deviations.js';
import { GENERATIONS } from './lib/client.js';
import { isErrorBody, load } from './lib/openapi.js';
import { recorded } from './lib/recorded.js';

/** As MX makes them. */
const GUID = /[A-Z]{3}-[0-9a-f-]{36}/g;

const { MX_EXCHANGES_DIR: exchanges, MX_OPENAPI_DIR: documents } = process.env;
if (exchanges && documents) {
  const all = recorded(exchanges, GENERATIONS);
  const counts = [];

  test('somebody has asked something', () => assert.ok(all.length > 0));

  test('what names no generation, or an unknown one, is refused', () => {
    const nameless = all.filter(({ generation, status }) => !generation && status !== undefined);
    for (const { verb, path, status, body } of nameless) {
      assert.ok([401, 406].includes(status), `${verb} ${path} answered ${status}`);
      assert.ok(isErrorBody(body), `${verb} ${path}: no error as documented`);
    }
  });

  for (const generation of GENERATIONS) {
    describe(generation.name, () => {
      const document = load(documents, generation);
      const found = new Set();
      const byOperation = new Map();
      for (const exchange of all.filter((one) => one.generation === generation)) {
        const operation = document.operationOf(exchange.verb, exchange.path);
        byOperation.set(operation, [...(byOperation.get(operation) ?? []), exchange]);
      }
      const unknown = byOperation.get(undefined) ?? [];
      byOperation.delete(undefined);
      const expected = (found) => listed(generation).includes(found);

      test('what is no documented operation is refused, and no client of ours asks for it', () => {
        for (const { verb, path, status, body, isClients } of unknown) {
          const what = `${verb} ${path.replaceAll(GUID, '{}')}`;
          if (isClients) found.add(`${what}: is no documented operation`);
          assert.ok(status === undefined || status >= 400, `${what} answered ${status}`);
          if (status !== undefined) assert.ok(isErrorBody(body), `${what}: no error as documented`);
        }
        assert.deepEqual(
          [...found].filter((one) => !expected(one)),
          [],
        );
      });
      for (const [method, of] of byOperation) {
        test(method, () => {
          const differences = new Set(
            of.flatMap((exchange) => document.check({ ...exchange, method })),
          );
          differences.forEach((difference) => found.add(difference));
          assert.deepEqual(
            [...differences].filter((one) => !expected(one)),
            [],
          );
        });
      }

      test('every deviation that these tests alone know is still there', () => {
        const alone = RECORDED_DEVIATIONS.filter(({ only }) => !only || only === generation.name);
        assert.deepEqual(
          alone.map(({ what }) => what).filter((what) => !found.has(what)),
          [],
        );
      });
      counts.push(`${byOperation.size} operations of ${generation.name}`);
    });
  }

  after(() => {
    const requests = all.filter(({ isClients }) => isClients).length;
    const answers = all.filter(({ status }) => status !== undefined).length;
    console.log(
      `OpenAPI: ${answers} answers of the simulated MX and ${requests} requests of the Rust client checked, ` +
        `${counts.join(' and ')}`,
    );
  });
} else {
  console.log('OpenAPI: not checked (MX_EXCHANGES_DIR or MX_OPENAPI_DIR is not set)');
}
