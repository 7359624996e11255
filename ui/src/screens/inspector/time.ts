/** `0:04.213`: minutes, seconds and thousandths since the recording began. */
export function precise(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const seconds = String(Math.floor(ms / 1000) % 60).padStart(2, '0');
  return `${minutes}:${seconds}.${String(ms % 1000).padStart(3, '0')}`;
}

/** `83 ms`, `1.25 s`, `2 m 5 s`: as precise as it is interesting. */
export function duration(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  return `${Math.floor(ms / 60_000)} m ${Math.floor(ms / 1000) % 60} s`;
}
