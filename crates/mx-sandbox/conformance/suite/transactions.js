import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, connected, newUser, nowhere, refused, settled } from '../lib/steps.js';

const DAY = 24 * 60 * 60 * 1000;
const EVERY_INCLUDE = 'repeating_transactions,merchants,classifications,geolocations';

export function transactions(context) {
  const { mx, generation } = context;

  /** A moment as the generation writes it in a query. */
  const written = (moment) =>
    generation.isNewer
      ? String(Math.floor(moment / 1000))
      : new Date(moment).toISOString().slice(0, 10);
  const ago = (days) => written(Date.now() - days * DAY);

  /** The query's fields after the page, in the order of the client's parameters. */
  const query = (fields = {}) =>
    [
      ...['from_date', 'to_date', 'from_created_at', 'to_created_at'],
      ...['from_updated_at', 'to_updated_at', 'category_guid', 'categories'],
      ...['top_level_category_guid', 'top_level_categories'],
    ].map((name) => fields[name]);

  const ofUser = (user, fields, page = 1) =>
    mx.listTransactions(user.guid, page, 1000, ...query(fields), undefined, fields?.includes);
  const ofMember = (user, member, fields) =>
    mx.listTransactionsByMember(
      member.guid,
      user.guid,
      1,
      1000,
      ...query(fields),
      fields?.includes,
    );
  const ofAccount = (user, account, fields) =>
    mx.listTransactionsByAccount(account, user.guid, 1, 1000, ...query(fields), fields?.includes);

  describe('transactions', () => {
    test('are the same by user, by member and by account', async (t) => {
      const { user, member } = await connected(context, t);
      const { transactions: all } = await accepted(200, ofUser(user));
      assert.ok(all.length > 500, `${all.length}`);
      const { transactions: under } = await accepted(200, ofMember(user, member));
      assert.deepEqual(under, all);
      const [{ account_guid: account }] = all;
      const expected = all.filter((transaction) => transaction.account_guid === account);
      const { transactions: some } = await accepted(200, ofAccount(user, account));
      assert.deepEqual(some, expected);
      if (generation.isNewer) {
        const { transactions: same } = await accepted(
          200,
          mx.listTransactionsByAccountPerMember(account, member.guid, user.guid, {
            records_per_page: 1000,
          }),
        );
        assert.deepEqual(same, expected);
        await refused(
          404,
          mx.listTransactionsByAccountPerMember(nowhere('ACT'), member.guid, user.guid),
        );
      }
    });

    test('say their direction by type, never by sign', async (t) => {
      const { user } = await connected(context, t);
      const { transactions: all } = await accepted(200, ofUser(user));
      assert.deepEqual(new Set(all.map(({ type }) => type)), new Set(['CREDIT', 'DEBIT']));
      assert.ok(all.every(({ amount }) => amount >= 0));
    });

    test('come page by page, all of them once', async (t) => {
      const { user } = await connected(context, t);
      const guids = new Set();
      let total = 0;
      for (let page = 1, pages = 1; page <= pages; page += 1) {
        const body = await accepted(200, mx.listTransactions(user.guid, page, 250));
        pages = body.pagination.total_pages;
        total = body.pagination.total_entries;
        for (const { guid } of body.transactions) guids.add(guid);
      }
      assert.equal(guids.size, total);
    });

    test('are found by date, in the form of the generation alone', async (t) => {
      const { user } = await connected(context, t);
      const body = await accepted(200, ofUser(user, { from_date: ago(30), to_date: ago(10) }));
      assert.ok(body.transactions.length > 0);
      const first = new Date(Date.now() - 31 * DAY).toISOString().slice(0, 10);
      const last = new Date(Date.now() - 9 * DAY).toISOString().slice(0, 10);
      for (const { date } of body.transactions) assert.ok(first <= date && date <= last, date);
      const foreign = generation.isNewer ? '2024-02-03' : '1706918400';
      await refused(400, ofUser(user, { from_date: foreign }));
    });

    test('are found by when they were first read, with both ends', async (t) => {
      const { user, member } = await connected(context, t);
      const range = { from_created_at: ago(1), to_created_at: written(Date.now() + DAY) };
      const { transactions: recent } = await accepted(200, ofMember(user, member, range));
      assert.ok(recent.length > 0);
      const before = { from_created_at: ago(20), to_created_at: ago(10) };
      const { transactions: old } = await accepted(200, ofMember(user, member, before));
      assert.deepEqual(old, []);
      const changed = { from_updated_at: ago(1), to_updated_at: written(Date.now() + DAY) };
      await accepted(200, ofMember(user, member, changed));
      await refused(400, ofMember(user, member, { from_created_at: ago(1) }));
      await refused(400, ofMember(user, member, { to_updated_at: ago(1) }));
    });

    test('of one category are found in the older generation', async (t) => {
      if (generation.isNewer) return;
      const { user } = await connected(context, t);
      const { transactions: all } = await accepted(200, ofUser(user));
      const { category_guid: category } = all[0];
      const expected = all.filter((transaction) => transaction.category_guid === category);
      const { transactions: some } = await accepted(200, ofUser(user, { category_guid: category }));
      assert.deepEqual(some, expected);
    });

    test('say more when asked', async (t) => {
      const { user, member } = await connected(context, t);
      const fields = { includes: EVERY_INCLUDE, from_date: ago(10) };
      const { transactions: all } = await accepted(200, ofMember(user, member, fields));
      for (const transaction of all) {
        assert.ok(transaction.merchant.name);
        assert.ok(transaction.classification.parent_class);
        assert.ok(transaction.geolocation.country);
        assert.ok('repeating_transaction' in transaction);
      }
    });

    test('reach further back once the history is extended', async (t) => {
      const { user, member } = await connected(context, t);
      const old = { from_date: ago(700), to_date: ago(200) };
      const before = await accepted(200, ofMember(user, member, old));
      assert.deepEqual(before.transactions, []);
      await accepted(202, mx.extendHistory(member.guid, user.guid));
      await settled(context, user, member);
      const after = await accepted(200, ofMember(user, member, old));
      assert.ok(after.transactions.length > 0);
    });

    test('are a known user’s, member’s and account’s', async (t) => {
      const user = await newUser(context, t);
      await refused(404, ofUser({ guid: nowhere('USR') }));
      await refused(404, ofMember(user, { guid: nowhere('MBR') }));
      await refused(404, ofAccount(user, nowhere('ACT')));
    });
  });
}
