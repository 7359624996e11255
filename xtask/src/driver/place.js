// Where the middle of an element is once it is in view, in the page's own pixels; or what covers it.
const [element] = arguments;
element.scrollIntoView({ block: 'center', inline: 'center' });
const { left, top, width, height } = element.getBoundingClientRect();
const x = left + width / 2;
const y = top + height / 2;
const there = document.elementFromPoint(x, y);
const label = element.closest('label');
const isIt = there !== null && (element.contains(there) || there.contains(element) || label?.contains(there) === true);
return isIt ? { x, y } : { covered: there?.outerHTML.slice(0, 120) ?? 'the edge of the window' };
