// What every request passes: credentials and versions.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, newUser, nowhere, refused } from '../lib/steps.js';

export function gate(context) {
  const { mx, stranger, generation } = context;

  describe('the gate', () => {
    test('keeps out whoever has another key, whatever is asked', async () => {
      const asked = [
        () => stranger.listUsers(),
        () => stranger.createUser({ user: { id: 'stranger' } }),
        () => stranger.readUser(nowhere('USR')),
        () => stranger.listInstitutions(),
        () => stranger.listFavoriteInstitutions(),
        () => stranger.deleteMicrodeposit(nowhere('MIC'), nowhere('USR')),
      ];
      for (const ask of asked) {
        const error = await refused(401, ask());
        assert.equal(error.type, 'unauthorized_error');
      }
    });

    test('has no version but the two', async () => {
      for (const headers of [
        { Accept: 'application/json', 'Accept-Version': 'v20990101' },
        { Accept: 'text/html', 'Accept-Version': undefined },
      ]) {
        const parameters = Array.from({ length: 5 });
        await refused(406, mx.listUsers(...parameters, { headers }));
      }
    });

    test('answers in the media type of the generation and names every request', async (t) => {
      const user = await newUser(context, t);
      const answers = [
        await mx.readUser(user.guid),
        await mx.readUser(nowhere('USR')).catch((error) => error.answer),
      ];
      for (const { headers } of answers) {
        assert.equal(headers['content-type'], generation.contentType);
        assert.match(headers['x-request-id'], /^[0-9a-f-]{32,36}$/);
      }
      const ids = answers.map(({ headers }) => headers['x-request-id']);
      assert.notEqual(ids[0], ids[1]);
    });

    test('takes the guid of a path; the newer generation takes the partner’s id too', async (t) => {
      const user = await newUser(context, t);
      await accepted(200, mx.readUser(user.guid));
      if (generation.isNewer) {
        const body = await accepted(200, mx.readUser(user.id));
        assert.equal(body.user.guid, user.guid);
      } else {
        await refused(404, mx.readUser(user.id));
      }
    });
  });
}
