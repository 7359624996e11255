import type { Platform } from '..';
import type { DeskView, ProfileView } from '../types';
import { problem, problems } from './fixtures';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Settings = Pick<
  Platform,
  | 'lock'
  | 'unlock'
  | 'noteActivity'
  | 'setPreferences'
  | 'renameProfile'
  | 'startWithProfile'
  | 'testProfile'
  | 'replaceKeys'
>;

/** The lock and the settings of an app that only plays one. */
export function fakeSettings(
  look: () => DeskView,
  push: (part: Partial<DeskView>) => void,
): Settings {
  let uncovered: Partial<DeskView> = {};
  const change = (to: (profile: ProfileView) => ProfileView): void =>
    push({ profiles: look().profiles.map(to) });
  return {
    async lock() {
      if (look().locked) return;
      const { session, sessions, profiles, unfinished } = look();
      uncovered = { session, sessions, profiles, unfinished };
      push({
        locked: true,
        session: null,
        sessions: sessions.map((open) => ({ ...open, customerId: '', institution: null })),
        profiles: [],
        unfinished: [],
      });
    },
    /** A custom environment plays one whose keychain is locked. */
    async unlock() {
      await pause(300);
      if (look().environment?.kind === 'custom') {
        throw problem('keychain_locked', 'The keychain is locked.', 'Unlock it and try again.');
      }
      push({ ...uncovered, locked: false });
    },
    async noteActivity() {},
    async setPreferences(input) {
      await pause(150);
      if (input.companyName === 'fail') {
        throw problem(
          'storage_failed',
          'The app’s settings or journal can’t be written.',
          'Check that the app’s folder can be written, then restart the app.',
        );
      }
      push({ policy: { ...look().policy, ...input } });
    },
    async renameProfile(profileId, name) {
      change((profile) => (profile.id === profileId ? { ...profile, name } : profile));
    },
    async startWithProfile(profileId) {
      change((profile) => ({ ...profile, usedAtStart: profile.id === profileId }));
    },
    async testProfile(profileId) {
      await pause(700);
      const fails = look().profiles.find(({ id }) => id === profileId)?.kind === 'production';
      return { ok: !fails, elapsedMs: 231, problem: fails ? problems.not_allowed : null };
    },
    /** `401` as the key is refused. */
    async replaceKeys(profileId, clientId, apiKey) {
      await pause(700);
      if (apiKey === '401') throw problems.credentials_refused;
      change((profile) =>
        profile.id === profileId && clientId !== null
          ? { ...profile, clientIdHint: clientId.slice(-4) }
          : profile,
      );
    },
  };
}
