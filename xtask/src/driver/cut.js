// What a person can press or fill in, and can't get to: beyond the window's edge, or cut off by
// something around it that doesn't scroll.
const width = window.innerWidth;
const height = window.innerHeight;
const scrolls = (element, axis) => {
  for (let around = element.parentElement; around; around = around.parentElement) {
    const style = getComputedStyle(around);
    if (/auto|scroll/.test(axis === 'x' ? style.overflowX : style.overflowY)) return true;
  }
  return false;
};
const seen = (element) => {
  const style = getComputedStyle(element);
  const { width: w, height: h } = element.getBoundingClientRect();
  return w > 1 && h > 1 && style.visibility !== 'hidden' && style.clipPath === 'none';
};
return [...document.querySelectorAll('button, input, select, textarea, summary, iframe')]
  .filter((element) => seen(element) && !element.closest('[inert]'))
  .filter((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const beside = (left < -1 || right > width + 1) && !scrolls(element, 'x');
    const below = (top < -1 || bottom > height + 1) && !scrolls(element, 'y');
    return beside || below;
  })
  .map((element) => element.innerText || element.id || element.tagName);
