import type { Money } from '../platform/types';
import { region } from './region';

/** Making a format takes longer than using it; a long list uses few of them. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const locale = region();
  const key = `${locale} ${options.currency ?? ''} ${options.minimumFractionDigits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** An amount as the person's system writes money, to the last digit MX sent. */
export function money({ amount, currency }: Money): string {
  const fraction = amount.split('.')[1]?.length ?? 0;
  const digits = { minimumFractionDigits: Math.max(2, fraction) };
  // Formatted from the text, which this build's types don't know of: an amount can have more
  // digits than a number holds.
  const exact = amount as unknown as number;
  if (currency !== null) {
    try {
      return formatOf({ style: 'currency', currency, ...digits }).format(exact);
    } catch {
      // Not a currency this system knows: its code stands beside the amount.
    }
  }
  const plain = formatOf(digits).format(exact);
  return currency === null ? plain : `${plain} ${currency}`;
}
