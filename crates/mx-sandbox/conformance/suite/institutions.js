import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, connected, nowhere, refused } from '../lib/steps.js';

export function institutions(context) {
  const { mx, generation } = context;
  const found = async (...query) =>
    (await accepted(200, mx.listInstitutions(...query))).institutions.map(({ code }) => code);

  describe('institutions', () => {
    test('are found by a part of their name and by country', async () => {
      const codes = await found('MX B');
      assert.ok(codes.includes('mxbank') && codes.includes('mx_bank_oauth'));
      assert.ok(!codes.includes('mxcu_credential'));
      const canadian = await accepted(200, mx.listInstitutions(undefined, ['CA']));
      assert.ok(canadian.institutions.length > 0);
      for (const { iso_country_code: country } of canadian.institutions) {
        assert.equal(country, 'CA');
      }
      assert.deepEqual(await found('no bank has such a name'), []);
    });

    test('are found by what MX can do there', async () => {
      if (generation.isNewer) {
        const wanted = { params: { 'supported_products[]': 'history' } };
        const { institutions: all } = await accepted(
          200,
          mx.listInstitutions(...Array.from({ length: 8 }), wanted),
        );
        assert.ok(all.every(({ supported_products: products }) => products.length > 0));
      } else {
        const { institutions: all } = await accepted(
          200,
          mx.listInstitutions(...Array.from({ length: 7 }), true),
        );
        assert.ok(all.length > 0);
        assert.ok(all.every((institution) => institution.supports_transaction_history));
        assert.ok(!all.some(({ code }) => code === 'mx_bank_oauth'));
        await refused(400, mx.listInstitutions(...Array.from({ length: 7 }), 'perhaps'));
      }
    });

    test('come at most 100 a page', async () => {
      const perPage = async (size) =>
        (await accepted(200, mx.listInstitutions(undefined, undefined, 1, size))).pagination
          .per_page;
      assert.equal(await perPage(100), 100);
      assert.equal(await perPage(101), 25);
    });

    test('have favourites, which a new client has none of', async () => {
      const body = await accepted(200, mx.listFavoriteInstitutions());
      assert.deepEqual(body.institutions, []);
      assert.equal(body.pagination.total_entries, 0);
    });

    test('are read by code', async () => {
      const { institution } = await accepted(200, mx.readInstitution('mxbank'));
      assert.equal(institution.name, 'MX Bank');
      assert.equal(institution.supports_oauth, false);
      const error = await refused(404, mx.readInstitution('no_such_bank'));
      assert.equal(error.type, 'not_found_error');
    });

    test('say what their sign-in form asks', async () => {
      const { credentials } = await accepted(200, mx.listInstitutionCredentials('mxbank'));
      assert.deepEqual(
        credentials.map(({ field_name: name, field_type: type }) => [name, type]),
        [
          ['LOGIN', 'TEXT'],
          ['PASSWORD', 'PASSWORD'],
        ],
      );
      const oauth = await accepted(200, mx.listInstitutionCredentials('mx_bank_oauth'));
      assert.deepEqual(oauth.credentials, []);
      await refused(404, mx.listInstitutionCredentials('no_such_bank'));
    });

    test('say so for a member too', async (t) => {
      const { user, member } = await connected(context, t);
      const asked = await accepted(200, mx.listInstitutionCredentials('mxbank'));
      const again = await accepted(200, mx.listMemberCredentials(member.guid, user.guid));
      assert.deepEqual(again.credentials, asked.credentials);
      await refused(404, mx.listMemberCredentials(nowhere('MBR'), user.guid));
    });
  });
}
