import type { EnvironmentView, ProfileView } from './platform/types';
import { words } from './words';

/** Whether MX's test bank can be tried here. */
export function hasTestBank(environment: EnvironmentView | null): boolean {
  return environment?.kind === 'sandbox' || environment?.kind === 'integration';
}

/** What a saved connection is called: as the person said, or by its environment. */
export function profileName({ name, kind }: ProfileView): string {
  return name ?? words.environment.names[kind];
}
