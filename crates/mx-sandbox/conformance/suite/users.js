import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, newUser, nowhere, refused, unique } from '../lib/steps.js';

export function users(context) {
  const { mx } = context;

  describe('users', () => {
    test('are created, read, changed and deleted for good', async (t) => {
      const wanted = {
        id: unique('customer'),
        email: 'someone@example.com',
        is_disabled: false,
        metadata: '{"plan":"free"}',
      };
      const { user } = await accepted(200, mx.createUser({ user: wanted }));
      t.after(() => mx.deleteUser('', user.guid).catch(() => {}));
      const { guid, ...rest } = user;
      assert.match(guid, /^USR-[0-9a-f-]{36}$/);
      assert.deepEqual(rest, wanted);
      assert.deepEqual((await accepted(200, mx.readUser(guid))).user, user);

      const change = { email: 'other@example.com', metadata: 'new' };
      const changed = await accepted(200, mx.updateUser(guid, { user: change }));
      assert.deepEqual(changed.user, { ...user, ...change });

      assert.equal(await accepted(204, mx.deleteUser('', guid)), '');
      await refused(404, mx.readUser(guid));
      await refused(404, mx.updateUser(guid, { user: change }));
      await refused(404, mx.deleteUser('', guid));
    });

    test('are found by what they are known by, and not by anything else', async (t) => {
      const email = `${unique('mail')}@example.com`;
      const user = await newUser(context, t, { email });
      const found = async (...query) => (await accepted(200, mx.listUsers(...query))).users;
      assert.deepEqual(await found(1, 10, user.id), [user]);
      assert.deepEqual(await found(1, 10, undefined, email), [user]);
      assert.deepEqual(await found(1, 10, user.id, undefined, true), []);
      assert.deepEqual(await found(1, 10, unique('nobody')), []);
      await refused(400, mx.listUsers(1, 10, undefined, undefined, 'perhaps'));
    });

    test('come page by page, and an impossible page size is 25', async (t) => {
      const user = await newUser(context, t);
      const pages = async (...query) => (await accepted(200, mx.listUsers(...query))).pagination;
      assert.deepEqual(await pages(1, 10, user.id), {
        current_page: 1,
        per_page: 10,
        total_entries: 1,
        total_pages: 1,
      });
      assert.equal((await pages(1, 1001)).per_page, 25);
      assert.equal((await pages(2, 1000, user.id)).current_page, 2);
    });

    test('share no id', async (t) => {
      const first = await newUser(context, t);
      const second = await newUser(context, t);
      const error = await refused(409, mx.createUser({ user: { id: first.id } }));
      assert.equal(error.status, 'conflict');
      await refused(409, mx.updateUser(second.guid, { user: { id: first.id } }));
    });

    test('are refused with nothing or with something wrong', async (t) => {
      const user = await newUser(context, t);
      for (const body of [
        {},
        { user: {} },
        { user: { email: 'nobody' } },
        { user: { id: 'a b' } },
      ]) {
        await refused(400, mx.createUser(body));
        await refused(400, mx.updateUser(user.guid, body));
      }
      await refused(404, mx.readUser(nowhere('USR')));
    });
  });
}
