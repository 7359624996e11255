import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  accepted,
  connected,
  idleMember,
  newMember,
  newUser,
  nowhere,
  refused,
  settled,
} from '../lib/steps.js';

/** Every method that starts a job, and what it answers. The reference has 200 for one of them. */
const JOBS = {
  aggregateMember: 202,
  verifyMember: 200,
  checkBalances: 202,
  identifyMember: 202,
  extendHistory: 202,
  fetchStatements: 202,
};

/** Its jobs last long enough to ask something meanwhile. */
const SLOW_BANK = 'tarrywater_savings';

export function jobs(context) {
  const { mx } = context;

  describe('jobs', () => {
    for (const [method, code] of Object.entries(JOBS)) {
      test(`${method} runs, once at a time`, async (t) => {
        const user = await newUser(context, t);
        const member = await idleMember(context, user, SLOW_BANK);
        const first = (await accepted(code, mx[method](member.guid, user.guid))).member;
        assert.equal(first.guid, member.guid);
        assert.equal(first.is_being_aggregated, true);
        assert.match(first.most_recent_job_guid, /^JOB-/);
        const second = (await accepted(code, mx[method](member.guid, user.guid))).member;
        assert.equal(second.most_recent_job_guid, first.most_recent_job_guid);

        const other = method === 'verifyMember' ? 'identifyMember' : 'verifyMember';
        const error = await refused(409, mx[other](member.guid, user.guid));
        assert.equal(error.type, 'conflict_error');

        const status = await settled(context, user, member);
        assert.equal(status.connection_status, 'CONNECTED');
        await refused(404, mx[method](nowhere('MBR'), user.guid));
      });
    }

    test('of the same kind soon after a success come to nothing, but at MX Bank', async (t) => {
      for (const [bank, isExempt] of [
        ['quillmere_bank', false],
        ['mxbank', true],
      ]) {
        const { user, member } = await connected(context, t, { bank });
        const before = (await accepted(200, mx.readMember(member.guid, user.guid))).member;
        const after = (await accepted(202, mx.aggregateMember(member.guid, user.guid))).member;
        assert.equal(after.most_recent_job_guid !== before.most_recent_job_guid, isExempt);
      }
    });

    test('run for one user’s member only', async (t) => {
      const { member } = await connected(context, t);
      const other = await newUser(context, t);
      await refused(404, mx.aggregateMember(member.guid, other.guid));
    });

    test('come to nothing at a bank without an account that has a number', async (t) => {
      const user = await newUser(context, t);
      const member = await newMember(context, user, { bank: 'glimmerstone_card' });
      await settled(context, user, member);
      await accepted(200, mx.verifyMember(member.guid, user.guid));
      const status = await settled(context, user, member);
      assert.notEqual(status.connection_status, 'CONNECTED');
      const body = await accepted(200, mx.listAccountNumbersByMember(member.guid, user.guid));
      assert.deepEqual(body.account_numbers, []);
    });
  });
}
