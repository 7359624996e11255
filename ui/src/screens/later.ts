// The screens that are not the first, and what lies over them: one file of the built page, read after
// the first screen is painted (`later.svelte.ts`). A screen that an agent can begin on belongs into
// `App.svelte` itself.
export { default as Configure } from './configure/Configure.svelte';
export { default as Customers } from './customers/Customers.svelte';
export { default as History } from './history/History.svelte';
export { default as Inspector } from './inspector/Inspector.svelte';
export { default as Present } from './present/Present.svelte';
export { default as Session } from './session/Session.svelte';
export { default as Settings } from './settings/Settings.svelte';
export { default as Keys } from '../shell/Keys.svelte';
export { default as Palette } from '../shell/Palette.svelte';
export { default as Statuses } from '../shell/Statuses.svelte';
