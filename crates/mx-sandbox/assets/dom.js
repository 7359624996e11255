// Building elements. Text only ever becomes a text node: nothing here parses markup.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] `on…` functions become listeners, `class` and other
 *   names attributes; `false`, `null` and `undefined` are left out
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, properties);
  append(element, children);
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {...Child} children
 */
function s(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  apply(element, properties);
  append(element, children);
  return element;
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} properties
 */
function apply(element, properties) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Element} element
 * @param {Child[]} children
 */
function append(element, children) {
  for (const child of children) if (child) element.append(child);
}

const PATHS = {
  search: ["M9 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12z", "m13.5 13.5 3.5 3.5"],
  chevron: ["m8 4.5 5.5 5.5L8 15.5"],
  check: ["m4.5 10.5 3.5 3.5 7.5-8"],
  alert: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 6.5v4", "M10 13.3v.1"],
  clock: ["M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z", "M10 6v4.2l2.8 1.8"],
  leave: ["M8 5H5v10h10v-3", "M11 4.5h4.5V9", "M15.5 4.5 9.5 10.5"],
  app: ["M4 4.5h12v11H4z", "M4 8h12", "M7 12h4"],
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true" },
    ...PATHS[name].map((d) => s("path", { d })),
  );
}

/** The tick of the last screen: a ring that closes, then the mark. */
export function tick() {
  return s(
    "svg",
    { class: "tick", viewBox: "0 0 88 88", "aria-hidden": "true" },
    s("circle", { class: "tick-disc", cx: 44, cy: 44, r: 40 }),
    s("circle", { class: "tick-ring", cx: 44, cy: 44, r: 38, transform: "rotate(-90 44 44)" }),
    s("path", { class: "tick-mark", d: "m28 45.5 11 11 21-23" }),
  );
}
