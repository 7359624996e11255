import { screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { deskView, problem, problems } from '../src/platform/fake/fixtures';
import { screens } from '../src/platform/fake/screens';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.start.connect;
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const view = (name: keyof typeof screens) => screens[name]?.() ?? deskView();

async function enterKeys({ user }: Stage): Promise<void> {
  await user.type(screen.getByLabelText(say.clientId), 'client');
  await user.type(screen.getByLabelText(say.apiKey), 'secret');
}

describe('a start with saved keys', () => {
  it('says that the keychain is being read, and offers another way', async () => {
    const { user, platform, show } = await openApp(view('start-restoring'));
    expect(screen.getByRole('status').textContent).toContain(words.app.restoring);
    expect(screen.queryByText(words.start.explore.button)).toBeNull();
    await user.click(button(words.app.restoringLeave));
    expect(platform.disconnect).toHaveBeenCalledOnce();
    await show(deskView());
    expect(button(words.start.explore.button)).toBeTruthy();
  });
});

describe('the first start', () => {
  it('explores the simulated MX with one click', async () => {
    const { user, platform } = await openApp(deskView());
    await user.click(button(words.start.explore.button));
    expect(platform.exploreSandbox).toHaveBeenCalledOnce();
  });

  it('says why the simulated MX did not start', async () => {
    const failed = problem(
      'sandbox_failed',
      'The simulated MX could not be started.',
      'Try again.',
    );
    const { user } = await openApp(deskView(), {
      exploreSandbox: vi.fn().mockRejectedValue(failed),
    });
    await user.click(button(words.start.explore.button));
    expect((await screen.findByRole('alert')).textContent).toContain(failed.message);
  });

  it('survives a rejection that is no problem', async () => {
    const { user } = await openApp(deskView(), { exploreSandbox: vi.fn().mockRejectedValue('x') });
    await user.click(button(words.start.explore.button));
    expect((await screen.findByRole('alert')).textContent).toContain(words.app.unexpected);
  });

  it('never shows the API key unasked, nor offers it to autofill', async () => {
    const { user } = await openApp(deskView());
    const key = screen.getByLabelText(say.apiKey);
    expect(key.getAttribute('type')).toBe('password');
    expect(key.getAttribute('autocomplete')).toBe('off');
    await user.click(button(say.showKeyLabel));
    expect(key.getAttribute('type')).toBe('text');
  });
});

describe('connecting to MX', () => {
  it('tests the keys and says how long MX took', async () => {
    const stage = await openApp(deskView());
    expect(button(say.test)).toHaveProperty('disabled', true);
    await enterKeys(stage);
    await stage.user.click(button(say.test));
    expect(stage.platform.testConnection).toHaveBeenCalledWith({
      kind: 'integration',
      apiBaseUrl: null,
      widgetOrigins: [],
      clientId: 'client',
      apiKey: 'secret',
    });
    expect(await screen.findByText(say.ok(12))).toBeTruthy();
  });

  it.each([
    problems.credentials_refused,
    problems.not_allowed,
    problems.offline,
    problems.tls_failed,
  ])('explains $code', async (why) => {
    const testConnection = vi.fn(async () => ({ ok: false, elapsedMs: 9, problem: why }));
    const stage = await openApp(deskView(), { testConnection });
    await enterKeys(stage);
    await stage.user.click(button(say.test));
    expect(await screen.findByText(why.message)).toBeTruthy();
    expect(screen.getByText(why.nextStep)).toBeTruthy();
    await stage.user.type(screen.getByLabelText(say.clientId), '2');
    expect(screen.queryByText(why.message)).toBeNull();
  });

  it('saves in the keychain', async () => {
    const stage = await openApp(deskView());
    await enterKeys(stage);
    await stage.user.click(button(say.save));
    expect(stage.platform.saveConnection).toHaveBeenCalledWith(
      expect.objectContaining({ clientId: 'client', apiKey: 'secret' }),
      'keychain',
    );
    expect((screen.getByLabelText(say.apiKey) as HTMLInputElement).value).toBe('');
  });

  it('says what is waited for when the keychain takes long', async () => {
    let saved = (): void => undefined;
    const saveConnection = vi.fn(() => new Promise<void>((resolve) => (saved = resolve)));
    const stage = await openApp(deskView(), { saveConnection });
    await enterKeys(stage);
    await stage.user.click(button(say.save));
    expect(screen.queryByText(say.keychainAsks)).toBeNull();
    expect(await screen.findByText(say.keychainAsks, {}, { timeout: 4_000 })).toBeTruthy();
    saved();
    await waitFor(() => {
      expect(screen.queryByText(say.keychainAsks)).toBeNull();
    });
  });

  it.each([problems.keychain_locked, problems.keychain_unavailable])(
    'offers to keep the keys for this session when there is $code',
    async (why) => {
      const saveConnection = vi.fn().mockRejectedValueOnce(why).mockResolvedValue(undefined);
      const stage = await openApp(deskView(), { saveConnection });
      await enterKeys(stage);
      await stage.user.click(button(say.save));
      const alert = await screen.findByRole('alert');
      expect(alert.textContent).toContain(why.message);
      await stage.user.click(within(alert).getByRole('button', { name: say.sessionOnly }));
      expect(saveConnection).toHaveBeenLastCalledWith(
        expect.objectContaining({ apiKey: 'secret' }),
        'session_only',
      );
    },
  );

  it('asks for the gateway’s addresses in a custom environment', async () => {
    const stage = await openApp(deskView());
    await enterKeys(stage);
    await stage.user.click(screen.getByRole('radio', { name: say.kinds.custom }));
    expect(button(say.test)).toHaveProperty('disabled', true);
    await stage.user.type(screen.getByLabelText(say.apiBaseUrl), ' https://mx.example.com ');
    await stage.user.type(
      screen.getByLabelText(say.widgetOrigins),
      'https://a.example{enter}https://b.example',
    );
    await stage.user.click(button(say.test));
    expect(stage.platform.testConnection).toHaveBeenCalledWith(
      expect.objectContaining({
        kind: 'custom',
        apiBaseUrl: 'https://mx.example.com',
        widgetOrigins: ['https://a.example', 'https://b.example'],
      }),
    );
  });

  it('warns of production', async () => {
    const { user } = await openApp(deskView());
    expect(screen.queryByText(say.production)).toBeNull();
    await user.click(screen.getByRole('radio', { name: say.kinds.production }));
    expect(screen.getByText(say.production)).toBeTruthy();
  });
});

describe('saved connections', () => {
  it('are used with one click', async () => {
    const { user, platform } = await openApp(view('start-saved'));
    await user.click(button(words.start.saved.useNamed('Production', '77d0')));
    expect(platform.useProfile).toHaveBeenCalledWith('profile-2');
  });

  it('say what is waited for when the keychain takes long', async () => {
    let read = (): void => undefined;
    const useProfile = vi.fn(() => new Promise<void>((resolve) => (read = resolve)));
    const { user } = await openApp(view('start-saved'), { useProfile });
    await user.click(button(words.start.saved.useNamed('Production', '77d0')));
    expect(screen.queryByText(say.keychainAsks)).toBeNull();
    expect(await screen.findByText(say.keychainAsks, {}, { timeout: 4_000 })).toBeTruthy();
    read();
    await waitFor(() => {
      expect(screen.queryByText(say.keychainAsks)).toBeNull();
    });
  });

  it('are forgotten only after a confirmation', async () => {
    const { user, platform } = await openApp(view('start-saved'));
    const forget = words.start.saved.forgetNamed('Integration', '8f2c');
    await user.click(button(forget));
    await user.click(button(words.start.forget.cancel));
    expect(platform.forgetProfile).not.toHaveBeenCalled();
    await user.click(button(forget));
    await user.click(button(words.start.forget.confirm));
    expect(platform.forgetProfile).toHaveBeenCalledWith('profile-1');
  });

  it('say what came of forgetting one, although the keychain is known to be locked', async () => {
    const problem = { ...problems.keychain_locked, nextStep: 'The connection is still saved.' };
    const forgetProfile = vi.fn(() => Promise.reject(problem));
    const { user } = await openApp(view('start-problem'), { forgetProfile });
    await user.click(button(words.start.saved.forgetNamed('Integration', '8f2c')));
    await user.click(button(words.start.forget.confirm));
    expect(await screen.findByText(problem.nextStep)).toBeTruthy();
  });

  it('stand beside what is wrong with the keychain', async () => {
    await openApp(view('start-problem'));
    expect(screen.getByRole('alert').textContent).toContain(problems.keychain_locked.message);
  });
});
