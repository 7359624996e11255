// One function per view. Each draws what the server described and passes on what the customer does.

import { h, icon, tick } from "./dom.js";
import { answerForm, entry, promptEntry } from "./forms.js";
import {
  actionButtons,
  alertBox,
  bankButton,
  bankLine,
  card,
  heading,
  hintBox,
  menuButton,
  monogram,
  moveAmongButtons,
} from "./parts.js";
import { say } from "./words.js";

/** @typedef {import("./parts.js").Bank} Bank */
/** @typedef {import("./parts.js").Action} Action */
/** @typedef {import("./parts.js").Hint} Hint */
/** @typedef {import("./forms.js").Field} Field */
/** @typedef {import("./forms.js").Prompt} Prompt */
/** @typedef {{guid: string, bank: Bank}} ExistingMember */

/** @typedef {{can_go_back: boolean}} Common */
/** @typedef {Common & {kind: "disclosure"}} DisclosureView */
/** @typedef {Common & {kind: "search", query: string, institutions: Bank[], deposits: boolean, manual: boolean}} SearchView */
/** @typedef {Common & {kind: "statement", institution: Bank | null, title: string, lead: string, points: string[], numbered: boolean, aside: string | null, actions: Action[]}} StatementView */
/** @typedef {Common & {kind: "menu", title: string, lead: string, intent: string, choices: {value: string, label: string}[]}} MenuView */
/** @typedef {Common & {kind: "verifying", title: string, lead: string, poll_after_ms: number}} VerifyingView */
/** @typedef {Common & {kind: "credentials", institution: Bank, update: boolean, fields: Field[], alert: string | null, hint: Hint}} CredentialsView */
/** @typedef {Common & {kind: "oauth", institution: Bank, url: string | null, opens_window: boolean, alert: string | null, hint: Hint}} OauthView */
/** @typedef {Common & {kind: "oauth_waiting", institution: Bank, poll_after_ms: number}} OauthWaitingView */
/** @typedef {Common & {kind: "connecting", institution: Bank, stages: string[], current: number, slow: boolean, poll_after_ms: number}} ConnectingView */
/** @typedef {Common & {kind: "mfa", institution: Bank, title: string, select: boolean, prompts: Prompt[], hint: Hint | null}} MfaView */
/** @typedef {Common & {kind: "form", title: string, lead: string, fields: Field[], alert: string | null, action: Action | null, hint: Hint | null}} FormView */
/** @typedef {Common & {kind: "review", title: string, lead: string, rows: {label: string, value: string}[], alert: string | null, actions: Action[]}} ReviewView */
/** @typedef {Common & {kind: "connected", institution: Bank, text: string}} ConnectedView */
/** @typedef {Common & {kind: "error", tone: "danger" | "notice" | "neutral" | "done", title: string, text: string, institution: Bank | null, actions: Action[]}} ErrorView */
/** @typedef {Common & {kind: "existing", members: ExistingMember[]}} ExistingView */
/** @typedef {DisclosureView | StatementView | MenuView | VerifyingView | SearchView | CredentialsView | OauthView | OauthWaitingView | ConnectingView | MfaView | FormView | ReviewView | ConnectedView | ErrorView | ExistingView} View */

/**
 * @typedef {{
 *   act: (intent: {intent: string} & Record<string, unknown>) => Promise<void>,
 *   visit: (url: string) => void,
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
  if (same && (view.kind === "oauth_waiting" || view.kind === "verifying")) return null;
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
    case "disclosure":
      return [disclosureCard(hands), ""];
    case "statement":
      return [statementCard(view, hands), view.title];
    case "menu":
      return [menuCard(view, hands), view.title];
    case "verifying":
      return [verifyingCard(view), view.title];
    case "search":
      return [searchCard(view, hands), ""];
    case "credentials":
      return [credentialsCard(view, hands), view.alert ?? ""];
    case "oauth":
      return [oauthCard(view, hands), view.alert ?? ""];
    case "oauth_waiting":
      return [oauthWaitingCard(view, hands), say("oauth.waiting.title", { bank: view.institution.name })];
    case "form":
      return [formCard(view, hands), view.alert ?? view.title];
    case "review":
      return [reviewCard(view, hands), view.alert ?? view.title];
    case "connecting":
      return [connectingCard(view), view.stages[view.current] ?? ""];
    case "mfa":
      return [mfaCard(view, hands), view.title];
    case "connected":
      return [connectedCard(view, hands), say("connected.title", { bank: view.institution.name })];
    case "error":
      return [errorCard(view, hands), view.title];
    case "existing":
      return [existingCard(view, hands), ""];
  }
}

/**
 * A button that says nothing but what it is there for.
 * @param {string} look
 * @param {string} intent
 * @param {string} label
 * @param {Hands} hands
 */
function intentButton(look, intent, label, hands) {
  return h("button", { class: look, type: "button", "data-intent": intent, onclick: () => hands.act({ intent }) }, label);
}

/* Disclosure ------------------------------------------------------------------------------ */

/** @param {Hands} hands */
function disclosureCard(hands) {
  const points = [say("disclosure.reads"), say("disclosure.sign_in"), say("disclosure.money")];
  return card(
    "disclosure",
    heading(say("disclosure.title")),
    h("p", { class: "lead" }, say("disclosure.lead")),
    h("ul", { class: "points" }, ...points.map((point) => h("li", {}, icon("check"), h("span", {}, point)))),
    h("p", { class: "aside" }, say("disclosure.stand_in")),
    h(
      "div",
      { class: "actions" },
      intentButton("button", "continue", say("continue"), hands),
    ),
  );
}

/* Statements and menus -------------------------------------------------------------------- */

/**
 * @param {StatementView} view
 * @param {Hands} hands
 */
function statementCard(view, hands) {
  const points = view.points.map((point) =>
    view.numbered ? h("li", {}, point) : h("li", {}, icon("check"), h("span", {}, point)),
  );
  return card(
    "statement",
    view.institution && bankLine(view.institution),
    heading(view.title),
    h("p", { class: "lead" }, view.lead),
    points.length > 0 && h(view.numbered ? "ol" : "ul", { class: view.numbered ? "steps" : "points" }, ...points),
    view.aside && h("p", { class: "aside" }, view.aside),
    actionButtons(view.actions, hands.act),
  );
}

/**
 * @param {MenuView} view
 * @param {Hands} hands
 */
function menuCard(view, hands) {
  const rows = view.choices.map(({ value, label }) =>
    menuButton(label, () => hands.act({ intent: view.intent, choice: value })),
  );
  return card(
    "menu",
    heading(view.title),
    h("p", { class: "lead" }, view.lead),
    h("ul", { class: "banks menu", onkeydown: moveAmongButtons }, ...rows),
  );
}

/** @param {VerifyingView} view */
function verifyingCard(view) {
  const element = card(
    "verifying",
    h("span", { class: "badge badge-neutral", "aria-hidden": "true" }, h("span", { class: "spinner" })),
    heading(view.title),
    h("p", { class: "lead" }, view.lead),
  );
  element.classList.add("centred");
  return element;
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
      placeholder: say("search.placeholder"),
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
    heading(say("search.title")),
    h("p", { class: "lead" }, say("search.lead")),
    h(
      "form",
      { class: "search", role: "search", onsubmit: (/** @type {Event} */ event) => event.preventDefault() },
      h("label", { class: "unseen", for: "query" }, say("search.label")),
      h("div", { class: "control" }, icon("search"), input),
    ),
    h("div", { id: "results" }, ...results(view, hands)),
    view.deposits && otherwise("deposits", say("deposits"), hands),
    view.manual && otherwise("add_manually", say("manual"), hands),
  );
}

/**
 * @param {string} intent
 * @param {string} label
 * @param {Hands} hands
 */
function otherwise(intent, label, hands) {
  return intentButton("button quiet otherwise", intent, label, hands);
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
  if (status) status.textContent = count === 1 ? say("search.found_one") : say("search.found", { count });
  return null;
}

/**
 * @param {SearchView} view
 * @param {Hands} hands
 * @returns {HTMLElement[]}
 */
function results(view, hands) {
  const title = h("h2", { class: "list-title" }, say(view.query ? "search.results" : "search.popular"));
  if (view.institutions.length === 0) {
    return [
      title,
      h("p", { class: "nothing" }, say("search.nothing", { query: view.query })),
    ];
  }
  const rows = view.institutions.map((bank) =>
    bankButton(bank, { intent: "select", institution: bank.guid }, hands.act),
  );
  return [title, h("ul", { class: "banks", onkeydown: moveAmongButtons }, ...rows)];
}

/* Credentials ----------------------------------------------------------------------------- */

/**
 * @param {CredentialsView} view
 * @param {Hands} hands
 */
function credentialsCard(view, hands) {
  const entries = view.fields.map((field) =>
    entry(field, say("sign_in.missing", { field: field.label.toLowerCase() }), view.alert !== null),
  );
  return card(
    "credentials",
    bankLine(view.institution),
    heading(say(view.update ? "sign_in.update" : "sign_in.title")),
    h("p", { class: "lead" }, say("sign_in.lead", { bank: view.institution.address || view.institution.name })),
    view.alert && alertBox(view.alert),
    answerForm(entries, view.hint, say("sign_in.busy"), (answers) => hands.act({ intent: "credentials", answers })),
  );
}

/* The bank's own page --------------------------------------------------------------------- */

/**
 * @param {OauthView} view
 * @param {Hands} hands
 */
function oauthCard(view, hands) {
  const { institution, url } = view;
  const go = () => {
    // At once: a window that opens later than the click is blocked.
    if (url !== null && view.opens_window) hands.visit(url);
    void hands.act({ intent: "go_to_login" });
  };
  const button =
    url === null
      ? intentButton("button", "log_in_again", say("oauth.waiting.again"), hands)
      : h(
          "button",
          { class: "button", type: "button", "data-intent": "go_to_login", onclick: go },
          say("oauth.go"),
          icon("leave"),
        );
  return card(
    "oauth",
    bankLine(institution),
    heading(say("oauth.title", { bank: institution.name })),
    h("p", { class: "lead" }, say("oauth.lead", { bank: institution.name })),
    view.alert && alertBox(view.alert),
    h(
      "ol",
      { class: "steps" },
      h("li", {}, say("oauth.step_open")),
      h("li", {}, say("oauth.step_allow")),
      h("li", {}, say("oauth.step_return")),
    ),
    h("div", { class: "actions" }, button),
    hintBox(view.hint),
  );
}

/**
 * @param {OauthWaitingView} view
 * @param {Hands} hands
 */
function oauthWaitingCard(view, hands) {
  const element = card(
    "oauth-waiting",
    linkTo(view.institution),
    heading(say("oauth.waiting.title", { bank: view.institution.name })),
    h("p", { class: "lead" }, say("oauth.waiting.lead")),
    h(
      "div",
      { class: "actions" },
      h("p", { class: "aside" }, say("oauth.waiting.stuck")),
      intentButton("button quiet", "log_in_again", say("oauth.waiting.again"), hands),
      intentButton("button quiet", "cancel_login", say("oauth.waiting.cancel"), hands),
    ),
  );
  element.classList.add("centred");
  return element;
}

/** @param {Bank} bank */
function linkTo(bank) {
  return h(
    "div",
    { class: "link", "aria-hidden": "true" },
    h("span", { class: "link-end" }, icon("app")),
    h("span", { class: "link-track" }),
    monogram(bank, true),
  );
}

/* Connecting ------------------------------------------------------------------------------ */

/** @param {ConnectingView} view */
function connectingCard(view) {
  const element = card(
    "connecting",
    linkTo(view.institution),
    heading(say("connecting.title", { bank: view.institution.name })),
    h("p", { class: "lead" }, say("connecting.lead")),
    h(
      "ol",
      { class: "stages" },
      ...view.stages.map((stage) =>
        h("li", {}, h("span", { class: "mark", "aria-hidden": "true" }, icon("check")), h("span", {}, stage)),
      ),
    ),
    h("p", { class: "slow", hidden: true }, say("connecting.slow")),
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
    h("p", { class: "lead" }, view.select ? say("mfa.select_lead") : say("mfa.lead", { bank: view.institution.name })),
    answerForm(entries, view.hint, say("mfa.busy"), (answers) => hands.act({ intent: "mfa", answers })),
  );
}

/* Details that are no sign-in ------------------------------------------------------------- */

/**
 * @param {FormView} view
 * @param {Hands} hands
 */
function formCard(view, hands) {
  const entries = view.fields.map((field) => entry(field, say("form.missing"), view.alert !== null));
  return card(
    "form",
    heading(view.title),
    h("p", { class: "lead" }, view.lead),
    view.alert && alertBox(view.alert),
    view.action && actionButtons([view.action], hands.act),
    answerForm(entries, view.hint, say("form.busy"), (answers) => hands.act({ intent: "details", answers })),
  );
}

/**
 * @param {ReviewView} view
 * @param {Hands} hands
 */
function reviewCard(view, hands) {
  const rows = view.rows.map(({ label, value }) => h("div", {}, h("dt", {}, label), h("dd", {}, value)));
  return card(
    "review",
    heading(view.title),
    h("p", { class: "lead" }, view.lead),
    view.alert && alertBox(view.alert),
    h("dl", { class: "details" }, ...rows),
    actionButtons(view.actions, hands.act),
  );
}

/* Results --------------------------------------------------------------------------------- */

/**
 * @param {ConnectedView} view
 * @param {Hands} hands
 */
function connectedCard(view, hands) {
  const done = intentButton("button", "done", say("done"), hands);
  const element = card(
    "connected",
    tick(),
    heading(say("connected.title", { bank: view.institution.name })),
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
  const sign = { danger: "alert", notice: "clock", neutral: "clock", done: "check" }[view.tone];
  return card(
    "error",
    h("span", { class: `badge badge-${view.tone}`, "aria-hidden": "true" }, icon(/** @type {"alert" | "clock" | "check"} */ (sign))),
    heading(view.title),
    h("p", { class: "lead" }, view.text),
    view.institution && bankLine(view.institution),
    view.actions.length > 0 && actionButtons(view.actions, hands.act),
  );
}

/**
 * @param {ExistingView} view
 * @param {Hands} hands
 */
function existingCard(view, hands) {
  const rows = view.members.map(({ guid, bank }) =>
    bankButton(bank, { intent: "verify_existing", member: guid }, hands.act),
  );
  return card(
    "existing",
    heading(say("existing.title")),
    h("p", { class: "lead" }, say("existing.lead")),
    h("h2", { class: "list-title" }, say("existing.list")),
    h("ul", { class: "banks", onkeydown: moveAmongButtons }, ...rows),
    h(
      "div",
      { class: "actions" },
      intentButton("button quiet", "connect_another", say("existing.another"), hands),
    ),
  );
}
