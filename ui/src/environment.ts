import type { EnvironmentView } from './platform/types';

/** Whether MX's test bank can be tried here. */
export function hasTestBank(environment: EnvironmentView | null): boolean {
  return environment?.kind === 'sandbox' || environment?.kind === 'integration';
}
