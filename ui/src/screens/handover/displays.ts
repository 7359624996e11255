import type { DisplayView } from '../../platform/types';
import { words } from '../../words';

/** The displays in the order they are offered: the customer's before the one the agent works on. */
export function forCustomer(displays: readonly DisplayView[]): DisplayView[] {
  return [...displays].sort((a, b) => Number(a.isCurrent) - Number(b.isCurrent));
}

/** What tells displays apart besides their names. */
export function noteOf({ isCurrent, width, height }: DisplayView): string {
  return isCurrent ? words.handover.thisDisplay : words.handover.displaySize(width, height);
}
