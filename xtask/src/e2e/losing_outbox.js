// In place of the Connect page's own: of its messages only those leave that say it has loaded.
export class Outbox {
  sendAll(posts) {
    for (const post of posts) this.send(post);
  }

  send({ message }) {
    const text = JSON.stringify(message) ?? '';
    if (!/"mx\/(load|connect\/loaded)"/.test(text)) return;
    window.parent.postMessage(message, new URL(document.referrer).origin);
  }
}
