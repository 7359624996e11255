import type { CustomerRow } from '../../platform/types';

/** What a customer is called: the company's own id, or MX's guid of one without. */
export function nameOf({ id, guid }: Pick<CustomerRow, 'id' | 'guid'>): string {
  return id ?? guid;
}
