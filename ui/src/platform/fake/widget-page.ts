/** A stand-in for the widget: says a little of what MX's says, in its order. */
export const widgetPage = `<!doctype html>
<meta charset="utf-8"><title>Stand-in</title>
<style>
  :root { color-scheme: light dark }
  body { margin: 0; padding: 28px 24px; font: 15px/1.5 system-ui, sans-serif }
  h1 { margin: 0 0 16px; font-size: 20px }
  button { display: block; width: 100%; margin-top: 10px; padding: 12px; border: 1px solid #8888;
    border-radius: 8px; background: none; color: inherit; font: inherit; text-align: start }
</style>
<h1>Select your bank</h1>
<button id="bank">MX Bank</button>
<button id="next" hidden>Sign in</button>
<button id="flood">Post 5000 messages</button>
<button id="junk">Post what no widget posts</button>
<script>
  const say = (type, metadata = {}) => parent.postMessage({ mx: true, type: 'mx/' + type, metadata }, '*');
  say('load');
  say('connect/loaded', { initial_step: 'search' });
  say('connect/stepChange', { current: 'search' });
  bank.onclick = () => {
    say('connect/selectedInstitution', { name: 'MX Bank' });
    say('connect/stepChange', { previous: 'search', current: 'enterCreds' });
    next.hidden = false;
  };
  next.onclick = () => {
    say('connect/enterCredentials');
    say('connect/stepChange', { previous: 'enterCreds', current: 'connecting' });
    setTimeout(() => say('connect/memberConnected'), 2500);
  };
  flood.onclick = () => { for (let i = 0; i < 5000; i++) say('ping') };
  junk.onclick = () => { parent.postMessage('hello', '*'); parent.postMessage(42, '*') };
</script>`;
