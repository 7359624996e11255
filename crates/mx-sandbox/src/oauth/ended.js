// Tells the widget that opened this page how it ended. The widget is of this page's own origin.
const { outcome, member, reason } = document.body.dataset;
if (outcome && window.opener) {
  const metadata = { member_guid: member };
  if (reason) metadata.error_reason = reason;
  const message = { mx: true, type: `oauthComplete/${outcome}`, metadata };
  window.opener.postMessage(message, window.location.origin);
}
