import type { Desk } from '../desk.svelte';
import { places, type Place, type Places } from '../places.svelte';
import type {
  Appearance,
  DeskView,
  Language,
  LanguageChoice,
  ScenarioName,
} from '../platform/types';
import { isDark } from '../theme.svelte';
import { words } from '../words';
import type { Entry } from './palette';
import { keys, keysOf, zooms } from './shortcuts';
import { iconOf, isOpen, named, placeIcons, stateOf } from './states';

const looks: readonly Appearance[] = ['system', 'light', 'dark'];
const languages: readonly Language[] = ['en', 'es', 'fr'];

interface Of {
  desk: Desk;
  view: DeskView;
  here: Places;
  /** Lays it over the screen. */
  show: (what: 'keys' | 'statuses') => void;
}

/** Everything that can be gone to or done now, but for customers whom MX has to be asked about. */
export function entriesOf({ desk, view, here, show }: Of): Entry[] {
  return [
    ...sessions(desk, view),
    ...toGo(view, here),
    ...toDo(desk, view, show),
    ...toPresent(desk, view, here),
  ];
}

function sessions(desk: Desk, view: DeskView): Entry[] {
  return view.sessions.map((session) => {
    const isShown = view.session?.id === session.id;
    const state = isShown ? words.palette.onScreen : stateOf(session);
    return {
      id: `session-${session.id}`,
      group: 'sessions',
      text: session.customerId,
      note: [session.institution, state].filter((part) => part !== null).join(' · '),
      icon: iconOf(session),
      run: () => desk.attempt((platform) => platform.showSession(session.id)),
    };
  });
}

function toGo(view: DeskView, here: Places): Entry[] {
  const open: Place[] = places.filter((place) => isOpen(place, view));
  return open.map((place) => ({
    id: `place-${place}`,
    group: 'places',
    text: named(place, view),
    keys: keysOf(place),
    icon: placeIcons[place],
    run: () => here.go(place),
  }));
}

/** Scenarios are the simulated MX's. Where one ends, the others are. */
function toPresent(desk: Desk, view: DeskView, here: Places): Entry[] {
  if (!isOpen('present', view)) return [];
  const names = Object.keys(words.presenter.names) as ScenarioName[];
  return names.map((name) => ({
    id: `scenario-${name}`,
    group: 'scenarios',
    text: words.presenter.names[name],
    note: words.palette.scenario,
    icon: placeIcons.present,
    run: async () => {
      await here.go('present');
      await desk.attempt((platform) => platform.present(name, isDark(view.appearance)));
    },
  }));
}

function toDo(desk: Desk, view: DeskView, show: Of['show']): Entry[] {
  const session = view.session;
  const ofSession = (session?.actions ?? [])
    .filter((action) => session?.phase !== 'done' || action !== 'reopen')
    .map((action): Entry => ({
      id: `act-${action}`,
      group: 'actions',
      text:
        action === 'finish' && session?.phase !== 'done'
          ? words.session.leave
          : words.session.actions[action],
      note: session?.customer.id,
      icon: 'person',
      run: () => desk.attempt((platform) => platform.act(session?.id ?? '', action)),
    }));
  const always: Entry[] = [
    {
      id: 'lock',
      group: 'actions',
      text: words.settings.lock,
      keys: keys('L'),
      icon: 'lock',
      run: () => desk.attempt((platform) => platform.lock()),
    },
    {
      id: 'keys',
      group: 'actions',
      text: words.keys.title,
      keys: '?',
      icon: 'keyboard',
      run: () => show('keys'),
    },
    {
      id: 'statuses',
      group: 'actions',
      text: words.statuses.title,
      icon: 'info',
      run: () => show('statuses'),
    },
    {
      id: 'size',
      group: 'actions',
      text: words.presenter.size,
      keys: keys('P', { shift: true }),
      icon: 'screen',
      run: () => desk.attempt((platform) => platform.setPresentationSize(!view.presentationSize)),
    },
    {
      id: 'docs',
      group: 'actions',
      text: words.app.docs,
      icon: 'external',
      run: () => desk.help('platform_docs'),
    },
  ];
  const themes = looks
    .filter((look) => look !== view.appearance)
    .map((look): Entry => ({
      id: `theme-${look}`,
      group: 'actions',
      text: words.palette.theme(words.app.appearances[look]),
      icon: 'palette',
      run: () => desk.attempt((platform) => platform.setAppearance(look)),
    }));
  const spoken = languages
    .filter((language) => language !== view.language)
    .map((language): Entry => ({
      id: `language-${language}`,
      group: 'actions',
      text: words.palette.language(words.settings.appearance.languages[language]),
      icon: 'globe',
      run: () =>
        desk.attempt((platform) => platform.setLanguage(language satisfies LanguageChoice)),
    }));
  const contrast: Entry = {
    id: 'contrast',
    group: 'actions',
    text: words.palette.highContrast(view.highContrast),
    icon: 'palette',
    run: () => desk.attempt((platform) => platform.setHighContrast(!view.highContrast)),
  };
  const sizes = zooms
    .filter((zoom) => zoom !== view.zoom)
    .map((zoom): Entry => ({
      id: `zoom-${zoom}`,
      group: 'actions',
      text: words.palette.zoom(zoom),
      icon: 'search',
      run: () => desk.attempt((platform) => platform.setZoom(zoom)),
    }));
  return [...ofSession, ...always, ...themes, contrast, ...sizes, ...spoken];
}
