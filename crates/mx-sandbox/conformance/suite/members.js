import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import {
  accepted,
  connected,
  idleMember,
  login,
  newMember,
  newUser,
  nowhere,
  refused,
  settled,
  unique,
} from '../lib/steps.js';

/** MX Bank's published passwords that lead anywhere but to CONNECTED or a challenge. */
const PASSWORDS = {
  BAD_REQUEST: 'FAILED',
  UNAUTHORIZED: 'DENIED',
  INVALID: 'DENIED',
  LOCKED: 'LOCKED',
  DISABLED: 'DENIED',
  SERVER_ERROR: 'FAILED',
  UNAVAILABLE: 'FAILED',
};

export function members(context) {
  const { mx } = context;

  describe('members', () => {
    test('are created, connect, are read, changed and deleted', async (t) => {
      const user = await newUser(context, t);
      const id = unique('member');
      const member = await newMember(context, user, { id, metadata: 'first' });
      assert.match(member.guid, /^MBR-/);
      assert.equal(member.connection_status, 'CREATED');
      assert.equal(member.is_being_aggregated, true);
      const status = await settled(context, user, member);
      assert.equal(status.connection_status, 'CONNECTED');
      assert.equal(status.has_processed_accounts, true);
      assert.equal(status.has_processed_transactions, true);

      const read = (await accepted(200, mx.readMember(member.guid, user.guid))).member;
      assert.equal(read.id, id);
      assert.equal(read.user_id, user.id);
      assert.ok(read.successfully_aggregated_at);
      const { members: all } = await accepted(200, mx.listMembers(user.guid));
      assert.deepEqual(all, [read]);

      const change = { metadata: 'second', background_aggregation_is_disabled: true };
      const changed = await accepted(
        200,
        mx.updateMember(member.guid, user.guid, { member: change }),
      );
      assert.equal(changed.member.metadata, 'second');
      assert.equal(changed.member.background_aggregation_is_disabled, true);

      assert.equal(await accepted(204, mx.deleteMember(member.guid, user.guid)), '');
      await refused(404, mx.readMember(member.guid, user.guid));
      await refused(404, mx.readMemberStatus(member.guid, user.guid));
      await refused(404, mx.updateMember(member.guid, user.guid, { member: change }));
      await refused(404, mx.deleteMember(member.guid, user.guid));
      const left = await accepted(200, mx.listMembers(user.guid));
      assert.deepEqual(left.members, []);
    });

    test('start without a job where none is wanted', async (t) => {
      const user = await newUser(context, t);
      const member = await idleMember(context, user, 'mxbank');
      assert.equal(member.connection_status, 'CREATED');
      assert.equal(member.is_being_aggregated, false);
      assert.equal(member.most_recent_job_guid, null);
    });

    test('start anew with new credentials', async (t) => {
      const user = await newUser(context, t);
      const member = await newMember(context, user, { password: 'INVALID' });
      const denied = await settled(context, user, member);
      assert.equal(denied.connection_status, 'DENIED');
      const body = { member: { credentials: await login(context, 'mxbank', 'right') } };
      await accepted(200, mx.updateMember(member.guid, user.guid, body));
      const status = await settled(context, user, member);
      assert.equal(status.connection_status, 'CONNECTED');
    });

    for (const [password, expected] of Object.entries(PASSWORDS)) {
      test(`end ${expected} at MX Bank with the password ${password}`, async (t) => {
        const user = await newUser(context, t);
        const member = await newMember(context, user, { password });
        const status = await settled(context, user, member);
        assert.equal(status.connection_status, expected);
        assert.equal(status.successfully_aggregated_at, null);
      });
    }

    test('are one per login', async (t) => {
      const user = await newUser(context, t);
      await newMember(context, user);
      const member = { institution_code: 'mxbank', credentials: await login(context, 'mxbank') };
      const error = await refused(409, mx.createMember(user.guid, { member }));
      assert.equal(error.type, 'conflict_error');
    });

    test('are refused with nothing or with something wrong', async (t) => {
      const user = await newUser(context, t);
      const credentials = await login(context, 'mxbank');
      const wrong = [
        {},
        { credentials },
        { institution_code: 'mxbank' },
        { institution_code: 'mxbank', credentials: [] },
        { institution_code: 'mxbank', credentials: credentials.slice(1) },
        { institution_code: 'mxbank', credentials, is_oauth: true },
        { institution_code: 'mx_bank_oauth', credentials },
      ];
      for (const member of wrong) {
        await refused(400, mx.createMember(user.guid, { member }));
      }
      const elsewhere = { institution_code: 'no_such_bank', credentials };
      await refused(404, mx.createMember(user.guid, { member: elsewhere }));
      const nobody = { institution_code: 'mxbank', credentials };
      await refused(404, mx.createMember(nowhere('USR'), { member: nobody }));
      await refused(404, mx.listMembers(nowhere('USR')));
    });

    test('can’t be made at a bank under maintenance, and the error says why', async (t) => {
      const user = await newUser(context, t);
      const bank = 'closedgate_bank';
      const member = { institution_code: bank, credentials: await login(context, bank) };
      const error = await refused(400, mx.createMember(user.guid, { member }));
      assert.equal(error.type, 'institution_maintenance_error');
    });

    test('are their own user’s alone', async (t) => {
      const { member } = await connected(context, t);
      const other = await newUser(context, t);
      await refused(404, mx.readMember(member.guid, other.guid));
      await refused(404, mx.deleteMember(member.guid, other.guid));
    });
  });
}
