import type { InspectorKind, InspectorOutcome, InspectorQuery } from '../../platform/types';

/** What the person has chosen to see. */
export class Filters {
  text = $state('');
  kind = $state<InspectorKind | 'all'>('all');
  outcome = $state<InspectorOutcome | 'all'>('all');

  get query(): InspectorQuery {
    return {
      text: this.text.trim(),
      kind: this.kind === 'all' ? null : this.kind,
      outcome: this.outcome === 'all' ? null : this.outcome,
      step: null,
    };
  }

  get isNarrowed(): boolean {
    return this.text.trim() !== '' || this.kind !== 'all' || this.outcome !== 'all';
  }

  clear(): void {
    this.text = '';
    this.kind = 'all';
    this.outcome = 'all';
  }
}
