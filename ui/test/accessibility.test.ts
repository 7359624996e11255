import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';

import { screens } from '../src/platform/fake/screens';
import { openApp } from './stage';

// jsdom has no layout: contrast is looked at in a real window.
const options: axe.RunOptions = {
  rules: { 'color-contrast': { enabled: false } },
  iframes: false,
};

describe('no accessibility faults on', () => {
  it.each(Object.entries(screens))('%s', async (_, view) => {
    // The widget's page is MX's own; here it stays away.
    await openApp(view(), { takeWidgetTicket: vi.fn(() => new Promise(() => undefined)) });
    const { violations } = await axe.run(document, options);
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
  });
});
