import type { Platform } from '..';
import type {
  InstitutionRow,
  OptionName,
  OptionView,
  RequestTarget,
  WidgetOptions,
  WidgetPreset,
  WidgetPreview,
  WidgetSetup,
} from '../types';
import { problem, problems } from './fixtures';
import { pause } from './pause';

/** The part of the platform that is about a widget's options. */
export type Configure = Pick<
  Platform,
  | 'widgetOptions'
  | 'previewWidget'
  | 'copyWidgetRequest'
  | 'readWidgetOptions'
  | 'listInstitutions'
  | 'listPresets'
  | 'savePreset'
  | 'renamePreset'
  | 'duplicatePreset'
  | 'deletePreset'
  | 'exportPresets'
  | 'importPresets'
>;

const NEWER = 'v20250224';
const OLDER = 'v20111101';

function option(
  name: OptionName,
  group: OptionView['group'],
  kind: OptionView['kind'],
  part: Partial<OptionView> = {},
): OptionView {
  return {
    name,
    group,
    kind,
    default: null,
    generations: [NEWER, OLDER],
    isForConnect: group !== 'other_widgets',
    ...part,
  };
}

const flag = { kind: 'flag' } as const;
const text = { kind: 'text' } as const;
const word = (...words: string[]): OptionView['kind'] => ({ kind: 'word', words });
const list = (...words: string[]): OptionView['kind'] => ({ kind: 'words', words });
const newer: Partial<OptionView> = { generations: [NEWER] };

/** The options as Rust lists them. */
export const options: OptionView[] = [
  option('mode', 'purpose', word('verification', 'aggregation'), { default: 'aggregation' }),
  option(
    'data_request',
    'purpose',
    list(
      'account_verification',
      'identity_verification',
      'transactions',
      'transaction_history',
      'statements',
      'investments',
      'rewards',
    ),
    newer,
  ),
  option('include_transactions', 'purpose', flag),
  option('include_identity', 'purpose', flag, { default: 'false' }),
  option('use_cases', 'purpose', list('PFM', 'MONEY_MOVEMENT')),
  option('disable_background_agg', 'purpose', flag),
  option('widget_type', 'purpose', word('connect_widget', 'connections_widget', 'pulse_widget')),
  option('current_institution_code', 'opening', { kind: 'institution_code' }),
  option('current_institution_guid', 'opening', { kind: 'institution_guid' }),
  option('current_member_guid', 'opening', { kind: 'member' }),
  option('update_credentials', 'opening', flag, { default: 'false' }),
  option('current_microdeposit_guid', 'opening', text, newer),
  option('disable_institution_search', 'opening', flag, { default: 'false' }),
  option('iso_country_code', 'opening', list('US', 'CA', 'MX')),
  option('color_scheme', 'look', word('light', 'dark', 'browser'), { default: 'light' }),
  option('style', 'look', text, newer),
  option('oauth_referral_source', 'oauth', word('APP', 'BROWSER')),
  option('ui_message_webview_url_scheme', 'oauth', text, { default: 'mx' }),
  option('client_redirect_url', 'oauth', text),
  option('enable_app2app', 'oauth', flag, { default: 'true' }),
  option('ui_message_version', 'messages', { kind: 'number' }, { default: '4' }),
  option('is_mobile_webview', 'messages', flag, { default: 'false' }),
  option('locale', 'other_widgets', text, newer),
  option('deep_link_params', 'other_widgets', text, newer),
  option('insight_guid', 'other_widgets', text),
  option('microwidget_instance_id', 'other_widgets', text),
  option('connections_use_case_filter', 'other_widgets', flag, {
    default: 'false',
    generations: [OLDER],
  }),
];

/** A preview with nothing to say. */
export function preview(part: Partial<WidgetPreview> = {}): WidgetPreview {
  return {
    json: '{\n  "widget_url": {}\n}',
    curl: 'curl -X POST \'https://int-api.mx.com/users/\'"$MX_USER_GUID"/widget_urls',
    rust: 'let widget = WidgetUrlRequest::new(WidgetType::Connect);\n',
    mode: 'verification',
    canOpen: true,
    language: null,
    findings: [],
    setByDesk: [],
    ...part,
  };
}

/** What the fake says; the real words are Rust's. */
function previewOf(setup: WidgetSetup, target: RequestTarget): WidgetPreview {
  const { options: chosen } = setup;
  const desk: WidgetOptions =
    target === 'other_app'
      ? {}
      : {
          ui_message_version: 4,
          oauth_referral_source: target === 'link' ? 'BROWSER' : 'APP',
          ...(target === 'link' ? {} : { ui_message_webview_url_scheme: 'connectdesk' }),
          ...(target === 'window' ? { is_mobile_webview: true } : {}),
        };
  const sent = { widget_type: 'connect_widget', color_scheme: 'light', ...chosen, ...desk };
  const json = JSON.stringify({ widget_url: sent }, null, 2);
  const findings: WidgetPreview['findings'] = [];
  const opensOn =
    chosen.current_institution_code ??
    chosen.current_institution_guid ??
    chosen.current_member_guid;
  if (chosen.disable_institution_search === true && opensOn === undefined) {
    findings.push({
      weight: 'contradiction',
      options: ['disable_institution_search', 'current_institution_code'],
      text: 'Without the search the widget must be told where to open: choose an institution or a member.',
    });
  }
  if (chosen.current_member_guid !== undefined && chosen.current_institution_code !== undefined) {
    findings.push({
      weight: 'no_effect',
      options: ['current_institution_code', 'current_member_guid'],
      text: 'The member goes first: the widget opens on it, not on this institution.',
    });
  }
  if (chosen.include_transactions !== undefined && setup.generation === NEWER) {
    findings.push({
      weight: 'advice',
      options: ['include_transactions', 'data_request'],
      text: 'MX discourages this in v20250224. Choose the product transactions instead.',
    });
  }
  return preview({
    json,
    curl: [
      'curl -X POST \'https://int-api.mx.com/users/\'"$MX_USER_GUID"/widget_urls',
      '-u "$MX_CLIENT_ID:$MX_API_KEY"',
      "-H 'Accept: application/json'",
      `-H 'Accept-Version: ${setup.generation}'`,
      "-H 'Content-Type: application/json'",
      `-d '${json}'`,
    ].join(' \\\n  '),
    rust: [
      'use mx_platform::{Client, Error, WidgetType, WidgetUrl, WidgetUrlRequest};',
      '',
      '/// What to open, and how.',
      'pub fn request() -> WidgetUrlRequest {',
      '    let mut widget = WidgetUrlRequest::new(WidgetType::Connect);',
      '    widget.color_scheme = Some(ColorScheme::Light);',
      '    widget',
      '}',
    ].join('\n'),
    mode: chosen.mode === 'aggregation' ? 'aggregation' : 'verification',
    language: setup.language,
    canOpen: (chosen.widget_type ?? 'connect_widget') === 'connect_widget',
    findings,
    setByDesk:
      target === 'other_app'
        ? []
        : [
            {
              option: 'ui_message_version',
              value: '4',
              isFixed: true,
              why: 'Connect Desk reads messages of version 4.',
            },
            {
              option: 'is_mobile_webview',
              value: target === 'window' ? 'true' : null,
              isFixed: true,
              why: 'In the frame, the widget posts its messages.',
            },
            {
              option: 'oauth_referral_source',
              value: target === 'link' ? '"BROWSER"' : '"APP"',
              isFixed: true,
              why: 'Connect Desk opens the bank’s page, in the system’s browser.',
            },
            {
              option: 'ui_message_webview_url_scheme',
              value: target === 'link' ? null : '"connectdesk"',
              isFixed: true,
              why: 'Connect Desk’s own scheme, for messages and for the way back from a bank.',
            },
            ...(chosen.color_scheme === undefined
              ? [
                  {
                    option: 'color_scheme' as const,
                    value: '"light"',
                    isFixed: false,
                    why: 'As Connect Desk itself is drawn now.',
                  },
                ]
              : []),
          ],
  });
}

const banks: InstitutionRow[] = [
  bank('mxbank', 'MX Bank'),
  bank('mx_bank_oauth', 'MX Bank (OAuth)', { isOauth: true }),
  bank('nordwick_caisse', 'Caisse populaire Nordwick de l’Administration et des Services publics', {
    country: 'CA',
  }),
  bank('glimmerstone_card', 'Glimmerstone Card Services', { hasNumbers: false }),
  ...Array.from({ length: 60 }, (_, at) => bank(`bank_${at}`, `Savings Bank of Town ${at}`)),
];

function bank(code: string, name: string, part: Partial<InstitutionRow> = {}): InstitutionRow {
  const guid = `INS-5f1c2f0e-6d0f-4a3b-9a51-${code.length.toString(16).padStart(12, '0')}`;
  return { code, guid, name, country: 'US', isOauth: false, hasNumbers: true, ...part };
}

/** The configurator of an app that only plays one. `?institutions=offline` fails to find any. */
export function fakeConfigure(asked: URLSearchParams): Configure {
  let presets: WidgetPreset[] =
    asked.get('presets') === 'none'
      ? []
      : [
          {
            id: 'p-1',
            name: 'Canada, in French',
            setup: {
              generation: NEWER,
              language: 'fr-CA',
              options: { mode: 'verification', iso_country_code: ['CA'] },
            },
          },
          {
            id: 'p-2',
            name: 'Straight to MX Bank',
            setup: {
              generation: NEWER,
              language: null,
              options: {
                mode: 'verification',
                data_request: { products: ['account_verification'] },
                current_institution_code: 'mxbank',
                disable_institution_search: true,
              },
            },
          },
        ];
  const find = (id: string): WidgetPreset => {
    const found = presets.find((preset) => preset.id === id);
    if (found !== undefined) return found;
    throw problem('not_found', 'This preset is gone.', 'Choose another.');
  };
  const put = (preset: WidgetPreset): string => {
    if (presets.some(({ id, name }) => id !== preset.id && name === preset.name)) {
      throw problem('invalid_input', 'Another preset has this name.', 'Correct it.');
    }
    presets = [...presets.filter(({ id }) => id !== preset.id), preset];
    presets.sort((one, other) => one.name.localeCompare(other.name));
    return preset.id;
  };
  let made = 0;
  return {
    widgetOptions: async () => options,
    previewWidget: async (setup, target) => previewOf(setup, target),
    copyWidgetRequest: () => pause(50),
    async readWidgetOptions(pasted) {
      try {
        const body = JSON.parse(pasted) as { widget_url?: WidgetOptions } & WidgetOptions;
        const read = body.widget_url ?? body;
        const known = new Set<string>(options.map(({ name }) => name));
        const all = Object.entries(read);
        return {
          options: Object.fromEntries(all.filter(([name]) => known.has(name))),
          refused: all
            .filter(([name]) => !known.has(name))
            .map(([name]) => `${name} is none of MX’s options.`),
        };
      } catch {
        throw problem(
          'invalid_input',
          'This is not JSON: line 1, column 1.',
          'Paste the body of a widget URL request, with widget_url around it or without.',
        );
      }
    },
    async listInstitutions(name, page) {
      await pause(200);
      if (asked.get('institutions') === 'offline') throw problems.offline;
      const wanted = name.toLowerCase();
      const all = banks.filter((row) => row.name.toLowerCase().includes(wanted));
      return {
        institutions: all.slice((page - 1) * 25, page * 25),
        page,
        pages: Math.max(1, Math.ceil(all.length / 25)),
        total: all.length,
      };
    },
    listPresets: async () => presets,
    async savePreset(id, name, setup) {
      await pause(50);
      if (name.trim() === '') {
        throw problem('invalid_input', 'A preset needs a name.', 'Type one.');
      }
      made += 1;
      return put({ id: id ?? `made-${made}`, name: name.trim(), setup });
    },
    renamePreset: async (id, name) => void put({ ...find(id), name }),
    async duplicatePreset(id) {
      made += 1;
      const { name, setup } = find(id);
      return put({ id: `made-${made}`, name: `${name} (${made + 1})`, setup });
    },
    async deletePreset(id) {
      presets = presets.filter((preset) => preset.id !== find(id).id);
    },
    exportPresets: async () => ({
      path: '/home/agent/Documents/connect-presets.json',
      count: presets.length,
    }),
    importPresets: async () => ({
      added: 1,
      refused: ['Old one: ui_message_protocol is none of MX’s options.'],
    }),
  };
}
