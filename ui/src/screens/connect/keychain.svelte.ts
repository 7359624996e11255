/** Longer than a keychain takes that has nothing to ask. */
const ASKS_MS = 2_000;

/** Notes when the keychain takes so long that it must be waiting for somebody. */
export class KeychainWait {
  /** It may be asking for its password behind this window. */
  asks = $state(false);

  async during<T>(work: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => (this.asks = true), ASKS_MS);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      this.asks = false;
    }
  }
}
