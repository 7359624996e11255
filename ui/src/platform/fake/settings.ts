import type { Platform } from '..';
import type { DeskView, DiagnosticCheck, ProfileView } from '../types';
import { problem, problems } from './fixtures';
import { pause } from './pause';

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
  | 'runDiagnostics'
  | 'copyDiagnostics'
  | 'showLogs'
  | 'setAppearance'
  | 'setZoom'
  | 'setHighContrast'
  | 'setNotifications'
  | 'setTray'
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
        presenting: null,
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
    async setAppearance(appearance) {
      push({ appearance });
    },
    async setZoom(zoom) {
      push({ zoom });
    },
    async setHighContrast(highContrast) {
      push({ highContrast });
    },
    async setNotifications(notifications) {
      push({ notifications });
    },
    /** With production it plays a desktop that has no tray. */
    async setTray(isOn) {
      const isThere = look().environment?.kind !== 'production';
      push({ tray: isOn ? (isThere ? 'there' : 'missing') : 'off' });
    },
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
    async runDiagnostics() {
      await pause(1200);
      return { checks: diagnosed, text: 'Connect Desk diagnostics' };
    },
    async copyDiagnostics() {
      await pause(300);
    },
    async showLogs() {
      await pause(300);
    },
  };
}

const check = (
  id: string,
  title: string,
  outcome: DiagnosticCheck['outcome'],
  text: string,
  nextStep: string | null = null,
): DiagnosticCheck => ({ id, title, outcome, text, nextStep });

const diagnosed: DiagnosticCheck[] = [
  check('app', 'App', 'good', 'Connect Desk 0.1.0 on Debian GNU/Linux 13 (x86_64).'),
  check('webview', 'Web view', 'good', 'Version 2.50.1.'),
  check(
    'policy',
    'Policy file',
    'attention',
    'It was read and applies, but not only the administrator can change it.',
    'Make the file and its folder the administrator’s, writable by nobody else.',
  ),
  check('keychain', 'Keychain', 'good', 'An entry could be written, read and removed in 14 ms.'),
  check(
    'storage',
    'Settings and journal',
    'good',
    'They can be read and written; 8120 MB are left.',
  ),
  check('audit', 'Audit log', 'good', 'All 318 entries fit together.'),
  check('connection', 'Connection', 'good', 'MX’s production environment at api.mx.com.'),
  check('api_reachable', 'Way to MX', 'good', 'api.mx.com answers.'),
  check('credentials', 'Keys', 'good', 'MX knows them.'),
  check(
    'allow_list',
    'Allow-list',
    'bad',
    'MX knows the keys but refuses requests from here.',
    'Usually this computer’s IP address is missing from the allow-list in MX’s Client Dashboard: add it there.',
  ),
  check('clock', 'Clock', 'good', 'This computer’s clock agrees with MX’s.'),
  check(
    'widget',
    'Way to the widget',
    'skipped',
    'Not looked at: the web view goes through the proxy.',
  ),
  check('proxy', 'Proxy', 'good', 'The environment names a proxy; calls to MX go through it.'),
];
