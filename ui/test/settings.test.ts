import { fireEvent, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';

import { deskView, environment, policy, problems } from '../src/platform/fake/fixtures';
import { screens } from '../src/platform/fake/screens';
import type { DeskView } from '../src/platform/types';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.settings;
const home = deskView({ environment: environment('sandbox') });
const governed = (): DeskView => screens['governed']?.() ?? home;

async function openSettings(
  view: DeskView,
  answers: Parameters<typeof openApp>[1] = {},
): Promise<Stage> {
  const stage = await openApp(view, answers);
  await stage.user.click(screen.getByRole('button', { name: words.shell.places.settings }));
  return stage;
}

const section = (name: string): ReturnType<typeof within> =>
  within(screen.getByRole('region', { name }));

beforeEach(() => {
  vi.useFakeTimers();
});

describe('preferences', () => {
  it('are kept at once, the others as they are, and say so quietly', async () => {
    const { user, platform } = await openSettings(home);
    await user.click(screen.getByLabelText(say.preferences.revealReason));
    expect(platform.setPreferences).toHaveBeenCalledWith({
      revealReason: true,
      autoLockMinutes: 15,
      retentionDays: 365,
      companyName: null,
    });
    expect(screen.getByText(say.saved)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(screen.queryByText(say.saved)).toBeNull();
  });

  it('ask before sessions are deleted, and not when more are kept', async () => {
    const { user, platform } = await openSettings(home);
    const retention = (): HTMLElement => screen.getByLabelText(say.preferences.retention);
    await user.selectOptions(retention(), '730');
    expect(platform.setPreferences).toHaveBeenCalledTimes(1);
    await user.selectOptions(retention(), '30');
    expect(platform.setPreferences).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: say.preferences.shorter.cancel }));
    expect(retention()).toHaveProperty('value', '365');
    await user.selectOptions(retention(), '30');
    await user.click(screen.getByRole('button', { name: say.preferences.shorter.confirm }));
    expect(platform.setPreferences).toHaveBeenLastCalledWith(
      expect.objectContaining({ retentionDays: 30 }),
    );
  });

  it('that were refused are drawn as they hold', async () => {
    const { user } = await openSettings(home, {
      setPreferences: vi.fn(async () => {
        throw problems.not_allowed;
      }),
    });
    await user.click(screen.getByLabelText(say.preferences.revealReason));
    expect(screen.getByLabelText(say.preferences.revealReason)).toHaveProperty('checked', false);
    expect(screen.getByText(problems.not_allowed.message)).toBeTruthy();
  });

  it('switch the desktop’s notifications off, and on again', async () => {
    const { user, platform, show } = await openSettings(home);
    const control = (): HTMLInputElement => screen.getByLabelText(say.preferences.notifications);
    expect(control().checked).toBe(true);
    await user.click(control());
    expect(platform.setNotifications).toHaveBeenLastCalledWith(false);
    await show({ ...home, notifications: false });
    await user.click(control());
    expect(platform.setNotifications).toHaveBeenLastCalledWith(true);
  });

  it('keep the app in the tray, and say where there is none', async () => {
    const { user, platform, show } = await openSettings(home);
    const control = (): HTMLInputElement => screen.getByLabelText(say.preferences.tray);
    expect(control().checked).toBe(false);
    expect(screen.getByText(say.preferences.trayHint)).toBeTruthy();
    // An organisation that allows it leaves it to the person.
    await show({ ...home, policy: policy({ setByOrganisation: ['tray'] }) });
    await user.click(control());
    expect(platform.setTray).toHaveBeenLastCalledWith(true);
    await show({ ...home, tray: 'there' });
    expect(control().checked).toBe(true);
    expect(screen.queryByText(say.preferences.trayMissing)).toBeNull();
    await show({ ...home, tray: 'missing' });
    expect(control().checked).toBe(true);
    expect(screen.getByText(say.preferences.trayMissing)).toBeTruthy();
    await user.click(control());
    expect(platform.setTray).toHaveBeenLastCalledWith(false);
  });

  it('set by the organisation have no control', async () => {
    await openSettings(governed());
    const own = section(say.preferences.title);
    expect(own.queryByLabelText(say.preferences.revealReason)).toBeNull();
    expect(own.queryByLabelText(say.preferences.autoLock)).toBeNull();
    expect(own.queryByLabelText(say.preferences.tray)).toBeNull();
    expect(own.getByLabelText(say.preferences.retention)).toBeTruthy();
    expect(own.getAllByText(say.preferences.byOrganisation)).toHaveLength(4);
    expect(section(say.policy.title).getByText(say.policy.exports.masked)).toBeTruthy();
  });
});

describe('how it looks', () => {
  it('is in high contrast where the person wants it', async () => {
    const { user, platform, show } = await openSettings(home);
    const root = document.documentElement;
    expect(root.dataset['contrast']).toBeUndefined();
    await user.click(screen.getByLabelText(say.appearance.highContrast));
    expect(platform.setHighContrast).toHaveBeenLastCalledWith(true);
    await show({ ...home, highContrast: true });
    expect(root.dataset['contrast']).toBe('more');
    await show(home);
    expect(root.dataset['contrast']).toBeUndefined();
  });

  it('is as large as chosen', async () => {
    const { user, platform } = await openSettings(home);
    await user.selectOptions(screen.getByLabelText(say.appearance.zoom), '150');
    expect(platform.setZoom).toHaveBeenLastCalledWith('150');
  });

  it.each([
    ['{Control>}+{/Control}', '125', '150'],
    ['{Control>}={/Control}', '100', '110'],
    ['{Meta>}-{/Meta}', '125', '110'],
    ['{Control>}0{/Control}', '200', '100'],
  ] as const)('is changed by %s from %s %', async (keys, now, wanted) => {
    const { user, platform } = await openSettings({ ...home, zoom: now });
    await user.keyboard(keys);
    expect(platform.setZoom).toHaveBeenCalledExactlyOnceWith(wanted);
  });

  it('has two ends, and other keys leave it alone', async () => {
    const { user, platform, show } = await openSettings({ ...home, zoom: '200' });
    await user.keyboard('{Control>}+{/Control}+-0{Control>}{Alt>}+{/Alt}{/Control}');
    await show(home);
    await user.keyboard('{Control>}-{/Control}{Control>}0{/Control}');
    expect(platform.setZoom).not.toHaveBeenCalled();
  });
});

describe('a newer version', () => {
  it('is offered where one was found, and installed on request', async () => {
    const { user, platform, show } = await openSettings(home);
    expect(screen.queryByRole('button', { name: say.about.install })).toBeNull();
    await show({ ...home, update: { version: '1.2.3' } });
    expect(section(say.about.title).getByText(say.about.newer('1.2.3'))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.about.install }));
    expect(platform.installUpdate).toHaveBeenCalledOnce();
  });
});

describe('connections', () => {
  it('of a forbidden environment can be deleted, but not used', async () => {
    await openSettings(governed());
    const use = screen.getByRole('button', { name: say.connections.useNamed('Production') });
    expect(use).toHaveProperty('disabled', true);
    expect(screen.getByRole('button', { name: say.connections.more('Production') })).toBeTruthy();
  });

  it('are tested one by one', async () => {
    const { user, platform } = await openSettings(governed(), {
      testProfile: vi.fn(async () => ({
        ok: false,
        elapsedMs: 9,
        problem: problems.credentials_refused,
      })),
    });
    await user.click(screen.getByRole('button', { name: say.connections.testNamed('Main') }));
    expect(platform.testProfile).toHaveBeenCalledWith('profile-1');
    expect(screen.getByText(problems.credentials_refused.message)).toBeTruthy();
  });

  it('get new keys, and the form stays with what MX said when it refuses them', async () => {
    const { user, platform } = await openSettings(governed());
    await user.click(screen.getByRole('button', { name: say.connections.more('Main') }));
    await user.click(screen.getByRole('menuitem', { name: say.connections.replace }));
    platform.replaceKeys.mockRejectedValueOnce(problems.credentials_refused);
    await user.type(screen.getByLabelText(say.replaceKeys.apiKey), 'new-key');
    await user.click(screen.getByRole('button', { name: say.replaceKeys.run }));
    expect(screen.getByText(problems.credentials_refused.message)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.replaceKeys.run }));
    expect(platform.replaceKeys).toHaveBeenLastCalledWith('profile-1', null, 'new-key');
    expect(screen.queryByLabelText(say.replaceKeys.apiKey)).toBeNull();
  });
});

describe('diagnostics', () => {
  it('are read out with what to do, and copied', async () => {
    const check = (id: string, outcome: 'good' | 'bad', nextStep: string | null) => ({
      id,
      title: id,
      outcome,
      text: `${id} looked at`,
      nextStep,
    });
    const { user, platform } = await openSettings(home, {
      runDiagnostics: vi.fn(async () => ({
        checks: [check('keychain', 'good', null), check('clock', 'bad', 'Set the clock.')],
        text: '',
      })),
    });
    await user.click(screen.getByRole('button', { name: say.diagnostics.run }));
    const shown = section(say.diagnostics.title);
    expect(shown.getByRole('status').textContent).toContain('1 thing doesn’t work.');
    expect(shown.getByText('Set the clock.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: say.diagnostics.copy }));
    expect(platform.copyDiagnostics).toHaveBeenCalled();
    expect(screen.getByText(say.diagnostics.copied)).toBeTruthy();
  });

  it('lead to the logs, and say where they are when they can’t be shown', async () => {
    const { user, platform } = await openSettings(home, {
      showLogs: vi.fn(async () => {
        throw { code: 'not_now', message: 'Not opened.', nextStep: 'Open /d/logs yourself.' };
      }),
    });
    await user.click(screen.getByRole('button', { name: say.diagnostics.logs }));
    expect(platform.showLogs).toHaveBeenCalled();
    expect(screen.getByText(/Open \/d\/logs yourself\./)).toBeTruthy();
  });
});

describe('the lock', () => {
  it('closes by key and by menu, and nothing is left in the page', async () => {
    const { user, platform, show } = await openApp(governed());
    await fireEvent.keyDown(window, { key: 'l', ctrlKey: true });
    expect(platform.lock).toHaveBeenCalledTimes(1);
    await user.click(screen.getByRole('button', { name: words.app.menu }));
    await user.click(screen.getByRole('menuitem', { name: say.lock }));
    expect(platform.lock).toHaveBeenCalledTimes(2);

    await show({ ...governed(), locked: true, profiles: [] });
    expect(document.body.textContent).not.toContain('Westmoreland');
    await fireEvent.keyDown(window, { key: 'l', ctrlKey: true });
    expect(platform.lock).toHaveBeenCalledTimes(2);
    expect(screen.getByText(words.shell.lock.cover)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: words.shell.lock.unlock }));
    expect(platform.unlock).toHaveBeenCalledTimes(1);
  });

  it('hears of a hand on the desk, every 15 seconds at most', async () => {
    const { platform } = await openApp(home);
    for (let second = 0; second < 31; second += 1) {
      await fireEvent.pointerMove(document.body);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(platform.noteActivity).toHaveBeenCalledTimes(3);
  });
});

describe('a policy file that cannot be read', () => {
  it('is said on the connect page, where nothing can be chosen', async () => {
    const closed = screens['policy-closed']?.() ?? home;
    await openApp(closed);
    await tick();
    expect(screen.getByText(closed.policy.problem?.message ?? '')).toBeTruthy();
    expect(screen.getByRole('button', { name: words.start.explore.button })).toHaveProperty(
      'disabled',
      true,
    );
    expect(
      screen.getByRole('radio', { name: words.start.connect.kinds.integration }),
    ).toHaveProperty('disabled', true);
  });
});

describe('the language', () => {
  const list = (): HTMLSelectElement =>
    screen.getByRole<HTMLSelectElement>('combobox', { name: say.appearance.language });

  it('is chosen from the system’s and those the app speaks, each in itself', async () => {
    const { user, platform } = await openSettings(home);
    expect([...list().options].map((option) => option.text)).toEqual([
      'System (English)',
      'English',
      'Español',
      'Français',
    ]);
    expect(list().value).toBe('system');
    await user.selectOptions(list(), 'Español');
    expect(platform.setLanguage).toHaveBeenCalledWith('es');
  });

  it('changes what is on screen at once, and keeps the focus', async () => {
    const { show } = await openSettings(home);
    list().focus();
    await show({ ...home, languageChoice: 'es', language: 'es' });
    await vi.waitFor(() => expect(document.documentElement.lang).toBe('es'));
    await tick();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Configuración');
    expect(screen.getByRole('button', { name: 'Historial' })).toBeTruthy();
    expect(document.activeElement?.id).toBe('language');
    await show(home);
    await tick();
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Settings');
  });
});
