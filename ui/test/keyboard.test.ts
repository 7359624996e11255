import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { keepTheKeyboard, MOST_GRASPS } from '../src/widget/keyboard';

let field: HTMLInputElement;
let place: HTMLDivElement;
let widget: HTMLIFrameElement;
let stop: () => void;
let grasping: HTMLElement[];

/** What an engine does when a frame's page takes the focus. */
function taken(): void {
  widget.focus();
  window.dispatchEvent(new FocusEvent('blur'));
  vi.advanceTimersByTime(1);
}

function press(key: string): void {
  field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
}

function pointAt(isPointedAt: boolean): void {
  vi.spyOn(widget, 'matches').mockImplementation((selector) =>
    selector === ':hover' ? isPointedAt : selector === '[data-widget-frame]',
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  field = document.createElement('input');
  place = document.createElement('div');
  widget = document.createElement('iframe');
  widget.tabIndex = 0;
  widget.setAttribute('data-widget-frame', '');
  place.append(widget);
  document.body.append(field, place);
  grasping = [];
  window.focus = () => undefined;
  stop = keepTheKeyboard(window, (one) => grasping.push(one));
});

afterEach(() => {
  stop();
  field.remove();
  place.remove();
});

describe('a widget that takes the keyboard', () => {
  it('gives it back to the field that is typed into', () => {
    field.focus();
    press('a');
    taken();
    expect(document.activeElement).toBe(field);
  });

  it('gives it back however often it tries', () => {
    field.focus();
    vi.advanceTimersByTime(60_000);
    for (let times = 0; times < 50; times += 1) taken();
    expect(document.activeElement).toBe(field);
  });

  it('is told of at the third time within three seconds', () => {
    field.focus();
    for (let times = 0; times < MOST_GRASPS; times += 1) taken();
    expect(grasping).toEqual([]);
    taken();
    expect(grasping).toEqual([widget]);
  });

  it('is not told of when it takes it now and then, as its pages change', () => {
    field.focus();
    for (let times = 0; times < 10; times += 1) {
      taken();
      vi.advanceTimersByTime(2_000);
    }
    expect(grasping).toEqual([]);
  });

  it('keeps it when nobody is in a field, as when its page opens', () => {
    field.focus();
    field.blur();
    const button = document.createElement('button');
    document.body.append(button);
    button.focus();
    taken();
    button.remove();
    expect(document.activeElement).toBe(widget);
  });

  it('keeps it when Tab or F6 has led there', () => {
    for (const key of ['Tab', 'F6']) {
      field.focus();
      vi.advanceTimersByTime(5_000);
      press(key);
      taken();
      expect(document.activeElement).toBe(widget);
    }
  });

  it('keeps it when it was clicked into, but not while the pointer only lies on it', () => {
    pointAt(true);
    field.focus();
    press('a');
    taken();
    expect(document.activeElement).toBe(field);
    vi.advanceTimersByTime(2_000);
    taken();
    expect(document.activeElement).toBe(widget);
  });

  it('does not have it off screen, whatever was pressed', () => {
    place.setAttribute('inert', '');
    field.focus();
    press('Tab');
    taken();
    expect(document.activeElement).toBe(field);
  });

  it('is left alone once nobody watches', () => {
    stop();
    field.focus();
    taken();
    expect(document.activeElement).toBe(widget);
  });
});
