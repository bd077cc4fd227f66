/** What the main thread and the alarm's share: numbers at the places below. */
export type Shared = Int32Array;

/** 1 while the kernel's own code runs in the main thread. */
export const BUSY = 0;
/** How many interrupts the main thread has taken. */
export const TAKEN = 1;

export function createShared(): Shared {
  return new Int32Array(new SharedArrayBuffer(8));
}
