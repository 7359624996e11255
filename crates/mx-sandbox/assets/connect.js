// The simulated Connect page. It decides nothing: it shows the view the server chose, reports what
// the customer did, and posts the messages the server built, when they are due.

import { followCues } from "./hands.js";
import { Outbox } from "./outbox.js";
import { render } from "./views.js";
import { say } from "./words.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./outbox.js").Post} Post */

/**
 * @typedef {{
 *   seq: number, posts: Post[], view: View | null, view_after_ms: number,
 *   settings?: {target_origin_referrer: string | null, debounce_ms: number, ping_ms: number, ping: Post | null, focus_trap: Post | null, cue_ms?: number}
 * }} Reply
 */

const SESSION = document.body.dataset.session ?? "";
const stage = /** @type {HTMLElement} */ (document.getElementById("stage"));
const back = /** @type {HTMLButtonElement} */ (document.getElementById("back"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));

// MX's page loads the font; this one stays on this machine, and draws it where it is installed.
const font = document.body.dataset.font ?? "";
if (font !== "") document.body.style.fontFamily = `${CSS.escape(font)}, system-ui, sans-serif`;

/** What the customer can't do while an answer is awaited is asked for only once. */
let waiting = false;
/** The newest answer shown; a late answer to an older question must not replace it. */
let shown = 0;
let outbox = new Outbox(null);
let debounceMs = 500;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pollTimer;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let searchTimer;
/** The bank's page, if this page opened it. @type {Window | null} */
let visited = null;

/**
 * Tells the server what happened.
 * @param {{intent: string} & Record<string, unknown>} intent
 * @returns {Promise<Reply>}
 */
async function tell(intent) {
  const response = await fetch(`/md/connect/session/${SESSION}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(intent),
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
  if (response.status === 404) return ended();
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.json();
}

/** Asks what a demonstration's customer does next. */
function askForCue() {
  return fetch(`/md/connect/session/${SESSION}/cue`, {
    method: "POST",
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  });
}

/** @returns {Reply} what is shown once the server no longer knows this page */
function ended() {
  return {
    seq: Number.MAX_SAFE_INTEGER,
    posts: [],
    view_after_ms: 0,
    view: {
      kind: "error",
      tone: "neutral",
      title: say("ended.title"),
      text: say("ended.text"),
      institution: null,
      actions: [],
      can_go_back: false,
    },
  };
}

/**
 * Does what the customer asked for, once.
 * @param {{intent: string} & Record<string, unknown>} intent
 */
async function act(intent) {
  if (waiting) return;
  waiting = true;
  stage.setAttribute("aria-busy", "true");
  try {
    await take(await tell(intent));
  } catch {
    complain(say("lost"));
    stage.dispatchEvent(new CustomEvent("unanswered"));
  } finally {
    waiting = false;
    stage.removeAttribute("aria-busy");
  }
}

/**
 * Posts what is to be posted and shows the view, after its fade.
 * @param {Reply} reply
 */
async function take(reply) {
  outbox.sendAll(reply.posts);
  if (!reply.view || reply.seq <= shown) return;
  shown = reply.seq;
  clearTimeout(pollTimer);
  const seq = reply.seq;
  if (reply.view_after_ms > 0) {
    // The fade takes the last moments, so that a longer wait doesn't leave an empty page.
    const fade = Math.min(reply.view_after_ms, 200);
    await rest(reply.view_after_ms - fade);
    stage.classList.add("leaving");
    await rest(fade);
  }
  if (seq === shown) show(reply.view);
}

/** @param {number} ms */
function rest(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Says what went wrong where it is seen as well as heard, until the next view.
 * @param {string} text
 */
function complain(text) {
  status.textContent = text;
  status.className = "toast";
}

/** @param {View} view */
function show(view) {
  stage.classList.remove("leaving");
  status.className = "unseen";
  back.hidden = !view.can_go_back;
  const first = stage.dataset.kind === undefined;
  const announcement = render(stage, view, { act, search, visit });
  stage.dataset.kind = view.kind;
  if (announcement) status.textContent = announcement;
  // The first view leaves the focus where the host has it.
  if (!first && announcement !== null) stage.querySelector("h1")?.focus();
  if (view.kind === "connecting") schedulePoll("poll", view.poll_after_ms);
  if (view.kind === "verifying") schedulePoll("deposit_poll", view.poll_after_ms);
  if (view.kind === "oauth_waiting") schedulePoll("login_poll", view.poll_after_ms);
  else leave();
}

/**
 * @param {string} intent
 * @param {number} ms
 */
function schedulePoll(intent, ms) {
  clearTimeout(pollTimer);
  pollTimer = setTimeout(async () => {
    try {
      await take(await tell({ intent }));
    } catch {
      schedulePoll(intent, ms); // A failed poll is skipped; the next one will tell.
    }
  }, ms);
}

/**
 * Opens the bank's page beside this one. It knows its opener, and tells it how it ended.
 * @param {string} url
 */
function visit(url) {
  visited = window.open(url, "mx-connect-login", "popup,width=520,height=720");
}

/** Closes the bank's page, which has done its work. */
function leave() {
  visited?.close();
  visited = null;
}

/**
 * Searches once the customer pauses. Choosing a bank meanwhile doesn't call it off: MX's widget also
 * reports a search after the choice that ended it.
 * @param {string} query
 */
function search(query) {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(async () => {
    try {
      await take(await tell({ intent: "search", query }));
    } catch {
      complain(say("search_lost"));
    }
  }, debounceMs);
}

back.addEventListener("click", () => act({ intent: "back" }));

window.addEventListener("message", async (event) => {
  const said = parsed(event.data);
  // Whoever says that the bank's page ended, MX is asked how.
  if (/^oauthComplete\/(success|error)$/.test(said?.type) && stage.dataset.kind === "oauth_waiting") {
    schedulePoll("login_poll", 0);
    return;
  }
  if (said?.type !== "mx/navigation" || said.payload?.action !== "back") return;
  try {
    await take(await tell({ intent: "navigate_back" }));
  } catch {
    // The host hears nothing, as it would from a widget that is gone.
  }
});

/**
 * Hosts send text or objects.
 * @param {unknown} data
 * @returns {any}
 */
function parsed(data) {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

/**
 * Says when the keyboard leaves the page for what surrounds it.
 * @param {Post} message
 */
function watchFocus(message) {
  let tabbing = false;
  window.addEventListener("keydown", (event) => {
    tabbing = event.key === "Tab";
  });
  window.addEventListener("keyup", () => {
    tabbing = false;
  });
  window.addEventListener("blur", () => {
    if (tabbing) outbox.send(message);
    tabbing = false;
  });
}

async function open() {
  try {
    const reply = await tell({ intent: "open" });
    const settings = reply.settings;
    if (settings) {
      outbox = new Outbox(settings.target_origin_referrer);
      debounceMs = settings.debounce_ms;
      const ping = settings.ping;
      if (ping) setInterval(() => outbox.send(ping), settings.ping_ms);
      if (settings.focus_trap) watchFocus(settings.focus_trap);
      if (settings.cue_ms) void followCues(stage, askForCue, settings.cue_ms);
    }
    await take(reply);
  } catch {
    stage.textContent = say("unanswered");
  }
}

void open();
