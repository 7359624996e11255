// What a person sees of the session on screen: where it stands, what is said to have gone wrong,
// which buttons there are, and the widget. A widget in which the customer has signed in is marked,
// so that they don't begin again.
const shown = (element) => {
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility !== 'hidden';
};
const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
const text = (element) => element.innerText.replace(/\s+/g, ' ').trim();
const stage = all('main[data-screen], [role=main][data-screen]').at(-1);
const under = document.querySelector('.under-widget');
const frame = all('iframe')[0];
const widget = () => {
  if (!frame) return 'none';
  if (frame.closest('[inert]')) return 'covered';
  return frame.hasSignedIn ? 'signed in' : 'new';
};
return {
  screen: stage?.dataset.screen ?? (under ? 'open' : ''),
  heading: all('h1').map(text).join(' '),
  text: document.body.innerText,
  problems: all('[data-problem]').map((card) => ({ code: card.dataset.problem, text: text(card) })),
  buttons: all('button[data-action]').filter((button) => !button.disabled).map(text),
  owners: all('[aria-labelledby="owners-title"] li .name').map(text),
  widget: widget(),
};
