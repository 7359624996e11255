/** Settings, the lock and diagnostics. */
export const settings = {
  lock: 'Lock the desk',
};
