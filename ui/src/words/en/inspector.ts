import type {
  EnvironmentKind,
  InspectorKind,
  InspectorOutcome,
  InspectorStep,
  MessageWay,
} from '../../platform/types';
import { plural } from './plural';
import { number } from '../region';

/** The inspector: messages and calls of a session, one below the other. */
export const inspector = {
  title: 'Inspect',
  inspect: 'Inspect this session',
  recording: 'Recording',
  file: (name: string) => `File: ${name}`,
  back: 'Back to the session',
  open: 'Open a recording…',
  close: 'Close the recording',
  export: 'Export…',
  saved: (count: number, path: string) => `${plural(count, 'entry', 'entries')} saved to ${path}`,
  about: (mode: string, environment: string, host: string) => `${mode} · ${environment} · ${host}`,
  savedAt: (at: string) => `saved ${at}`,
  environments: {
    sandbox: 'Simulated MX',
    integration: 'Integration',
    production: 'Production',
    custom: 'Custom',
  } satisfies Record<EnvironmentKind, string>,

  none: {
    title: 'Nothing to inspect',
    next: 'Start a session to see what the widget says and what MX is asked, or open a recording that was saved.',
    empty: 'No messages or calls yet',
    emptyNext: 'Messages and calls appear here by themselves.',
    such: 'No entry fits',
    suchNext: 'Look for a shorter text, or for another kind.',
  },

  filters: {
    label: 'Filter the entries',
    search: 'Find',
    searchHint: 'Name, path, status, value',
    kind: 'Messages or calls',
    kinds: { all: 'All', message: 'Messages', call: 'Calls' } satisfies Record<
      InspectorKind | 'all',
      string
    >,
    outcome: 'Outcome',
    anyOutcome: 'Any outcome',
    clear: 'Clear the filters',
    follow: 'Follow',
    followHint: 'Stay at the newest entry',
    scale: 'True scale',
    scaleHint: 'Draw idle time as long as it was; without it, quiet stretches are cut short',
    count: (all: number) => plural(all, 'entry', 'entries'),
    found: (found: number, all: number) => `${number(found)} of ${plural(all, 'entry', 'entries')}`,
    dropped: (count: number) =>
      `${plural(count, 'older entry was', 'older entries were')} dropped to make room`,
  },

  list: 'Messages and calls',
  columns: { at: 'At', kind: 'What', name: 'Name', outcome: 'Outcome', took: 'Took' },
  waterfall: { squeezed: 'Waterfall, idle time squeezed', scale: 'Waterfall, true to scale' },
  message: 'Message',
  unread: 'Not read',
  starts: (at: string, took: number | null) =>
    took === null ? `at ${at}, not answered yet` : `at ${at}, for ${number(took)} ms`,
  times: (count: number) => `×${number(count)}`,
  outcomes: {
    accepted: 'Accepted',
    waiting: 'Waiting',
    ignored: 'Ignored',
    refused: 'Refused',
    pending: 'Pending',
    answered: 'Answered',
    failed: 'Failed',
  } satisfies Record<InspectorOutcome, string>,
  steps: {
    user: '1 · User',
    widget_url: '2 · Widget URL',
    load: '3 · Load',
    events: '4 · Events',
    status: '5 · Status',
    data: '6 · Account numbers and data',
    other: 'Outside the guide',
  } satisfies Record<InspectorStep, string>,
  ways: { posted: 'Posted by the frame', navigated: 'Customer window' } satisfies Record<
    MessageWay,
    string
  >,

  details: {
    label: 'Details',
    close: 'Close details',
    loading: 'Reading the entry…',
    step: 'Step',
    began: 'At',
    took: 'Took',
    attempt: 'Attempt',
    retry: (ms: number) => `tried again after ${number(ms)} ms`,
    requestId: 'Request id',
    size: 'Size',
    bytes: (count: number) => plural(count, 'byte', 'bytes'),
    way: 'Came by',
    mount: 'Widget',
    mounted: (count: number) => `no. ${count}`,
    times: 'Times',
    until: (count: number, at: string) => `${number(count)}, the last at ${at}`,
    answer: 'Answer',
    request: 'Request',
    message: 'Message',
    query: 'Query',
    headers: 'Headers',
    body: 'Body',
    curl: 'As curl',
    curlHint: 'Set the variables first: your keys, and what is hidden here.',
    copyCurl: 'Copy as curl',
    copied: 'Copied as curl',
    pending: 'MX has not answered yet.',
    noBody: 'No body.',
    notRead: 'It was turned away unread.',
  },

  tree: {
    items: (count: number) => plural(count, 'item', 'items'),
    fields: (count: number) => plural(count, 'field', 'fields'),
    hidden: 'hidden',
  },
};
