/** How the locale of a system without one is called; it groups no digits. */
const POSIX = 'posix';

/**
 * The locale numbers and dates are written in: the system's, or plain English where the system has
 * none.
 */
export function region(system = new Intl.NumberFormat().resolvedOptions().locale): string {
  return system.toLowerCase().includes(POSIX) ? 'en-US' : system;
}
