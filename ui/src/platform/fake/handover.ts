import type { DeskView, DisplayView, LinkCode, LinkView, SessionView } from '../types';
import { deskView, doneLines, environment, problem, session, status, timeline } from './fixtures';

const MINUTE = 60_000;

export const fakeLink = (part: Partial<LinkView> = {}): LinkView => ({
  expiresAtMs: Date.now() + 9 * MINUTE + 41_000,
  expired: false,
  available: true,
  followedUntilMs: Date.now() + 70 * MINUTE,
  ...part,
});

export const fakeDisplays: DisplayView[] = [
  { id: 0, name: 'eDP-1', width: 1920, height: 1200, isCurrent: true },
  { id: 1, name: 'HDMI-1', width: 2560, height: 1440, isCurrent: false },
];

/** Looks like a code and leads nowhere. */
export function fakeCode(): LinkCode {
  const size = 69;
  const inFinder = (row: number, column: number): boolean | null => {
    const near = (at: number): number => (at > size / 2 ? size - 1 - at : at);
    if (row > size / 2 && column > size / 2) return null;
    const [down, across] = [near(row), near(column)];
    if (down > 7 || across > 7) return null;
    if (down === 7 || across === 7) return false;
    const ring = Math.max(Math.abs(down - 3), Math.abs(across - 3));
    return ring !== 2;
  };
  let seed = 7;
  const cells = Array.from({ length: size * size }, (_, at) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (inFinder(Math.floor(at / size), at % size) ?? seed % 3 > 1) ? '1' : '0';
  });
  return { size, modules: cells.join('') };
}

export const byLink = (part: Partial<SessionView> = {}): SessionView =>
  session({
    handOver: 'link',
    otherHandOvers: ['here', 'window'],
    link: fakeLink(),
    widgetStep: null,
    institution: null,
    timeline: timeline(doneLines).slice(0, 3),
    actions: ['close_widget', 'reload_widget'],
    ...part,
  });

const inWindow = (part: Partial<SessionView> = {}): SessionView =>
  session({ handOver: 'window', otherHandOvers: ['here', 'link'], ...part });

const inside = (of: SessionView): DeskView =>
  deskView({ environment: environment('sandbox'), session: of });

const past = (): LinkView =>
  fakeLink({ expired: true, available: false, expiresAtMs: Date.now() - 4 * MINUTE });

/** The hand-overs' screens. */
export const handOverScreens: Record<string, () => DeskView> = {
  link: () => inside(byLink()),
  'link-preparing': () => inside(byLink({ phase: 'preparing', link: null, actions: ['finish'] })),
  'link-expired': () =>
    inside(byLink({ link: past(), actions: ['reload_widget', 'close_widget'] })),
  'link-restarted': () =>
    inside(
      byLink({ link: fakeLink({ available: false }), actions: ['reload_widget', 'close_widget'] }),
    ),
  'link-working': () =>
    inside(
      byLink({
        institution: { name: 'Caisse populaire Desjardins de l’Administration', code: null },
        memberGuid: 'MBR-1',
        status: status({
          name: 'CHALLENGED',
          meaning: 'The bank asks a question.',
          turn: 'customer',
        }),
      }),
    ),
  'link-problem': () =>
    inside(
      byLink({
        problem: problem('offline', 'MX can’t be reached.', 'Check this computer’s network.'),
      }),
    ),
  window: () => inside(inWindow({ widgetStep: 'enterCreds' })),
  'window-search': () => inside(inWindow({ widgetStep: 'search', institution: null })),
  'window-working': () =>
    inside(
      inWindow({
        widgetStep: 'mfa',
        status: status({
          name: 'CHALLENGED',
          meaning: 'The bank asks a question.',
          turn: 'customer',
        }),
      }),
    ),
  'window-preparing': () =>
    inside(inWindow({ phase: 'preparing', institution: null, widgetStep: null })),
  'window-failed': () =>
    inside(
      inWindow({
        widgetStep: null,
        institution: null,
        problem: problem(
          'window_failed',
          'The customer window could not be opened.',
          'Try again, or hand the widget over in another way.',
        ),
        actions: ['reload_widget', 'close_widget', 'start_over', 'finish'],
      }),
    ),
};
