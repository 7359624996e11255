import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, newUser, nowhere, refused, until } from '../lib/steps.js';

const ACCOUNT = {
  account_name: 'My account',
  account_number: '3331261',
  account_type: 'CHECKING',
  email: 'someone@example.com',
  first_name: 'Some',
  last_name: 'Body',
  routing_number: '091000019',
};
/** What the simulated deposits amount to, in dollars. */
const AMOUNTS = { deposit_amount_1: 0.09, deposit_amount_2: 0.13 };

export function microdeposits(context) {
  const { mx } = context;
  const create = async (user, details) =>
    (await accepted(200, mx.createMicrodeposit(user.guid, { micro_deposit: details })))
      .micro_deposit;
  const deposited = (user, guid) =>
    until(
      async () => (await accepted(200, mx.readUserMicrodeposit(guid, user.guid))).micro_deposit,
      ({ status }) => status === 'DEPOSITED',
    );

  describe('microdeposits', () => {
    test('arrive, and the right amounts verify the account', async (t) => {
      const user = await newUser(context, t);
      const { guid, status, ...created } = await create(user, ACCOUNT);
      assert.match(guid, /^MIC-/);
      assert.equal(status, 'INITIATED');
      for (const [name, value] of Object.entries({ ...ACCOUNT, account_number: 'XXXXX1261' }))
        assert.equal(created[name], value, name);
      await refused(400, mx.verifyMicrodeposit(guid, { micro_deposit: AMOUNTS }));
      await deposited(user, guid);
      const { micro_deposit: verified } = await accepted(
        200,
        mx.verifyMicrodeposit(guid, { micro_deposit: AMOUNTS }),
      );
      assert.equal(verified.status, 'VERIFIED');
      assert.ok(verified.verified_at);
      const { micro_deposits: all } = await accepted(200, mx.listUserMicrodeposits(user.guid));
      const listed = Object.entries(verified).filter(([name]) => !(name in ACCOUNT));
      assert.deepEqual(all, [Object.fromEntries(listed)], 'without the account');
      await accepted(200, mx.listUserVerifications(user.guid));
      const { members } = await accepted(200, mx.listMembers(user.guid));
      assert.deepEqual(members, [], 'no member comes of it');
    });

    test('with a name and an address alone are prepared', async (t) => {
      const user = await newUser(context, t);
      const { email, first_name, last_name } = ACCOUNT;
      const { status } = await create(user, { email, first_name, last_name });
      assert.equal(status, 'PREINITIATED');
    });

    test('are deleted', async (t) => {
      const user = await newUser(context, t);
      const { guid } = await create(user, ACCOUNT);
      assert.equal(await accepted(204, mx.deleteMicrodeposit(guid, user.guid)), '');
      await refused(404, mx.readUserMicrodeposit(guid, user.guid));
      await refused(404, mx.deleteMicrodeposit(guid, user.guid));
      await refused(404, mx.verifyMicrodeposit(guid, { micro_deposit: AMOUNTS }));
    });

    test('are refused with something missing or wrong', async (t) => {
      const user = await newUser(context, t);
      for (const wrong of [
        {},
        { ...ACCOUNT, account_number: undefined },
        { ...ACCOUNT, routing_number: '091000018' },
        { ...ACCOUNT, account_type: 'MORTGAGE' },
      ]) {
        await refused(400, mx.createMicrodeposit(user.guid, { micro_deposit: wrong }));
      }
      await refused(404, mx.createMicrodeposit(nowhere('USR'), { micro_deposit: ACCOUNT }));
      await refused(404, mx.listUserMicrodeposits(nowhere('USR')));
      await refused(404, mx.listUserVerifications(nowhere('USR')));
    });
  });
}
