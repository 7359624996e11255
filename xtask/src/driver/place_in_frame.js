// Where a place in the widget's frame is on the page around it, once it is in view there; or what
// covers it. Arguments: the place, in the frame's own pixels.
const [place] = arguments;
const frame = [...document.querySelectorAll('iframe')].find((one) => getComputedStyle(one).visibility !== 'hidden');
for (let around = frame.parentElement; around; around = around.parentElement) {
  if (/auto|scroll/.test(getComputedStyle(around).overflowY)) {
    around.scrollTop += frame.getBoundingClientRect().top + place.y - window.innerHeight / 2;
  }
}
const { left, top } = frame.getBoundingClientRect();
const x = left + frame.clientLeft + place.x;
const y = top + frame.clientTop + place.y;
const there = document.elementFromPoint(x, y);
return there === frame ? { x, y } : { covered: there?.outerHTML.slice(0, 120) ?? 'the edge of the window' };
