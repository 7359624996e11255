// What has the focus: its name, and whether it can be seen that it does.
const element = document.activeElement ?? document.body;
const labels = [...(element.labels ?? [])].map((label) => label.innerText);
const style = getComputedStyle(element);
const around = getComputedStyle(element.parentElement ?? element);
const marked = ({ outlineStyle, outlineWidth, boxShadow }) =>
  (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
const name = [element.getAttribute('aria-label'), ...labels, element.innerText].filter(Boolean).join(' ');
return { name: element === document.body ? '' : name, seen: marked(style) || marked(around) };
