// One function per view. Each draws what the server described and passes on what the customer does.

import { h, icon, tick } from "./dom.js";

/** @typedef {{guid: string, name: string, address: string, monogram: string, tone: number}} Bank */
/** @typedef {{guid: string, label: string, kind: "text" | "password", optional: boolean}} Field */
/** @typedef {{value: string, label: string}} Choice */
/** @typedef {{guid: string, label: string, kind: "text" | "options", choices: Choice[], picture: string | null}} Prompt */
/** @typedef {{title: string, text: string, rows: {enter: string, result: string}[]}} Hint */
/** @typedef {{intent: string, label: string, primary: boolean}} Action */
/** @typedef {{guid: string, bank: Bank}} ExistingMember */

/** @typedef {{can_go_back: boolean}} Common */
/** @typedef {Common & {kind: "search", query: string, institutions: Bank[]}} SearchView */
/** @typedef {Common & {kind: "credentials", institution: Bank, update: boolean, fields: Field[], alert: string | null, hint: Hint | null}} CredentialsView */
/** @typedef {Common & {kind: "connecting", institution: Bank, stages: string[], current: number, slow: boolean, poll_after_ms: number}} ConnectingView */
/** @typedef {Common & {kind: "mfa", institution: Bank, title: string, prompts: Prompt[], hint: Hint | null}} MfaView */
/** @typedef {Common & {kind: "connected", institution: Bank, text: string}} ConnectedView */
/** @typedef {Common & {kind: "error", tone: "danger" | "notice" | "neutral", title: string, text: string, institution: Bank | null, actions: Action[]}} ErrorView */
/** @typedef {Common & {kind: "existing", members: ExistingMember[]}} ExistingView */
/** @typedef {SearchView | CredentialsView | ConnectingView | MfaView | ConnectedView | ErrorView | ExistingView} View */

/**
 * @typedef {{
 *   act: (intent: {intent: string} & Record<string, unknown>) => Promise<void>,
 *   search: (query: string) => void
 * }} Hands
 */

/**
 * Draws a view; one that only changed in part (search results, progress) keeps its place.
 * @param {HTMLElement} stage
 * @param {View} view
 * @param {Hands} hands
 * @returns {string | null} what to announce; null if the view was there already and nothing is new
 */
export function render(stage, view, hands) {
  const same = stage.dataset.kind === view.kind;
  if (same && view.kind === "search") return updateSearch(stage, view, hands);
  if (same && view.kind === "connecting") return updateConnecting(stage, view);
  const [card, announcement] = draw(view, hands);
  stage.replaceChildren(card);
  stage.scrollTop = 0;
  return announcement;
}

/**
 * @param {View} view
 * @param {Hands} hands
 * @returns {[HTMLElement, string]}
 */
function draw(view, hands) {
  switch (view.kind) {
    case "search":
      return [searchCard(view, hands), ""];
    case "credentials":
      return [credentialsCard(view, hands), view.alert ?? ""];
    case "connecting":
      return [connectingCard(view), view.stages[view.current] ?? ""];
    case "mfa":
      return [mfaCard(view, hands), view.title];
    case "connected":
      return [connectedCard(view, hands), `${view.institution.name} is connected`];
    case "error":
      return [errorCard(view, hands), view.title];
    case "existing":
      return [existingCard(view, hands), ""];
  }
}

/**
 * @param {string} kind
 * @param {...import("./dom.js").Child} children
 */
function card(kind, ...children) {
  return h("section", { class: `card view-${kind}`, "aria-labelledby": "heading" }, ...children);
}

/** @param {string} text */
function heading(text) {
  return h("h1", { id: "heading", tabindex: "-1" }, text);
}

/**
 * @param {Bank} bank
 * @param {boolean} [large]
 */
function monogram(bank, large = false) {
  const size = large ? " large" : "";
  return h("span", { class: `monogram tone-${bank.tone}${size}`, "aria-hidden": "true" }, bank.monogram);
}

/** @param {Bank} bank */
function bankLine(bank) {
  return h("div", { class: "bank" }, monogram(bank), bankText(bank));
}

/** @param {Bank} bank */
function bankText(bank) {
  return h(
    "span",
    { class: "grow" },
    h("span", { class: "bank-name" }, bank.name),
    h("span", { class: "bank-url" }, bank.address),
  );
}

/* Search ---------------------------------------------------------------------------------- */

/**
 * @param {SearchView} view
 * @param {Hands} hands
 */
function searchCard(view, hands) {
  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      id: "query",
      type: "search",
      placeholder: "Bank name",
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      maxlength: 100,
      oninput: () => hands.search(input.value),
    })
  );
  input.value = view.query;
  return card(
    "search",
    heading("Choose your bank"),
    h("p", { class: "lead" }, "Search for the bank where you hold the account."),
    h(
      "form",
      { class: "search", role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h("label", { class: "unseen", for: "query" }, "Search for a bank"),
      h("div", { class: "control" }, icon("search"), input),
    ),
    h("div", { id: "results" }, ...results(view, hands)),
  );
}

/**
 * @param {HTMLElement} stage
 * @param {SearchView} view
 * @param {Hands} hands
 * @returns {string | null}
 */
function updateSearch(stage, view, hands) {
  const input = stage.querySelector("input");
  if (input && view.query === "" && document.activeElement !== input) input.value = "";
  stage.querySelector("#results")?.replaceChildren(...results(view, hands));
  const count = view.institutions.length;
  const status = document.getElementById("status");
  if (status) status.textContent = count === 1 ? "1 bank found" : `${count} banks found`;
  return null;
}

/**
 * @param {SearchView} view
 * @param {Hands} hands
 * @returns {HTMLElement[]}
 */
function results(view, hands) {
  const title = h("h2", { class: "list-title" }, view.query ? "Results" : "Often chosen");
  if (view.institutions.length === 0) {
    return [
      title,
      h("p", { class: "nothing" }, `No bank matches “${view.query}”. Check the spelling, or try a shorter part of the name.`),
    ];
  }
  const rows = view.institutions.map((bank) =>
    bankButton(bank, () => hands.act({ intent: "select", institution: bank.guid })),
  );
  return [title, h("ul", { class: "banks", onkeydown: moveAmongButtons }, ...rows)];
}

/**
 * @param {Bank} bank
 * @param {() => void} onclick
 */
function bankButton(bank, onclick) {
  const chevron = icon("chevron");
  chevron.classList.add("chevron");
  return h("li", {}, h("button", { type: "button", onclick }, monogram(bank), bankText(bank), chevron));
}

/** @param {KeyboardEvent} event */
function moveAmongButtons(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const buttons = [...list.querySelectorAll("button")];
  const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  buttons[at + step]?.focus();
  event.preventDefault();
}

/* Credentials ----------------------------------------------------------------------------- */

/**
 * @param {CredentialsView} view
 * @param {Hands} hands
 */
function credentialsCard(view, hands) {
  const entries = view.fields.map((field) =>
    fieldEntry(field, `Enter your ${field.label.toLowerCase()}.`, view.alert !== null),
  );
  return card(
    "credentials",
    bankLine(view.institution),
    heading(view.update ? "Update your sign-in" : "Sign in to your bank"),
    h("p", { class: "lead" }, `Use what you use at ${view.institution.address || view.institution.name}.`),
    view.alert && alertBox(view.alert),
    answerForm(entries, view.hint, "Signing in…", (answers) => hands.act({ intent: "credentials", answers })),
  );
}

/** @param {string} text */
function alertBox(text) {
  return h("div", { class: "alert", role: "alert" }, icon("alert"), h("span", {}, text));
}

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
function answerForm(entries, hint, busy, send) {
  const submit = h("button", { class: "button", type: "submit" }, "Continue");
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
 * @param {string | null} [picture] what the field is about, as an address of data
 * @returns {Entry}
 */
function fieldEntry(field, missing, refused, picture) {
  const id = `field-${field.guid}`;
  const secret = field.kind === "password";
  const input = /** @type {HTMLInputElement} */ (
    h("input", {
      id,
      type: secret ? "password" : "text",
      autocomplete: "off",
      autocapitalize: "off",
      autocorrect: "off",
      spellcheck: "false",
      maxlength: 255,
      "aria-required": field.optional ? "false" : "true",
      "aria-invalid": refused ? "true" : false,
    })
  );
  const problem = h("p", { class: "field-problem", id: `${id}-problem`, hidden: true }, missing);
  const element = h(
    "div",
    { class: "field" },
    picture && h("img", { class: "picture", src: picture, alt: "The picture the question is about" }),
    h("label", { for: id }, field.label),
    h("div", { class: secret ? "control has-toggle" : "control" }, input, secret && revealButton(input)),
    problem,
  );
  const check = () => {
    const filled = field.optional || input.value !== "";
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
      "aria-label": "Show password",
      onclick: () => {
        const hidden = input.type === "password";
        input.type = hidden ? "text" : "password";
        button.textContent = hidden ? "Hide" : "Show";
        button.setAttribute("aria-pressed", String(hidden));
      },
    },
    "Show",
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

/** @param {Hint} hint */
function hintBox(hint) {
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

/* Connecting ------------------------------------------------------------------------------ */

/** @param {ConnectingView} view */
function connectingCard(view) {
  const ends = h(
    "div",
    { class: "link", "aria-hidden": "true" },
    h("span", { class: "link-end" }, icon("app")),
    h("span", { class: "link-track" }),
    monogram(view.institution, true),
  );
  const element = card(
    "connecting",
    ends,
    heading(`Connecting to ${view.institution.name}`),
    h("p", { class: "lead" }, "This usually takes less than half a minute. Please keep this page open."),
    h(
      "ol",
      { class: "stages" },
      ...view.stages.map((stage) =>
        h("li", {}, h("span", { class: "mark", "aria-hidden": "true" }, icon("check")), h("span", {}, stage)),
      ),
    ),
    h("p", { class: "slow", hidden: true }, "The bank is taking longer than usual. Nothing is lost: we are still waiting for it."),
  );
  element.classList.add("centred");
  mark(element, view);
  return element;
}

/**
 * @param {HTMLElement} stage
 * @param {ConnectingView} view
 * @returns {string | null}
 */
function updateConnecting(stage, view) {
  const before = stage.querySelector('[data-state="current"]')?.textContent;
  mark(stage, view);
  const now = view.stages[view.current];
  const status = document.getElementById("status");
  if (status && now && now !== before) status.textContent = now;
  return null;
}

/**
 * @param {HTMLElement} root
 * @param {ConnectingView} view
 */
function mark(root, view) {
  root.querySelectorAll(".stages li").forEach((item, at) => {
    const state = at < view.current ? "done" : at === view.current ? "current" : "waiting";
    item.setAttribute("data-state", state);
    if (state === "current") item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
  const slow = /** @type {HTMLElement | null} */ (root.querySelector(".slow"));
  if (slow) slow.hidden = !view.slow;
}

/* Questions ------------------------------------------------------------------------------- */

/**
 * @param {MfaView} view
 * @param {Hands} hands
 */
function mfaCard(view, hands) {
  const entries = view.prompts.map(promptEntry);
  return card(
    "mfa",
    bankLine(view.institution),
    heading(view.title),
    h("p", { class: "lead" }, `${view.institution.name} asks for this before it lets us in.`),
    answerForm(entries, view.hint, "Sending your answer…", (answers) => hands.act({ intent: "mfa", answers })),
  );
}

/**
 * @param {Prompt} prompt
 * @returns {Entry}
 */
function promptEntry(prompt) {
  if (prompt.kind === "text") {
    const field = /** @type {Field} */ ({ guid: prompt.guid, label: prompt.label, kind: "text", optional: false });
    return fieldEntry(field, "Enter the answer.", false, prompt.picture);
  }
  const problem = h("p", { class: "field-problem", hidden: true }, "Choose one.");
  const radios = prompt.choices.map((choice) => choiceInput(prompt.guid, choice));
  const element = h(
    "fieldset",
    { class: "prompt" },
    h("legend", { class: "legend" }, prompt.label),
    ...radios.map(({ row }) => row),
    problem,
  );
  const chosen = () => radios.find(({ input }) => input.checked)?.input.value ?? "";
  return {
    guid: prompt.guid,
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
 */
function choiceInput(group, choice) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "radio", name: group, value: choice.value }));
  return { input, row: h("label", { class: "choice" }, input, h("span", {}, choice.label)) };
}

/* Results --------------------------------------------------------------------------------- */

/**
 * @param {ConnectedView} view
 * @param {Hands} hands
 */
function connectedCard(view, hands) {
  const done = h("button", { class: "button", type: "button", onclick: () => hands.act({ intent: "done" }) }, "Done");
  const element = card(
    "connected",
    tick(),
    heading(`${view.institution.name} is connected`),
    h("p", { class: "lead" }, view.text),
    h("div", { class: "receipt" }, bankLine(view.institution)),
    h("div", { class: "actions" }, done),
  );
  element.classList.add("centred");
  return element;
}

/**
 * @param {ErrorView} view
 * @param {Hands} hands
 */
function errorCard(view, hands) {
  const buttons = view.actions.map(({ intent, label, primary }) =>
    h(
      "button",
      { class: primary ? "button" : "button quiet", type: "button", onclick: () => hands.act({ intent }) },
      label,
    ),
  );
  const sign = { danger: "alert", notice: "clock", neutral: "clock" }[view.tone];
  return card(
    "error",
    h("span", { class: `badge badge-${view.tone}`, "aria-hidden": "true" }, icon(/** @type {"alert" | "clock"} */ (sign))),
    heading(view.title),
    h("p", { class: "lead" }, view.text),
    view.institution && bankLine(view.institution),
    buttons.length > 0 && h("div", { class: "actions" }, ...buttons),
  );
}

/**
 * @param {ExistingView} view
 * @param {Hands} hands
 */
function existingCard(view, hands) {
  const rows = view.members.map(({ guid, bank }) =>
    bankButton(bank, () => hands.act({ intent: "verify_existing", member: guid })),
  );
  return card(
    "existing",
    heading("Use a bank you connected before"),
    h("p", { class: "lead" }, "Choose it to verify its accounts, or connect a different one."),
    h("h2", { class: "list-title" }, "Connected banks"),
    h("ul", { class: "banks", onkeydown: moveAmongButtons }, ...rows),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        { class: "button quiet", type: "button", onclick: () => hands.act({ intent: "connect_another" }) },
        "Connect a different bank",
      ),
    ),
  );
}
