import type { Platform } from '..';
import type {
  DeskView,
  PresentingView,
  ScenarioField,
  ScenarioGroup,
  ScenarioMoment,
  ScenarioName,
  ScenarioOutcome,
  ScenarioStep,
  ScenarioView,
  SessionView,
} from '../types';
import { deposit, depositSession } from './deposits';
import { deskView, environment, problem, session } from './fixtures';
import type { FakeSessions } from './sessions';

const step = (
  at: ScenarioMoment,
  lines: readonly (readonly [ScenarioField, string])[] = [],
): ScenarioStep => ({
  at,
  lines: lines.map(([what, text]) => ({ what, text })),
  current: false,
});

const signIn = (bank: string, password: string, answer?: string): ScenarioStep[] => [
  step('search', [['bank', bank]]),
  step('sign_in', [
    ['user_name', 'mxuser'],
    ['password', password],
  ]),
  ...(answer === undefined ? [] : [step('question', [['answer', answer]])]),
];

const ownPage = (button: string): ScenarioStep[] => [
  step('search', [['bank', 'MX Bank (OAuth)']]),
  step('sign_in', [['press', 'Go to log in']]),
  step('at_the_bank', [['press', button]]),
];

const scenario = (
  name: ScenarioName,
  group: ScenarioGroup,
  outcome: ScenarioOutcome,
  steps: ScenarioStep[],
): ScenarioView => ({
  name,
  group,
  mode: name === 'aggregation' ? 'aggregation' : 'verification',
  outcome,
  steps,
});

const close = step('close_widget');

const byDeposits: ScenarioStep[] = [
  step('search', [['press', 'Use account and routing numbers instead']]),
  step('account', [
    ['routing_number', '990000026'],
    ['account_number', '0012349876'],
    ['owner', 'Ada Lovelace'],
    ['email', 'ada@customer.example'],
  ]),
  step('last_page', [['press', 'Done']]),
  step('wait'),
  step('amounts', [
    ['first_amount', '0.09'],
    ['second_amount', '0.13'],
  ]),
];

/** What can be shown, as the desk lists it. */
export const fakeScenarios: readonly ScenarioView[] = [
  scenario('instant-success', 'goes_through', 'verified', signIn('MX Bank', 'any-password')),
  scenario('mfa-text', 'goes_through', 'verified', signIn('MX Bank', 'challenge', 'correct')),
  scenario('mfa-options', 'goes_through', 'verified', signIn('MX Bank', 'options', 'correct')),
  scenario('mfa-image', 'goes_through', 'verified', signIn('MX Bank', 'image', 'correct')),
  scenario(
    'single-account-select',
    'goes_through',
    'verified',
    signIn('Solitaire Bank (one account)', 'any-password', 'Savings'),
  ),
  scenario('oauth-approved', 'goes_through', 'verified', ownPage('Authorize')),
  scenario('wrong-password', 'goes_wrong', 'customer_must_act', [
    ...signIn('MX Bank', 'INVALID'),
    close,
  ]),
  scenario('locked', 'goes_wrong', 'customer_at_bank', [...signIn('MX Bank', 'LOCKED'), close]),
  scenario('no-eligible-accounts', 'goes_wrong', 'no_eligible_accounts', [
    ...signIn('Glimmerstone Card Services', 'any-password'),
    close,
  ]),
  scenario('oauth-denied', 'goes_wrong', 'customer_must_act', [...ownPage('Deny'), close]),
  scenario('maintenance', 'goes_wrong', 'nothing_connected', [
    step('search', [['bank', 'Closedgate Bank (maintenance)']]),
    close,
  ]),
  scenario('closed-early', 'goes_wrong', 'verified', [...signIn('MX Bank', 'any-password'), close]),
  scenario(
    'slow-bank',
    'goes_wrong',
    'verified',
    signIn('Tarrywater Savings (slow)', 'any-password'),
  ),
  scenario('canadian', 'differs', 'verified', signIn('Caisse Nordwick', 'any-password')),
  scenario(
    'tokenised',
    'differs',
    'verified',
    signIn('Veilmark Bank (tokenized numbers)', 'any-password'),
  ),
  scenario('microdeposits', 'differs', 'verified', byDeposits),
  scenario('aggregation', 'differs', 'connected', signIn('MX Bank', 'any-password')),
];

/** A scenario in a session that has come as far as this step of it. */
export function presenting(
  name: ScenarioName,
  sessionId: string,
  at: ScenarioMoment = 'search',
  part: Partial<PresentingView> = {},
): PresentingView {
  const steps = fakeScenarios.find((listed) => listed.name === name)?.steps ?? [];
  return {
    sessionId,
    scenario: name,
    steps: steps.map((one) => ({ ...one, current: one.at === at })),
    canType: true,
    wait: name === 'slow-bank' ? 'bank' : name === 'microdeposits' ? 'deposits' : null,
    canSkip: at === 'wait',
    ...part,
  };
}

const shown = (
  name: ScenarioName,
  at: ScenarioMoment,
  widgetStep: string,
  large = false,
): DeskView => {
  const of = session({
    widgetStep,
    customer: { id: 'demo-4821', guid: 'USR-1', email: null },
  });
  return deskView({
    environment: environment('sandbox'),
    session: of,
    presenting: presenting(name, of.id, at),
    presentationSize: large,
  });
};

/** The scenario of the test deposits, in a session of theirs. */
function depositsShown(
  of: SessionView,
  at: ScenarioMoment,
  part: Partial<PresentingView> = {},
): DeskView {
  return deskView({
    environment: environment('sandbox'),
    session: { ...of, customer: { id: 'demo-4821', guid: 'USR-1', email: null } },
    presenting: presenting('microdeposits', of.id, at, part),
  });
}

/** The scenario of the slow bank, before or while it is waited for. */
function slow(at: ScenarioMoment | null, widgetStep: string, canSkip: boolean): DeskView {
  const view = shown('slow-bank', at ?? 'wait', widgetStep);
  return { ...view, presenting: view.presenting && { ...view.presenting, canSkip } };
}

const stopped: Partial<PresentingView> = { canType: false };

/** Screens of a demonstration. */
export const presenterScreens: Record<string, () => DeskView> = {
  presenting: () => shown('mfa-text', 'sign_in', 'enterCreds'),
  'presenting-slow': () => slow('sign_in', 'enterCreds', false),
  'presenting-slow-wait': () => slow(null, 'connecting', true),
  'presenting-account': () => depositsShown(session({ widgetStep: 'microdeposits' }), 'account'),
  'presenting-days': () => depositsShown(depositSession('REQUESTED'), 'wait', stopped),
  'presenting-arrived': () => depositsShown(depositSession('DEPOSITED'), 'amounts', stopped),
  'presenting-amounts': () =>
    depositsShown(
      session({
        widgetStep: 'microdeposits',
        deposit: deposit('DEPOSITED'),
        entersAmounts: true,
      }),
      'amounts',
    ),
  'presenting-close': () => shown('no-eligible-accounts', 'close_widget', 'actionableError'),
};

/** The presenter's part of the fake. Nothing types in it: its widget is a picture. */
export function fakePresenter(
  sessions: () => FakeSessions,
  push: (part: Partial<DeskView>) => void,
): Pick<
  Platform,
  | 'listScenarios'
  | 'present'
  | 'typeForCustomer'
  | 'skipWait'
  | 'resetDemonstration'
  | 'setPresentationSize'
> {
  return {
    async listScenarios() {
      return [...fakeScenarios];
    },
    async present(name) {
      const customer = { id: 'demo-4821', guid: 'USR-1', email: null };
      const id = sessions().begin({ customer, widgetStep: 'search' });
      push({ presenting: presenting(name, id) });
      return id;
    },
    async typeForCustomer() {
      throw problem('not_now', 'The widget is not open.', 'Use the built app.');
    },
    async skipWait() {},
    async resetDemonstration() {
      sessions().clear();
      push({ presenting: null });
    },
    async setPresentationSize(isOn) {
      push({ presentationSize: isOn });
    },
  };
}
