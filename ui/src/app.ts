import { mount } from 'svelte';

import App from './App.svelte';
import { places, type Place } from './places.svelte';
import type { Platform } from './platform';
import { tauri } from './platform/tauri';
import { applyTheme, isDark, isHighContrast } from './theme.svelte';
import { speak, systemLanguage } from './words';

applyTheme(isDark('system'), isHighContrast(false));

async function choosePlatform(): Promise<Platform> {
  // Vite folds the mode into the bundle, so that the built app holds no fake at all.
  if (import.meta.env.MODE === 'fake') {
    const { fakeFromAddress } = await import('./platform/fake');
    return fakeFromAddress(location.search);
  }
  return tauri;
}

/** `?place=history` opens a development build there. */
function choosePlace(): Place {
  const asked = import.meta.env.MODE === 'fake' ? location.search : '';
  return places.find((place) => place === new URLSearchParams(asked).get('place')) ?? 'verify';
}

// What is said before Rust says which language it is.
await speak(systemLanguage());

const target = document.getElementById('app');
if (target !== null) {
  const props = { platform: await choosePlatform(), place: choosePlace() };
  target.replaceChildren();
  mount(App, { target, props });
}
