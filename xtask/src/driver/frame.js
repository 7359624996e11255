// The widget a person sees. Those of other sessions are in the page too, hidden.
return [...document.querySelectorAll('iframe')].find(
  (frame) => getComputedStyle(frame).visibility !== 'hidden') ?? null;
