import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';

import { options, preview } from '../src/platform/fake/configure';
import { deskView, environment, policy, problem } from '../src/platform/fake/fixtures';
import type { OptionFinding, WidgetPreset, WidgetSetup } from '../src/platform/types';
import { choices, valueOf, withValue } from '../src/screens/configure/values';
import { tinted } from '../src/screens/configure/tinted';
import { words } from '../src/words';
import { openApp, type Stage } from './stage';

const say = words.configure;
const idle = (): ReturnType<typeof deskView> => deskView({ environment: environment('sandbox') });

async function configure(
  answers: Parameters<typeof openApp>[1] = {},
  view = idle(),
): Promise<Stage> {
  const stage = await openApp(view, { widgetOptions: vi.fn(async () => options), ...answers });
  await stage.user.click(there('[data-place="configure"]'));
  await screen.findByLabelText('color_scheme');
  return stage;
}

/** What a selector finds. By role it takes long: the form has hundreds of elements. */
function there(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`nothing is ${selector}`);
  return found;
}

const action = (name: string): HTMLElement => there(`[data-action="${name}"]`);

/** The setup that a preview was last asked of. */
const asked = ({ platform }: Stage): WidgetSetup | undefined =>
  platform.previewWidget.mock.lastCall?.[0];

const row = (name: string): HTMLElement => there(`[data-option="${name}"]`);

// A form of thirty fields is much for jsdom on a busy computer.
vi.setConfig({ testTimeout: 30_000 });

describe('the configurator', () => {
  it('is reached with a key, in the group of tools', async () => {
    const stage = await openApp(idle(), { widgetOptions: vi.fn(async () => options) });
    const tools = document.querySelector('[aria-labelledby="tools"]');
    expect(tools?.querySelector('[data-place="configure"]')).not.toBeNull();
    await stage.user.keyboard('{Control>}5{/Control}');
    expect(await screen.findByRole('heading', { level: 1, name: say.title })).toBeTruthy();
  });

  it('shows every option with a line about it', async () => {
    await configure();
    for (const { name } of options) {
      expect(
        within(row(name)).getByText(new RegExp(say.meaning[name].slice(0, 20), 'u')),
      ).toBeTruthy();
    }
  });

  it('asks for a preview of what is chosen, of every kind of option', async () => {
    const stage = await configure();
    const { user } = stage;
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    await user.selectOptions(screen.getByLabelText('include_identity'), 'false');
    await user.click(within(row('iso_country_code')).getByLabelText('CA'));
    await user.type(screen.getByLabelText('ui_message_version'), '3x');
    await user.type(screen.getByLabelText('style.font_name'), 'Roboto');
    await user.selectOptions(screen.getByLabelText('Accept-Language'), 'es');
    await user.click(there('[value="v20111101"]'));
    await waitFor(() =>
      expect(asked(stage)).toEqual({
        generation: 'v20111101',
        language: 'es',
        options: {
          mode: 'verification',
          data_request: { products: ['account_verification'] },
          color_scheme: 'dark',
          include_identity: false,
          iso_country_code: ['CA'],
          ui_message_version: 3,
          style: { font_name: 'Roboto' },
        },
      }),
    );
    await user.click(within(row('iso_country_code')).getByLabelText('CA'));
    await user.selectOptions(screen.getByLabelText('include_identity'), '');
    await waitFor(() => expect(asked(stage)?.options.iso_country_code).toBeUndefined());
    expect(asked(stage)?.options).not.toHaveProperty('include_identity');
  });

  it('says what is wrong at the field and in the list, and leads there', async () => {
    const finding: OptionFinding = {
      weight: 'contradiction',
      options: ['color_scheme'],
      text: 'MX documents no “blue” here.',
    };
    const { user } = await configure({
      previewWidget: vi.fn(async () => preview({ findings: [finding] })),
    });
    expect(await screen.findByText(say.findings.counts.contradiction(1))).toBeTruthy();
    const field = screen.getByLabelText('color_scheme');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(within(row('color_scheme')).getByText(finding.text)).toBeTruthy();
    await user.click(there('[data-finding="color_scheme"]'));
    expect(document.activeElement).toBe(field);
  });

  it('drops the answer to an earlier question', async () => {
    let answerFirst: (shown: ReturnType<typeof preview>) => void = () => undefined;
    const previewWidget = vi
      .fn(async () => preview({ json: '"the newest"' }))
      .mockImplementationOnce(() => new Promise((answer) => (answerFirst = answer)));
    const { user } = await configure({ previewWidget });
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    expect(await screen.findByText('"the newest"')).toBeTruthy();
    answerFirst(preview({ json: '"the first"' }));
    // Long enough for it to be drawn.
    await new Promise((later) => setTimeout(later, 50));
    expect(screen.queryByText('"the first"')).toBeNull();
  });

  it('copies the form on screen, and moves between the forms by arrow', async () => {
    const { user, platform } = await configure();
    const json = there('[data-form="json"]');
    json.focus();
    await user.keyboard('{ArrowRight}');
    const curl = there('[data-form="curl"]');
    expect(document.activeElement).toBe(curl);
    expect(curl.getAttribute('aria-selected')).toBe('true');
    await user.click(screen.getByLabelText(say.output.copy.curl));
    expect(platform.copyWidgetRequest.mock.lastCall?.slice(1)).toEqual(['here', false, 'curl']);
    expect(await screen.findByText(say.output.copied.curl)).toBeTruthy();
  });

  it('says what the desk sets, and that another value is for another app', async () => {
    const setByDesk = [
      { option: 'color_scheme' as const, value: '"light"', isFixed: true, why: 'Because.' },
    ];
    const { user } = await configure({
      previewWidget: vi.fn(async () => preview({ setByDesk })),
    });
    expect(await screen.findByText(/Because\./u)).toBeTruthy();
    expect(screen.queryByText(new RegExp(say.yourValue, 'u'))).toBeNull();
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    expect(await screen.findByText(new RegExp(say.yourValue, 'u'))).toBeTruthy();
  });

  it('opens a session with these options, as the request is for', async () => {
    const { user, platform } = await configure();
    await user.type(screen.getByLabelText(say.open.customer), 'acme-1');
    await user.selectOptions(screen.getByLabelText(say.target.label), 'link');
    expect(screen.getByText(new RegExp(say.open.handOvers.link, 'u'))).toBeTruthy();
    await user.click(action('open-with-this'));
    expect(platform.startSession).toHaveBeenCalledWith(
      expect.objectContaining({
        customerId: 'acme-1',
        handOver: 'link',
        mode: 'verification',
        setup: {
          generation: 'v20250224',
          language: null,
          options: { mode: 'verification', data_request: { products: ['account_verification'] } },
        },
      }),
    );
  });

  it('opens nothing without an MX, nor what the desk can not open', async () => {
    const { user } = await configure({}, deskView());
    await user.type(screen.getByLabelText(say.open.customer), 'acme-1');
    expect(screen.getByText(say.open.notConnected)).toBeTruthy();
    const button = action('open-with-this');
    expect((button as HTMLButtonElement).disabled).toBe(true);
  });

  it('leaves links to those who may hand them out', async () => {
    const view = { ...idle(), policy: policy({ linkHandOver: false }) };
    const { user } = await configure({}, view);
    await user.type(screen.getByLabelText(say.open.customer), 'acme-1');
    await user.selectOptions(screen.getByLabelText(say.target.label), 'link');
    expect(screen.getByText(say.open.linkForbidden)).toBeTruthy();
    expect((action('open-with-this') as HTMLButtonElement).disabled).toBe(true);
  });

  it('takes an institution from MX’s list by its code, a page at a time', async () => {
    const bank = (at: number) => ({
      code: `bank_${at}`,
      guid: null,
      name: `Bank ${at}`,
      country: 'US',
      isOauth: false,
      hasNumbers: true,
    });
    const listInstitutions = vi.fn(async (_: string, page: number) => ({
      institutions: [bank(page)],
      page,
      pages: 2,
      total: 2,
    }));
    const stage = await configure({ listInstitutions });
    const { user } = stage;
    await user.click(screen.getByLabelText(say.institution.chooseFor('current_institution_code')));
    expect(await screen.findByText('Bank 1')).toBeTruthy();
    await user.click(action('more-institutions'));
    const second = await screen.findByText('Bank 2');
    expect(screen.getByText('Bank 1')).toBeTruthy();
    await user.click(second);
    await waitFor(() => expect(asked(stage)?.options.current_institution_code).toBe('bank_2'));
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('says why no institution can be found, and asks again', async () => {
    const offline = problem('offline', 'No connection could be made.', 'Try again.');
    const listInstitutions = vi.fn(() => Promise.reject(offline));
    const { user } = await configure({ listInstitutions });
    await user.click(screen.getByLabelText(say.institution.chooseFor('current_institution_code')));
    expect(await screen.findByText('No connection could be made.')).toBeTruthy();
    const before = listInstitutions.mock.calls.length;
    await user.click(screen.getByRole('button', { name: say.institution.again }));
    expect(listInstitutions.mock.calls.slice(before)).toEqual([['', 1]]);
  });

  it('fills the form from pasted JSON and names what it can not use', async () => {
    const readWidgetOptions = vi.fn(async () => ({
      options: { mode: 'aggregation' },
      refused: ['colour is none of MX’s options.'],
    }));
    const stage = await configure({ readWidgetOptions });
    const { user } = stage;
    await user.click(action('paste'));
    await fireEvent.input(there('#paste-text'), { target: { value: '{"a":1}' } });
    await user.click(action('fill'));
    expect(readWidgetOptions).toHaveBeenCalledWith('{"a":1}');
    expect(await screen.findByText('colour is none of MX’s options.')).toBeTruthy();
    await waitFor(() => expect(asked(stage)?.options).toEqual({ mode: 'aggregation' }));
  });

  it('loads a preset, says when it is changed, and saves the change', async () => {
    const preset: WidgetPreset = {
      id: 'p',
      name: 'Canada',
      setup: { generation: 'v20111101', language: 'fr-CA', options: { iso_country_code: ['CA'] } },
    };
    const listPresets = vi.fn(async () => [preset]);
    const savePreset = vi.fn(async () => 'p');
    const stage = await configure({ listPresets, savePreset });
    const { user } = stage;
    await user.click(action('presets'));
    await user.click(await screen.findByText('Canada'));
    await waitFor(() => expect(asked(stage)).toEqual(preset.setup));
    expect(screen.queryByText(new RegExp(say.presets.changed, 'u'))).toBeNull();
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    expect(await screen.findByText(new RegExp(say.presets.changed, 'u'))).toBeTruthy();
    await user.click(action('presets'));
    await user.click(action('update-preset'));
    expect(savePreset).toHaveBeenCalledWith('p', 'Canada', {
      ...preset.setup,
      options: { iso_country_code: ['CA'], color_scheme: 'dark' },
    });
  });

  it('forgets at a lock whom it was for, and nothing else', async () => {
    const stage = await configure();
    const { user, show } = stage;
    await user.type(screen.getByLabelText(say.open.customer), 'acme-1');
    await user.type(screen.getByLabelText('current_member_guid'), 'MBR-1');
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    await show({ ...idle(), locked: true });
    await show(idle());
    const customer = await screen.findByLabelText(say.open.customer);
    expect((customer as HTMLInputElement).value).toBe('');
    await waitFor(() => expect(asked(stage)?.options.color_scheme).toBe('dark'));
    expect(asked(stage)?.options).not.toHaveProperty('current_member_guid');
  });

  it('keeps what was chosen while one looks elsewhere', async () => {
    const { user } = await configure();
    await user.selectOptions(screen.getByLabelText('color_scheme'), 'dark');
    await user.click(there('[data-place="history"]'));
    await user.click(there('[data-place="configure"]'));
    const field = await screen.findByLabelText('color_scheme');
    expect((field as HTMLSelectElement).value).toBe('dark');
  });
});

describe('values of options', () => {
  it('come back as they were set', () => {
    const set = withValue({}, 'data_request', ['transactions']);
    expect(set).toEqual({ data_request: { products: ['transactions'] } });
    expect(valueOf(set, 'data_request')).toEqual(['transactions']);
    expect(withValue(set, 'data_request', undefined)).toEqual({});
    expect(withValue({}, 'insight_guid', '')).toEqual({});
    expect(valueOf(withValue({}, 'deep_link_params', 'x'), 'deep_link_params')).toBe('x');
    expect(choices(['a', 'b'], ['c', 'a'])).toEqual(['a', 'b', 'c']);
  });
});

describe('tinted text', () => {
  it.each(['json', 'curl', 'rust'] as const)('says the same as %s', (form) => {
    const text = '{\n  "a": "b \\" c", // let x = true;\n  "n": 4\n} -d \'{}\' \\\n';
    expect(
      tinted(text, form)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });
});
