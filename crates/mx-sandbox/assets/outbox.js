// Sends the widget's messages to whoever embeds it, by MX's rules.
//
// Where a message goes is the part that hosts stumble over, so it is kept exactly as in MX's widget:
// the address is, in this order, the configured one, the opener's, the referrer. Whatever goes wrong
// is swallowed: the host hears nothing and the customer sees nothing.

/**
 * One message from the server, due `after_ms` after it was received. `url` replaces `message` in a
 * mobile web view, where a message is a navigation.
 * @typedef {{after_ms: number, message?: object | string, url?: string}} Post
 */

/**
 * Scheme and host of an address, cut out as text: an address without a host (or an empty one) comes
 * back as it is, and `postMessage` will refuse it.
 * @param {string} address
 */
export function originOf(address) {
  const host = address.indexOf("://");
  if (host < 1) return address;
  const path = address.indexOf("/", host + 3);
  return path < 0 ? address : address.slice(0, path);
}

/**
 * @param {string | null} configured `target_origin_referrer` of the widget request
 * @returns {string} throws if there is an opener whose address can't be read
 */
function targetOrigin(configured) {
  if (configured) return originOf(configured);
  if (window.opener && window.opener.location) return originOf(String(window.opener.location));
  return originOf(document.referrer);
}

export class Outbox {
  /** @param {string | null} configured `target_origin_referrer` of the widget request */
  constructor(configured) {
    this.configured = configured;
  }

  /**
   * Sends each post when it is due; those due at once leave before this returns.
   * @param {Post[]} posts
   */
  sendAll(posts) {
    for (const post of posts) {
      if (post.after_ms > 0) setTimeout(() => this.send(post), post.after_ms);
      else this.send(post);
    }
  }

  /** @param {Post} post */
  send(post) {
    try {
      if (post.url) {
        window.location.href = post.url;
        return;
      }
      const target = targetOrigin(this.configured);
      window.parent?.postMessage(post.message, target);
      window.opener?.postMessage(post.message, target);
    } catch {
      // As in MX's widget: no target, no message, no complaint.
    }
  }
}
