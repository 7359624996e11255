// Finds what a person means by "the button Connect" or "the field Password": by what the thing is
// and what it is called, among those that can be seen. Arguments: role, name.
const [role, wanted] = arguments;
const tags = {
  button: 'button, [role="button"], input[type="submit"], input[type="button"], summary',
  field: 'input:not([type="hidden"]):not([type="radio"]):not([type="checkbox"]):not([type="submit"]), textarea, select, [role="textbox"], [role="searchbox"], [role="combobox"]',
  choice: 'input[type="radio"], input[type="checkbox"], [role="radio"], [role="checkbox"], [role="switch"], [role="tab"], [role="option"], [role="menuitem"], [role="menuitemradio"], [role="menuitemcheckbox"], option',
  row: '[role="row"]',
  frame: 'iframe',
};
const tidy = (text) => (text ?? '').replace(/\s+/g, ' ').trim().toLowerCase();
const seen = (element) => {
  if (element.tagName === 'OPTION') return true;
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility !== 'hidden' && style.display !== 'none';
};
// What is read out of an element: not what is hidden from everybody but the eye.
const text = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  return [...node.childNodes].map(text).join(' ');
};
const names = (element) => {
  const found = [];
  const by = element.getAttribute('aria-labelledby');
  if (by) {
    found.push(by.split(/\s+/).map((id) => text(document.getElementById(id) ?? element)).join(' '));
  }
  found.push(element.getAttribute('aria-label'));
  for (const label of element.labels ?? []) found.push(text(label));
  found.push(text(element), element.getAttribute('title'), element.getAttribute('placeholder'));
  if (element.tagName === 'INPUT' && /submit|button/.test(element.type)) found.push(element.value);
  return found.map(tidy).filter((name) => name !== '');
};
// In a window that is open over the others, people look first.
const over = [...document.querySelectorAll('dialog:modal')].at(-1);
const inFront = (element) => (over?.contains(element) ? 0 : 1);
const candidates = [...document.querySelectorAll(tags[role])].filter((element) =>
  // A styled radio or checkbox may be drawn by its label alone.
  seen(element) || (role === 'choice' && [...(element.labels ?? [])].some(seen)))
  .sort((one, other) => inFront(one) - inFront(other));
const name = tidy(wanted);
const match = candidates.find((element) => names(element).includes(name))
  ?? candidates.find((element) => names(element).some((found) => found.startsWith(name)))
  ?? candidates.find((element) => names(element).some((found) => found.includes(name)));
// A styled radio or checkbox is drawn by its label, and that is what a person clicks.
return [...(role === 'choice' ? match?.labels ?? [] : [])].find(seen) ?? match ?? null;
