// Names of things a person presses, fills in or reads by, that are cut off because they don't fit:
// buttons, labels, headings, tabs and columns. What is scrolled away is not.
const shown = (element) => {
  const style = getComputedStyle(element);
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1 && style.visibility !== 'hidden' && style.clipPath === 'none';
};
const isCut = (element) => {
  const style = getComputedStyle(element);
  const hides = /hidden|clip/.test(style.overflowX);
  return hides && element.scrollWidth > element.clientWidth + 1;
};
const spills = (element) => element.scrollWidth > element.clientWidth + 2;
const named =
  'button, label, legend, h1, h2, h3, th, dt, summary, [role="tab"], [role="columnheader"], [role^="menuitem"]';
const found = [...document.querySelectorAll(named)]
  .filter((element) => shown(element) && !element.closest('[inert], .sr-only, [data-names-may-be-cut]'))
  .filter((element) => {
    const parts = [element, ...element.querySelectorAll('*')].filter(shown);
    return parts.some(isCut) || (element.tagName === 'BUTTON' && spills(element));
  });
return [...new Set(found.map((element) => element.innerText.replace(/\s+/g, ' ').trim()))].filter(Boolean);
