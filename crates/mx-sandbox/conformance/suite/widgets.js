import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { accepted, connected, newUser, nowhere, refused, settled } from '../lib/steps.js';

/** Every option of both generations that means something to Connect. */
const OPTIONS = {
  client_redirect_url: 'https://app.example/done',
  color_scheme: 'dark',
  current_institution_code: 'mxbank',
  disable_background_agg: true,
  disable_institution_search: true,
  enable_app2app: false,
  include_identity: true,
  include_transactions: false,
  is_mobile_webview: false,
  iso_country_code: ['US', 'CA'],
  mode: 'verification',
  oauth_referral_source: 'APP',
  ui_message_version: 4,
  ui_message_webview_url_scheme: 'example',
  update_credentials: false,
  use_cases: ['MONEY_MOVEMENT'],
  widget_type: 'connect_widget',
};

export function widgets(context) {
  const { mx, generation, sandbox } = context;
  const request = (user, widget_url, ...rest) =>
    mx.requestWidgetURL(user.guid, { widget_url }, ...rest);

  describe('widget URLs', () => {
    test('lead to Connect, with every option, and open once', async (t) => {
      const user = await newUser(context, t);
      const newer = { data_request: { products: ['account_verification', 'transactions'] } };
      const options = generation.isNewer ? { ...OPTIONS, ...newer } : OPTIONS;
      const { widget_url: answer } = await accepted(
        200,
        request(user, options, 'fr-CA', 'cGluZw=='),
      );
      assert.equal(answer.type, 'connect_widget');
      assert.equal(answer.user_id, user.id);
      assert.ok(answer.url.startsWith(`${sandbox.widget_origin}/md/connect/`));
      const page = await fetch(answer.url);
      assert.equal(page.status, 200);
      assert.notEqual((await fetch(answer.url)).status, 200);
    });

    test('differ each time', async (t) => {
      const user = await newUser(context, t);
      const url = async () =>
        (await accepted(200, request(user, { widget_type: 'connect_widget' }))).widget_url.url;
      assert.notEqual(await url(), await url());
    });

    test('of widgets the client has no right to are forbidden', async (t) => {
      const user = await newUser(context, t);
      const error = await refused(403, request(user, { widget_type: 'pulse_widget' }));
      assert.equal(error.type, 'forbidden_error');
    });

    test('are refused with something missing or wrong', async (t) => {
      const user = await newUser(context, t);
      await refused(400, mx.requestWidgetURL(user.guid, {}));
      await refused(400, request(user, { mode: 'verification' }));
      await refused(400, request(user, { widget_type: 'no_widget' }));
      await refused(404, request({ guid: nowhere('USR') }, { widget_type: 'connect_widget' }));
    });

    if (!generation.isNewer) {
      test('come by the deprecated way too', async (t) => {
        const user = await newUser(context, t);
        const config = { mode: 'verification', ui_message_version: 4 };
        const { user: answer } = await accepted(
          200,
          mx.requestConnectWidgetURL(user.guid, { config }),
        );
        assert.equal(answer.guid, user.guid);
        assert.equal((await fetch(answer.connect_widget_url)).status, 200);
        await refused(404, mx.requestConnectWidgetURL(nowhere('USR'), { config }));
      });
    }
  });

  describe('OAuth', () => {
    const create = (user) =>
      mx.createMember(user.guid, {
        member: { institution_code: 'mx_bank_oauth', is_oauth: true },
        client_redirect_url: 'https://app.example/done',
        referral_source: 'APP',
      });

    test('members wait for the sign-in at their bank', async (t) => {
      const user = await newUser(context, t);
      const { member } = await accepted(202, create(user));
      assert.equal(member.is_oauth, true);
      assert.equal(member.connection_status, 'PENDING');
      assert.ok(URL.canParse(member.oauth_window_uri));
      const body = await accepted(
        200,
        mx.requestOAuthWindowURI(
          member.guid,
          user.guid,
          'https://app.example/done',
          undefined,
          'APP',
        ),
      );
      assert.match(body.member.guid, /^MBR-/);
      assert.notEqual(body.member.oauth_window_uri, member.oauth_window_uri);
    });

    test('ends where the app asked, and the member connects', async (t) => {
      const user = await newUser(context, t);
      const { member } = await accepted(202, create(user));
      const end = await decide(member.oauth_window_uri, 'authorize');
      assert.equal(end.origin + end.pathname, 'https://app.example/done');
      assert.equal(end.searchParams.get('status'), 'success');
      const guid = end.searchParams.get('member_guid');
      const status = await settled(context, user, { guid });
      assert.equal(status.connection_status, 'CONNECTED');
      const { accounts } = await accepted(200, mx.listMemberAccounts(user.guid, guid));
      assert.ok(accounts.length > 0);
      const again = await fetch(member.oauth_window_uri);
      assert.equal(again.ok, false, 'an address opens once');
    });

    test('ends without a connection where the bank was told no', async (t) => {
      const user = await newUser(context, t);
      const { member } = await accepted(202, create(user));
      const end = await decide(member.oauth_window_uri, 'deny');
      assert.equal(end.searchParams.get('status'), 'error');
      assert.equal(end.searchParams.get('error_reason'), 'DENIED');
      const guid = end.searchParams.get('member_guid');
      const status = await settled(context, user, { guid });
      assert.notEqual(status.connection_status, 'CONNECTED');
      assert.equal(status.has_processed_accounts, false);
    });

    test('has no window for other members', async (t) => {
      const { user, member } = await connected(context, t);
      await refused(400, mx.requestOAuthWindowURI(member.guid, user.guid));
      await refused(404, mx.requestOAuthWindowURI(nowhere('MBR'), user.guid));
    });
  });
}

/** Opens the bank's page as a browser would, says yes or no, and returns where that leads. */
async function decide(address, decision) {
  const page = await fetch(address);
  assert.equal(page.status, 200);
  const [, action] = /<form[^>]+action="([^"]+)"/.exec(await page.text());
  const answer = await fetch(new URL(action, address), {
    method: 'POST',
    body: new URLSearchParams({ decision }),
    redirect: 'manual',
  });
  assert.equal(answer.status, 303);
  return new URL(answer.headers.get('location'));
}
