import type { TransactionQuery, TransactionSort } from '../../platform/types';

/** What the agent has chosen to see. The same holds for the table, the sums and the export. */
export class Filters {
  text = $state('');
  account = $state('');
  direction = $state<'all' | 'in' | 'out'>('all');
  status = $state<'all' | 'posted' | 'pending'>('all');
  from = $state('');
  until = $state('');
  sort = $state<TransactionSort>('date');
  ascending = $state(false);

  get query(): TransactionQuery {
    return {
      text: this.text.trim(),
      accountGuid: this.account === '' ? null : this.account,
      direction: this.direction === 'all' ? null : this.direction,
      status: this.status === 'all' ? null : this.status,
      fromDate: day(this.from),
      untilDate: day(this.until),
      sort: this.sort,
      ascending: this.ascending,
    };
  }

  get isNarrowed(): boolean {
    const { text, accountGuid, direction, status, fromDate, untilDate } = this.query;
    return (
      text !== '' || [accountGuid, direction, status, fromDate, untilDate].some((it) => it !== null)
    );
  }

  /** By this column; the other way around if it is already. */
  by(column: TransactionSort): void {
    this.ascending =
      this.sort === column ? !this.ascending : column !== 'date' && column !== 'amount';
    this.sort = column;
  }

  clear(): void {
    this.text = this.account = this.from = this.until = '';
    this.direction = 'all';
    this.status = 'all';
  }
}

/** A date field knows years that MX doesn't: `275760-09-13`. */
function day(text: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? text : null;
}
