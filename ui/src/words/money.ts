import type { Money } from '../platform/types';
import { region } from './region';

/** An amount as the person's system writes money, to the last digit MX sent. */
export function money({ amount, currency }: Money): string {
  const fraction = amount.split('.')[1]?.length ?? 0;
  const digits = { minimumFractionDigits: Math.max(2, fraction) };
  // Formatted from the text, which this build's types don't know of: an amount can have more
  // digits than a number holds.
  const exact = amount as unknown as number;
  if (currency !== null) {
    try {
      const format = new Intl.NumberFormat(region(), { style: 'currency', currency, ...digits });
      return format.format(exact);
    } catch {
      // Not a currency this system knows: its code stands beside the amount.
    }
  }
  const plain = new Intl.NumberFormat(region(), digits).format(exact);
  return currency === null ? plain : `${plain} ${currency}`;
}
