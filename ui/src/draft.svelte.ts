import type { DeskView, HandOver, SessionMode } from './platform/types';

/**
 * What has been typed into the form that starts a session. It outlives the form, so that a look
 * at the history or at another session costs nothing; it ends with the session that is started
 * from it, with the connection, and at a lock.
 */
export class StartDraft {
  customerId = $state('');
  email = $state('');
  metadata = $state('');
  ownerName = $state('');
  mode = $state<SessionMode>('verification');
  handOver = $state<HandOver>('here');
  /** The display for the customer window; nothing until one is chosen. */
  display = $state<number | null>(null);

  clear(): void {
    this.customerId = '';
    this.email = '';
    this.metadata = '';
    this.ownerName = '';
    this.mode = 'verification';
    this.handOver = 'here';
    this.display = null;
  }

  /** Begins anew, for a customer who was chosen elsewhere. */
  fillFor(customerId: string): void {
    this.clear();
    this.customerId = customerId;
  }

  /** Whether what was typed before this view has no place after it. */
  static endsBetween(before: DeskView | null, after: DeskView): boolean {
    return after.locked || before?.environment?.apiHost !== after.environment?.apiHost;
  }
}
