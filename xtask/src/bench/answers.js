// How long the page takes from a click to the paint that answers it, in milliseconds, once for each
// of so many clicks on these elements in turns. The wait for a busy page counts: each click has a
// moment when it is due. Runs as a WebDriver script; ENTRIES and CLICKS are filled in.
const done = arguments[arguments.length - 1];
const took = [];
const click = (due) => {
  const entries = ENTRIES;
  entries[took.length % entries.length].click();
  requestAnimationFrame(() =>
    setTimeout(() => {
      took.push(performance.now() - due);
      if (took.length === CLICKS) done(took);
      else next();
    }),
  );
};
const next = () => {
  const pause = 40 + Math.random() * 40;
  const due = performance.now() + pause;
  setTimeout(() => click(due), pause);
};
next();
