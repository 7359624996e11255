// The hands of a demonstration's customer: they do on this page what its prompter says, so slowly that
// it can be seen. Only pages whose settings say so listen; there is no other way in.

/** @typedef {{do: "type", field: string, text: string}} Type */
/** @typedef {{do: "choose", field: string, value: string}} Choose */
/** @typedef {{do: "press", intent: string, value: string | null}} Press */
/** @typedef {{do: "send"}} Send */
/** @typedef {{gestures: (Type | Choose | Press | Send)[], key_ms: number}} Play */

/** In keys: a pause before something else is done, and a press that is seen. */
const PAUSE = 6;
/** In keys: until a search that was typed has been made. */
const SEARCHED = 14;
const LOOK_EVERY_MS = 40;
const LOOKS = 125;

/**
 * Asks for the next cue for as long as the page is there.
 * @param {HTMLElement} stage
 * @param {() => Promise<Response>} ask
 * @param {number} everyMs
 */
export async function followCues(stage, ask, everyMs) {
  for (;;) {
    await rest(everyMs);
    try {
      const answer = await ask();
      if (answer.status === 404) return;
      if (answer.status === 200) await play(stage, await answer.json());
    } catch {
      // Nobody answers; the next time somebody may.
    }
  }
}

/**
 * @param {HTMLElement} stage
 * @param {Play} play
 */
async function play(stage, { gestures, key_ms: key }) {
  for (const gesture of gestures) {
    if (gesture.do === "type") await type(stage, gesture, key);
    else if (gesture.do === "choose") await choose(stage, gesture, key);
    else await press(stage, gesture, key);
  }
}

/**
 * @param {HTMLElement} stage
 * @param {Type} gesture
 * @param {number} key
 */
async function type(stage, { field, text }, key) {
  const query = `#${CSS.escape(field)}, #${CSS.escape(`field-${field}`)}`;
  const input = /** @type {HTMLInputElement} */ (await found(stage, query));
  take(input);
  input.value = "";
  for (const letter of text) {
    await rest(key);
    input.value += letter;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await rest(key * PAUSE);
  input.classList.remove("in-hand");
}

/**
 * @param {HTMLElement} stage
 * @param {Choose} gesture
 * @param {number} key
 */
async function choose(stage, { field, value }, key) {
  const query = `input[type="radio"][name="${CSS.escape(field)}"][value="${CSS.escape(value)}"]`;
  const input = await found(stage, query);
  const row = input.closest("label") ?? input;
  take(row);
  await rest(key * PAUSE);
  input.click();
  await rest(key * PAUSE);
  row.classList.remove("in-hand");
}

/**
 * @param {HTMLElement} stage
 * @param {Press | Send} gesture
 * @param {number} key
 */
async function press(stage, gesture, key) {
  let query = 'form button[type="submit"]';
  if (gesture.do === "press") {
    const value = gesture.value === null ? "" : `[data-value="${CSS.escape(gesture.value)}"]`;
    query = `[data-intent="${CSS.escape(gesture.intent)}"]${value}`;
    if (gesture.value !== null) await rest(key * SEARCHED);
  }
  const button = await found(stage, query);
  take(button);
  await rest(key * PAUSE);
  button.classList.remove("in-hand");
  button.click();
}

/**
 * Shows what is in hand. The focus stays where the person in front of the host has it.
 * @param {Element} element
 */
function take(element) {
  element.classList.add("in-hand");
  element.scrollIntoView({ block: "nearest" });
}

/**
 * @param {HTMLElement} stage
 * @param {string} query
 * @returns {Promise<HTMLElement>}
 */
async function found(stage, query) {
  for (let look = 0; look < LOOKS; look += 1) {
    const element = stage.querySelector(query);
    if (element) return /** @type {HTMLElement} */ (element);
    await rest(LOOK_EVERY_MS);
  }
  throw new Error("it is not on the page");
}

/** @param {number} ms */
function rest(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
