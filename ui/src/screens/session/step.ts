import type { SessionView } from '../../platform/types';

/** Steps of the widget in which the customer waits for MX. */
const stepsOfMx = new Set(['connecting', 'timeOut']);

/**
 * The widget's step, as it is told. One in which the customer waits is over once MX has answered that
 * it is their turn, also while the widget has named no other yet.
 */
export function stepTold({ widgetStep, status }: SessionView): string {
  const step = widgetStep ?? '';
  if (!stepsOfMx.has(step) || status?.turn !== 'customer') return step;
  return status.name === 'CHALLENGED' ? 'mfa' : 'actionableError';
}
