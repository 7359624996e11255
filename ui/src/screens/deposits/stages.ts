import type { IconName } from '../../parts/icons';
import type { DepositAccount, DepositStage } from '../../platform/types';
import { accountKind, words } from '../../words';

/** The picture of how far test deposits have come. */
export const stageIcons: Record<DepositStage, IconName> = {
  on_the_way: 'clock',
  customer_enters: 'person',
  verified: 'check',
  failed: 'alert',
  unclear: 'info',
};

/** The account the deposits go to, in one line; empty if MX says nothing of it. */
export function accountLine(account: DepositAccount | null): string {
  if (account === null) return '';
  const { name, kind, mask, routingNumber } = account;
  const parts = [
    name,
    kind === null ? null : accountKind(kind),
    mask,
    routingNumber === null ? null : words.deposits.routing(routingNumber),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
