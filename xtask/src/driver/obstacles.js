// Asks axe-core what is seriously or critically wrong with the current page alone: what is in its frames is asked there.
// `enhanced`, set before this, says that more contrast was asked for: then every text is held to 7 : 1 (4.5 : 1 where it is large).
const done = arguments[arguments.length - 1];
// While something fades in, its colours are on their way and nobody's to judge.
const fading = document
  .getAnimations()
  .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
for (const animation of fading) animation.finish();
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
axe
  .run(document, { iframes: false, resultTypes: ['violations'], runOnly: rules, rules: { 'color-contrast-enhanced': { enabled: enhanced } } })
  .then(({ violations }) => {
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    done(grave.map(({ id, help, nodes }) => `${id} (${help}) at ${nodes.map((node) => node.target.join(' ')).join(', ')}`));
  }, (error) => done([`axe-core failed: ${error}`]));
