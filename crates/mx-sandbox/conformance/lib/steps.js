// What the suites do over and over: a user of one's own, a connection, waiting, and being refused.

import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

import { Refused } from './client.js';

let count = 0;

/** A name nobody else in this run has. */
export function unique(prefix) {
  count += 1;
  return `${prefix}-${count}`;
}

/** A guid of the right form that names nothing. */
export function nowhere(prefix) {
  return `${prefix}-00000000-0000-4000-8000-000000000000`;
}

/** Asserts that a call is refused with this status, in MX's envelope, and returns the error. */
export async function refused(status, call) {
  const outcome = await call.catch((error) => error);
  if (outcome instanceof Error && !(outcome instanceof Refused)) throw outcome;
  const answer = outcome instanceof Refused ? outcome.answer : outcome;
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  return answer.body.error;
}

/** Asserts a success with this status and returns its body. */
export async function accepted(status, call) {
  const answer = await call;
  assert.equal(answer.status, status);
  return answer.body;
}

/** A user that is gone when the test ends. */
export async function newUser({ mx }, t, attributes = {}) {
  const body = { user: { id: unique('customer'), ...attributes } };
  const { user } = await accepted(200, mx.createUser(body));
  t.after(async () => {
    await mx.deleteUser('', user.guid).catch((error) => {
      if (error.answer?.status !== 404) throw error;
    });
  });
  return user;
}

/** What an institution's sign-in form is answered with. */
export async function login({ mx }, bank, password = 'right') {
  const { credentials } = await accepted(200, mx.listInstitutionCredentials(bank));
  return credentials.map(({ guid, field_name: name }) => ({
    guid,
    value: name === 'PASSWORD' ? password : 'mxuser',
  }));
}

/** A member of the user, just created. */
export async function newMember(context, user, { bank = 'mxbank', password, ...more } = {}) {
  const member = {
    institution_code: bank,
    credentials: await login(context, bank, password),
    ...more,
  };
  const body = await accepted(202, context.mx.createMember(user.guid, { member }));
  return body.member;
}

/** A member of the user that no job was started for. */
export async function idleMember(context, user, bank) {
  const member = { institution_code: bank, credentials: await login(context, bank) };
  const body = context.generation.isNewer
    ? { member, data_request: { products: [] } }
    : { member: { ...member, skip_aggregation: true } };
  return (await accepted(200, context.mx.createMember(user.guid, body))).member;
}

/** A user and a member whose first job has ended. */
export async function connected(context, t, options) {
  const user = await newUser(context, t);
  const member = await newMember(context, user, options);
  const status = await settled(context, user, member);
  assert.equal(status.connection_status, 'CONNECTED');
  return { user, member };
}

/** Follows a member until nothing happens by itself any more. */
export async function settled({ mx }, user, member) {
  return until(
    () => accepted(200, mx.readMemberStatus(member.guid, user.guid)).then((body) => body.member),
    (status) => !status.is_being_aggregated || status.connection_status === 'CHALLENGED',
  );
}

/** Asks until the answer is the one waited for; gives up after 15 s. */
export async function until(ask, isThere) {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    assert.ok(Date.now() < end, `still ${JSON.stringify(answer)}`);
    await sleep(50);
  }
}
