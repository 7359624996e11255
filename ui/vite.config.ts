import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  build: {
    outDir: 'dist',
    sourcemap: false,
    // The oldest engine a supported system brings: WKWebView of macOS 13.
    target: ['safari16.4', 'chrome120'],
    // The app's content policy forbids data: scripts and styles; keep every asset a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    restoreMocks: true,
    // A hang's limits, not a speed's: a screen takes its time where other builds run.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
