// Everything that is filled in, chosen and checked.

import { h } from "./dom.js";
import { hintBox } from "./parts.js";
import { say } from "./words.js";

/** @typedef {import("./parts.js").Hint} Hint */

/** @typedef {{value: string, label: string}} Choice */
/** @typedef {{guid: string, label: string, kind: "text" | "password" | "digits" | "amount" | "email" | "options", value: string, choices: Choice[]}} Field */
/** @typedef {{guid: string, label: string, kind: "text" | "options", choices: Choice[], picture: string | null}} Prompt */

/** How a kind of field is typed, for keyboards on glass. */
const TYPING = {
  text: { type: "text" },
  password: { type: "password" },
  digits: { type: "text", inputmode: "numeric" },
  amount: { type: "text", inputmode: "decimal" },
  email: { type: "email", inputmode: "email" },
};

/**
 * Something to fill in. `check` says whether it is, and points out if it isn't.
 * @typedef {{guid: string, element: HTMLElement, value: () => string, check: () => boolean, focus: () => void}} Entry
 */

/**
 * @param {Entry[]} entries
 * @param {Hint | null} hint
 * @param {string} busy what the button says while the answers are on their way
 * @param {(answers: {guid: string, value: string}[]) => void} send
 */
export function answerForm(entries, hint, busy, send) {
  const submit = h("button", { class: "button", type: "submit" }, say("continue"));
  return h(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const missing = entries.filter((entry) => !entry.check());
        if (missing.length > 0) {
          missing[0]?.focus();
          return;
        }
        working(submit, busy);
        send(entries.map(({ guid, value }) => ({ guid, value: value() })));
      },
    },
    ...entries.map(({ element }) => element),
    h("div", { class: "actions" }, submit),
    hint && hintBox(hint),
  );
}

/**
 * @param {Field} field
 * @param {string} missing what to say if it is left empty
 * @param {boolean} refused whether what was entered before wasn't accepted
 * @returns {Entry}
 */
export function entry(field, missing, refused) {
  if (field.kind === "options") return choiceEntry(field.guid, field.label, field.choices, field.value);
  return typedEntry(field, missing, refused);
}

/**
 * @param {Field} field
 * @param {string} missing what to say if it is left empty
 * @param {boolean} refused whether what was entered before wasn't accepted
 * @param {string | null} [picture] what the field is about, as an address of data
 * @returns {Entry}
 */
function typedEntry(field, missing, refused, picture) {
  const id = `field-${field.guid}`;
  const secret = field.kind === "password";
  const typing = TYPING[field.kind === "options" ? "text" : field.kind];
  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      id,
      ...typing,
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      maxlength: 255,
      "aria-required": "true",
      "aria-invalid": refused ? "true" : false,
    })
  );
  input.value = field.value;
  const problem = h("p", { class: "field-problem", id: `${id}-problem`, hidden: true }, missing);
  const element = h(
    "div",
    { class: "field" },
    picture && h("img", { class: "picture", src: picture, alt: say("mfa.picture") }),
    h("label", { for: id }, field.label),
    h("div", { class: secret ? "control has-toggle" : "control" }, input, secret && revealButton(input)),
    problem,
  );
  const check = () => {
    const filled = input.value !== "";
    problem.hidden = filled;
    if (filled) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    } else {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", problem.id);
    }
    return filled;
  };
  return { guid: field.guid, element, value: () => input.value, check, focus: () => input.focus() };
}

/** @param {HTMLInputElement} input */
function revealButton(input) {
  const button = h(
    "button",
    {
      class: "toggle",
      type: "button",
      "aria-pressed": "false",
      "aria-controls": input.id,
      "aria-label": say("password.show_label"),
      onclick: () => {
        const hidden = input.type === "password";
        input.type = hidden ? "text" : "password";
        button.textContent = say(hidden ? "password.hide" : "password.show");
        button.setAttribute("aria-pressed", String(hidden));
      },
    },
    say("password.show"),
  );
  return button;
}

/**
 * Shows that the button's work is under way, until the view is left or the server didn't answer.
 * @param {HTMLElement} button
 * @param {string} label
 */
function working(button, label) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const before = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  button.replaceChildren(h("span", { class: "spinner", "aria-hidden": "true" }), label);
  document.getElementById("stage")?.addEventListener(
    "unanswered",
    () => {
      button.removeAttribute("aria-disabled");
      button.replaceChildren(...before);
    },
    { once: true },
  );
}

/**
 * @param {Prompt} prompt
 * @returns {Entry}
 */
export function promptEntry({ guid, label, kind, choices, picture }) {
  if (kind === "options") return choiceEntry(guid, label, choices, "");
  return typedEntry({ guid, label, kind, value: "", choices }, say("mfa.missing"), false, picture);
}

/**
 * @param {string} guid
 * @param {string} label
 * @param {Choice[]} choices
 * @param {string} before what was chosen already
 * @returns {Entry}
 */
function choiceEntry(guid, label, choices, before) {
  const problem = h("p", { class: "field-problem", id: `choice-${guid}-problem`, hidden: true }, say("mfa.missing_choice"));
  const radios = choices.map((choice) => choiceInput(guid, choice, choices.length === 1 || choice.value === before));
  const element = h(
    "fieldset",
    { class: "prompt", "aria-describedby": problem.id },
    h("legend", { class: "legend" }, label),
    ...radios.map(({ row }) => row),
    problem,
  );
  const chosen = () => radios.find(({ input }) => input.checked)?.input.value ?? "";
  return {
    guid,
    element,
    value: chosen,
    check: () => {
      problem.hidden = chosen() !== "";
      return chosen() !== "";
    },
    focus: () => radios[0]?.input.focus(),
  };
}

/**
 * @param {string} group
 * @param {Choice} choice
 * @param {boolean} checked
 */
function choiceInput(group, choice, checked) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "radio", name: group, value: choice.value }));
  input.checked = checked;
  return { input, row: h("label", { class: "choice" }, input, h("span", {}, choice.label)) };
}
