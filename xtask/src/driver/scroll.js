// Drags a long list's scroll bar to places all over it, and waits each time until the rows there
// are drawn. Answers in milliseconds: `still`, the longest between two frames; `empty`, the longest
// wait for rows. The last argument is called with it.
const done = arguments[arguments.length - 1];
const list = document.querySelector('[role=grid], [role=listbox]');
const end = list.scrollHeight - list.clientHeight;
let [still, empty, places, last] = [0, 0, 0, performance.now()];
let since = null;
const draw = (now) => {
  still = Math.max(still, now - last);
  last = now;
  const rows = [...list.querySelectorAll('[aria-selected]')];
  const drawn = rows.length > 0 && rows.every((row) => row.innerText.trim() !== '');
  if (drawn) {
    if (since !== null) empty = Math.max(empty, now - since);
    if (places === 40) return done({ still, empty });
    places += 1;
    since = now;
    list.scrollTop = (end * ((places * 7919) % 1000)) / 1000;
  }
  requestAnimationFrame(draw);
};
requestAnimationFrame(draw);
