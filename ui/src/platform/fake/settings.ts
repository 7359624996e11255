import type { Platform } from '..';
import type { DeskView } from '../types';
import { problem } from './fixtures';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Settings = Pick<Platform, 'lock' | 'unlock' | 'noteActivity' | 'setPreferences'>;

/** The lock and the settings of an app that only plays one. */
export function fakeSettings(
  look: () => DeskView,
  push: (part: Partial<DeskView>) => void,
): Settings {
  let uncovered: Partial<DeskView> = {};
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
  };
}
