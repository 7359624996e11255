import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  accepted,
  connected,
  newMember,
  newUser,
  nowhere,
  refused,
  settled,
} from '../lib/steps.js';

export function challenges(context) {
  const { mx } = context;

  /** A member of MX Bank that is asked something, and the question. */
  async function challenged(t, password) {
    const user = await newUser(context, t);
    const member = await newMember(context, user, { password });
    const status = await settled(context, user, member);
    assert.equal(status.connection_status, 'CHALLENGED');
    const body = await accepted(200, mx.listMemberChallenges(member.guid, user.guid));
    assert.deepEqual(body.challenges, status.challenges);
    return { user, member, challenge: body.challenges[0] };
  }

  async function answer({ user, member, challenge }, value) {
    const body = { member: { challenges: [{ guid: challenge.guid, value }] } };
    await accepted(202, mx.resumeAggregation(member.guid, user.guid, body));
    return settled(context, user, member);
  }

  describe('challenges', () => {
    test('in words are answered in words', async (t) => {
      const asked = await challenged(t, 'challenge');
      assert.equal(asked.challenge.type, 'TEXT');
      assert.ok(asked.challenge.label);
      const status = await answer(asked, 'correct');
      assert.equal(status.connection_status, 'CONNECTED');
    });

    test('with options are answered with one of them', async (t) => {
      const asked = await challenged(t, 'options');
      assert.equal(asked.challenge.type, 'OPTIONS');
      const right = asked.challenge.options.find(({ label }) => label === 'correct');
      const status = await answer(asked, right.guid);
      assert.equal(status.connection_status, 'CONNECTED');
    });

    test('with a picture carry it', async (t) => {
      const asked = await challenged(t, 'image');
      assert.match(asked.challenge.type, /^IMAGE/);
      const picture = Buffer.from(asked.challenge.image_data, 'base64');
      assert.equal(picture.subarray(1, 4).toString(), 'PNG');
      const status = await answer(asked, 'correct');
      assert.equal(status.connection_status, 'CONNECTED');
    });

    test('end REJECTED with a wrong answer and come again with some', async (t) => {
      const asked = await challenged(t, 'challenge');
      const again = await answer(asked, 'challenge');
      assert.equal(again.connection_status, 'CHALLENGED');
      const status = await answer({ ...asked, challenge: again.challenges[0] }, 'wrong');
      assert.equal(status.connection_status, 'REJECTED');
    });

    test('ask which account, at a bank that verifies one', async (t) => {
      const user = await newUser(context, t);
      const member = await newMember(context, user, { bank: 'solitaire_bank', password: 'many' });
      await settled(context, user, member);
      await accepted(200, mx.verifyMember(member.guid, user.guid));
      const status = await settled(context, user, member);
      assert.equal(status.connection_status, 'CHALLENGED');
      const [challenge] = status.challenges;
      assert.equal(challenge.type, 'OPTIONS');
      assert.ok(challenge.options.length > 1);
      const done = await answer({ user, member, challenge }, challenge.options[0].guid);
      assert.equal(done.connection_status, 'CONNECTED');
      const { account_numbers: numbers } = await accepted(
        200,
        mx.listAccountNumbersByMember(member.guid, user.guid),
      );
      assert.equal(new Set(numbers.map((number) => number.account_guid)).size, 1);
    });

    test('are none, without a body, while nothing is asked', async (t) => {
      const { user, member } = await connected(context, t);
      assert.equal(await accepted(204, mx.listMemberChallenges(member.guid, user.guid)), '');
      const body = { member: { challenges: [{ guid: nowhere('CRD'), value: 'correct' }] } };
      await refused(400, mx.resumeAggregation(member.guid, user.guid, body));
      await refused(400, mx.resumeAggregation(member.guid, user.guid, {}));
    });

    test('are a known member’s', async (t) => {
      const user = await newUser(context, t);
      const body = { member: { challenges: [{ guid: nowhere('CRD'), value: 'correct' }] } };
      await refused(404, mx.listMemberChallenges(nowhere('MBR'), user.guid));
      await refused(404, mx.resumeAggregation(nowhere('MBR'), user.guid, body));
    });
  });
}
