import { isProblem } from '../../platform';

/** Reasons given in this run, by session: who has said why once is not asked for each number. */
const given = new Map<string, string>();

export const reasonFor = (sessionId: string): string | null => given.get(sessionId) ?? null;

/**
 * Makes a call that may need a reason. Where none was given yet and one is needed, `ask` gets it
 * from the person; none: they changed their mind. Resolves to whether the call was made.
 */
export async function withReason(
  sessionId: string,
  call: (reason: string | null) => Promise<void>,
  ask: () => Promise<string | null>,
): Promise<boolean> {
  try {
    await call(reasonFor(sessionId));
    return true;
  } catch (failure) {
    if (!isProblem(failure) || failure.code !== 'reason_needed') throw failure;
  }
  const reason = await ask();
  if (reason === null) return false;
  await call(reason);
  given.set(sessionId, reason);
  return true;
}
