// What several views are made of.

import { h, icon } from "./dom.js";
import { say } from "./words.js";

/** @typedef {{guid: string, name: string, address: string, monogram: string, tone: number, note: string | null}} Bank */
/** @typedef {{intent: string, label: string, primary: boolean, url: string | null}} Action */
/** @typedef {{title: string, text: string, rows: {enter: string, result: string}[]}} Hint */

/**
 * @param {string} kind
 * @param {...import("./dom.js").Child} children
 */
export function card(kind, ...children) {
  return h("section", { class: `card view-${kind}`, "aria-labelledby": "heading" }, ...children);
}

/** @param {string} text */
export function heading(text) {
  return h("h1", { id: "heading", tabindex: "-1" }, text);
}

/**
 * @param {Bank} bank
 * @param {boolean} [large]
 */
export function monogram(bank, large = false) {
  const size = large ? " large" : "";
  return h("span", { class: `monogram tone-${bank.tone}${size}`, "aria-hidden": "true" }, bank.monogram);
}

/** @param {Bank} bank */
export function bankLine(bank) {
  return h("div", { class: "bank" }, monogram(bank), bankText(bank));
}

/** @param {Bank} bank */
export function bankText(bank) {
  return h(
    "span",
    { class: "grow" },
    h("span", { class: "bank-name" }, bank.name),
    h("span", { class: "bank-url" }, bank.address),
  );
}

/**
 * @param {Bank} bank
 * @param {{intent: string} & Record<string, unknown>} intent what choosing it means
 * @param {(intent: {intent: string} & Record<string, unknown>) => void} act
 */
export function bankButton(bank, intent, act) {
  const chevron = icon("chevron");
  chevron.classList.add("chevron");
  const text = bankText(bank);
  if (bank.note) text.append(h("span", { class: "note" }, bank.note));
  const named = { "data-intent": intent.intent, "data-value": bank.guid };
  const button = h("button", { type: "button", ...named, onclick: () => act(intent) }, monogram(bank), text, chevron);
  return h("li", {}, button);
}

/**
 * @param {string} label
 * @param {() => void} onclick
 */
export function menuButton(label, onclick) {
  const chevron = icon("chevron");
  chevron.classList.add("chevron");
  return h("li", {}, h("button", { type: "button", onclick }, h("span", { class: "grow bank-name" }, label), chevron));
}

/** @param {KeyboardEvent} event */
export function moveAmongButtons(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  buttons[at + step]?.focus();
  event.preventDefault();
}

/**
 * @param {Action[]} actions
 * @param {(intent: {intent: string}) => void} act
 */
export function actionButtons(actions, act) {
  return h("div", { class: "actions" }, ...actions.map((action) => actionButton(action, act)));
}

/**
 * @param {Action} action
 * @param {(intent: {intent: string}) => void} act
 */
function actionButton({ intent, label, primary, url }, act) {
  const look = primary ? "button" : "button quiet";
  if (url === null) {
    return h("button", { class: look, type: "button", "data-intent": intent, onclick: () => act({ intent }) }, label);
  }
  return h(
    "a",
    { class: look, href: url, target: "_blank", rel: "noopener noreferrer" },
    label,
    icon("leave"),
    h("span", { class: "unseen" }, say("new_window")),
  );
}

/** @param {string} text */
export function alertBox(text) {
  return h("div", { class: "alert", role: "alert" }, icon("alert"), h("span", {}, text));
}

/** @param {Hint} hint */
export function hintBox(hint) {
  const rows = hint.rows.map(({ enter, result }) =>
    h("tr", {}, h("th", { scope: "row" }, h("code", {}, enter)), h("td", {}, result)),
  );
  return h(
    "details",
    { class: "hint" },
    h("summary", {}, hint.title),
    h("div", { class: "hint-body" }, h("p", {}, hint.text), rows.length > 0 && h("table", {}, h("tbody", {}, ...rows))),
  );
}
