import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, connected, newUser, nowhere, refused, settled } from '../lib/steps.js';

export function accounts(context) {
  const { mx } = context;
  const ofMember = async ({ user, member }) =>
    (await accepted(200, mx.listMemberAccounts(user.guid, member.guid))).accounts;

  describe('accounts', () => {
    test('of MX Bank are six, by member, by user and one by one', async (t) => {
      const { user, member } = await connected(context, t);
      const all = await ofMember({ user, member });
      assert.deepEqual(all.map(({ type }) => type).sort(), [
        'CHECKING',
        'CREDIT_CARD',
        'INVESTMENT',
        'LOAN',
        'MORTGAGE',
        'SAVINGS',
      ]);
      const { accounts: ofUser } = await accepted(200, mx.listUserAccounts(user.guid));
      assert.deepEqual(ofUser, all);
      const [account] = all;
      const alone = await accepted(200, mx.readAccount(account.guid, user.guid));
      assert.deepEqual(alone.account, account);
      const under = await accepted(
        200,
        mx.readAccountByMember(account.guid, member.guid, user.guid),
      );
      assert.deepEqual(under.account, account);
    });

    test('never show the whole number', async (t) => {
      const connection = await connected(context, t);
      const { user, member } = connection;
      await accepted(200, mx.verifyMember(member.guid, user.guid));
      await settled(context, user, member);
      const { account_numbers: numbers } = await accepted(
        200,
        mx.listAccountNumbersByMember(member.guid, user.guid),
      );
      const shown = JSON.stringify(await ofMember(connection));
      for (const { account_number: number } of numbers) assert.ok(!shown.includes(number));
    });

    test('are hidden by their partner', async (t) => {
      const { user, member } = await connected(context, t);
      const [{ guid }] = await ofMember({ user, member });
      const body = { account: { is_hidden: true } };
      const changed = await accepted(
        200,
        mx.updateAccountByMember(guid, member.guid, user.guid, body),
      );
      assert.equal(changed.account.is_hidden, true);
      const read = await accepted(200, mx.readAccount(guid, user.guid));
      assert.equal(read.account.is_hidden, true);
      await refused(400, mx.updateAccountByMember(guid, member.guid, user.guid, {}));
      await refused(404, mx.updateAccountByMember(nowhere('ACT'), member.guid, user.guid, body));
    });

    test('are none that are manual, or managed by somebody else', async (t) => {
      const { user, member } = await connected(context, t);
      const manual = await accepted(200, mx.listUserAccounts(user.guid, 1, undefined, true));
      assert.deepEqual(manual.accounts, []);
      const managed = await accepted(200, mx.listMemberAccounts(user.guid, member.guid, false));
      assert.deepEqual(managed.accounts, []);
      await refused(400, mx.listUserAccounts(user.guid, 1, undefined, 'perhaps'));
      await refused(400, mx.listMemberAccounts(user.guid, member.guid, 'perhaps'));
    });

    test('are their own user’s alone', async (t) => {
      const { user, member } = await connected(context, t);
      const [{ guid }] = await ofMember({ user, member });
      const other = await newUser(context, t);
      await refused(404, mx.readAccount(guid, other.guid));
      await refused(404, mx.readAccountByMember(guid, member.guid, other.guid));
      await refused(404, mx.listMemberAccounts(other.guid, member.guid));
      await refused(404, mx.listUserAccounts(nowhere('USR')));
    });
  });

  describe('account numbers', () => {
    test('are there after a verification, for checking and savings', async (t) => {
      const connection = await connected(context, t);
      const { user, member } = connection;
      const numbers = async () =>
        (await accepted(200, mx.listAccountNumbersByMember(member.guid, user.guid)))
          .account_numbers;
      assert.deepEqual(await numbers(), []);
      await accepted(200, mx.verifyMember(member.guid, user.guid));
      const status = await settled(context, user, member);
      assert.equal(status.has_processed_account_numbers, true);

      const found = await numbers();
      const kinds = new Map((await ofMember(connection)).map(({ guid, type }) => [guid, type]));
      assert.deepEqual(found.map(({ account_guid: guid }) => kinds.get(guid)).sort(), [
        'CHECKING',
        'SAVINGS',
      ]);
      for (const { account_number: number, routing_number: routing } of found) {
        assert.match(number, /^\d+$/);
        assert.ok(hasCheckDigit(routing), routing);
      }
      const [{ account_guid: account }] = found;
      const alone = await accepted(200, mx.listAccountNumbersByAccount(account, user.guid));
      assert.deepEqual(
        alone.account_numbers,
        found.filter((number) => number.account_guid === account),
      );
    });

    test('of a Canadian bank name institution and transit', async (t) => {
      const { user, member } = await connected(context, t, { bank: 'nordwick_caisse' });
      await accepted(200, mx.verifyMember(member.guid, user.guid));
      await settled(context, user, member);
      const body = await accepted(200, mx.listAccountNumbersByMember(member.guid, user.guid));
      assert.ok(body.account_numbers.length > 0);
      for (const number of body.account_numbers) {
        assert.match(number.institution_number, /^\d{3}$/);
        assert.match(number.transit_number, /^\d{5}$/);
      }
    });

    test('are a known member’s and account’s', async (t) => {
      const user = await newUser(context, t);
      await refused(404, mx.listAccountNumbersByMember(nowhere('MBR'), user.guid));
      await refused(404, mx.listAccountNumbersByAccount(nowhere('ACT'), user.guid));
    });
  });

  describe('account owners', () => {
    test('are there after an identification', async (t) => {
      const connection = await connected(context, t);
      const { user, member } = connection;
      const owners = async () =>
        (await accepted(200, mx.listAccountOwnersByMember(member.guid, user.guid))).account_owners;
      assert.deepEqual(await owners(), []);
      await accepted(202, mx.identifyMember(member.guid, user.guid));
      await settled(context, user, member);
      const found = await owners();
      const known = new Set((await ofMember(connection)).map(({ guid }) => guid));
      assert.ok(found.length > 0);
      for (const owner of found) {
        assert.match(owner.guid, /^ACO-/);
        assert.ok(owner.owner_name);
        assert.ok(known.has(owner.account_guid));
      }
      await refused(404, mx.listAccountOwnersByMember(nowhere('MBR'), user.guid));
    });
  });
}

/** The check digit of the American Bankers Association. */
function hasCheckDigit(routing) {
  if (!/^\d{9}$/.test(routing)) return false;
  const sum = [...routing].reduce((total, digit, at) => total + digit * [3, 7, 1][at % 3], 0);
  return sum % 10 === 0;
}
