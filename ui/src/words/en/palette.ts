import { plural } from './plural';

/** The palette: whatever can be gone to or done, found by its name. */
export const palette = {
  title: 'Search and go',
  open: 'Search or go to…',
  field: 'A customer, a session, a place or an action',
  groups: {
    sessions: 'Open sessions',
    customers: 'Customers at MX',
    past: 'In the history',
    places: 'Go to',
    actions: 'Actions',
    scenarios: 'Start a scenario',
  },
  asking: 'Asking MX…',
  wholeOnly:
    'The history is searched by any part of an id or bank; MX finds customers by their whole id or e-mail address only.',
  none: (text: string) => `Nothing found for “${text}”.`,
  found: (count: number) => plural(count, 'result', 'results'),
  verify: (customer: string) => `New verification for ${customer}`,
  unknown: 'MX doesn’t know this id yet',
  onScreen: 'On screen',
  scenario: 'Scenario',
  theme: (name: string) => `Appearance: ${name}`,
  language: (name: string) => `Language: ${name}`,
  highContrast: (isOn: boolean) => (isOn ? 'High contrast: off' : 'High contrast: on'),
  zoom: (percent: string) => `Size: ${percent}%`,
};

/** The keys, to be looked up. */
export const keys = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  everywhere: 'Everywhere',
  inLists: 'In lists and tables',
  atWidget: 'At the widget',
  what: {
    palette: 'Search and go',
    keys: 'This list',
    verify: 'New verification',
    lock: 'Lock the desk',
    size: 'Presentation size',
    zoom: 'Larger, smaller, 100%',
    leave: 'Close what is in front',
    move: 'Next or previous entry',
    page: 'Next or previous page',
    ends: 'First or last entry',
    open: 'Open the entry',
    enter: 'Go to the widget',
    tab: 'Past the widget, and back',
  },
  notTyping: 'while nothing is being typed',
};

/** MX's statuses, to be looked up. */
export const statuses = {
  title: 'What MX’s statuses mean',
  field: 'A status, or a word of what it means',
  groups: { connections: 'Of a connection', deposits: 'Of test deposits' },
  loading: 'Loading…',
  none: (text: string) => `No status matches “${text}”.`,
  found: (count: number) => plural(count, 'status', 'statuses'),
  close: 'Close',
};
