import { without } from '../../configuration.svelte';
import type { OptionName, WidgetOptions } from '../../platform/types';

/** A value of any option, as the form's controls have it. */
export type Value = string | boolean | string[] | undefined;

/** What a control shows of an option. The objects among them have one field each. */
export function valueOf(options: WidgetOptions, name: OptionName): Value {
  switch (name) {
    case 'data_request':
      return options.data_request?.products;
    case 'style':
      return options.style?.font_name;
    case 'deep_link_params':
      return options.deep_link_params?.launch_integration;
    case 'ui_message_version':
      return options.ui_message_version?.toString();
    default:
      return options[name];
  }
}

/** The options with one of them set as a control has it, or without it. */
export function withValue(options: WidgetOptions, name: OptionName, value: Value): WidgetOptions {
  const others = without(options, name);
  if (value === undefined || value === '') return others;
  return { ...others, ...asOption(name, value) };
}

function asOption(name: OptionName, value: NonNullable<Value>): WidgetOptions {
  switch (name) {
    case 'data_request':
      return { data_request: { products: value as string[] } };
    case 'style':
      return { style: { font_name: value as string } };
    case 'deep_link_params':
      return { deep_link_params: { launch_integration: value as string } };
    case 'ui_message_version':
      return { ui_message_version: Number(value) };
    default:
      return { [name]: value };
  }
}

/** The documented words, and whatever else is set. */
export function choices(words: readonly string[], set: readonly string[]): string[] {
  return [...words, ...set.filter((word) => !words.includes(word))];
}
