import type { Turn } from '../platform/types';
import type { IconName } from './icons';

/** The picture of whose turn it is. */
export const turnIcons: Record<Turn, IconName> = {
  agent: 'person',
  customer: 'person',
  customer_at_bank: 'bank',
  mx: 'clock',
  support: 'support',
  nobody: 'check',
};
