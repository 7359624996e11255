// How far apart the frames are, in milliseconds, while a list is scrolled by hand for a while and
// then dragged to places all over it. Runs as a WebDriver script; FRAMES is filled in.
const done = arguments[arguments.length - 1];
const list = document.querySelector('main :is([role=listbox], [role=grid])');
const apart = [];
let before = performance.now();
let frame = 0;
const draw = (now) => {
  apart.push(now - before);
  before = now;
  frame += 1;
  if (frame > FRAMES) return done(apart.slice(1));
  const end = list.scrollHeight - list.clientHeight;
  if (frame < FRAMES / 2) list.scrollTop += 120;
  else list.scrollTop = (end * ((frame * 7919) % 1000)) / 1000;
  requestAnimationFrame(draw);
};
requestAnimationFrame(draw);
