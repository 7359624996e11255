import type { IconName } from '../../parts/icons';
import type { ScenarioOutcome } from '../../platform/types';

/** The picture of what a scenario ends in. */
export const outcomeIcons: Record<ScenarioOutcome, IconName> = {
  verified: 'check',
  connected: 'check',
  customer_must_act: 'person',
  customer_at_bank: 'bank',
  no_eligible_accounts: 'alert',
  nothing_connected: 'alert',
};
