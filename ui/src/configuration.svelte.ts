import type {
  ApiGeneration,
  OptionName,
  RequestTarget,
  WidgetOptions,
  WidgetPreset,
  WidgetSetup,
} from './platform/types';

/** As Connect Desk asks by itself: in the words of both generations. */
const asAlways: WidgetOptions = {
  mode: 'verification',
  data_request: { products: ['account_verification'] },
};

/**
 * What is chosen in the configurator. It outlives the screen, so that a session opened with it, or
 * a look at the history, costs nothing. What follows from it is Rust's to say.
 */
export class Configuration {
  generation = $state<ApiGeneration>('v20250224');
  language = $state<string | null>(null);
  options = $state.raw<WidgetOptions>(asAlways);
  target = $state<RequestTarget>('here');
  /** The preset that was loaded or saved last, as it was then. */
  preset = $state.raw<WidgetPreset | null>(null);
  customerId = $state('');

  readonly setup: WidgetSetup = $derived({
    generation: this.generation,
    language: this.language,
    options: this.options,
  });

  fill(setup: WidgetSetup): void {
    this.generation = setup.generation;
    this.language = setup.language;
    this.options = setup.options;
  }

  /** Lets go of whom it is for: at a lock, and with the connection. The options stay. */
  forgetCustomer(): void {
    this.customerId = '';
    this.options = without(this.options, 'current_member_guid', 'current_microdeposit_guid');
  }

  reset(): void {
    this.fill({ generation: 'v20250224', language: null, options: asAlways });
    this.preset = null;
  }

  /** The preset says something else than what is chosen now. */
  readonly differsFromPreset: boolean = $derived(
    this.preset !== null && canonical(this.preset.setup) !== canonical(this.setup),
  );
}

/** The options without some of them. */
export function without(options: WidgetOptions, ...names: readonly OptionName[]): WidgetOptions {
  const others = Object.entries(options).filter(([name]) => !names.includes(name as OptionName));
  return Object.fromEntries(others) as WidgetOptions;
}

/** The same text for the same setup, whatever order its options were chosen in. */
function canonical(setup: WidgetSetup): string {
  const options = Object.entries(setup.options).sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([setup.generation, setup.language, options]);
}
