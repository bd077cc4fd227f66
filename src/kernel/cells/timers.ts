import promises from "node:timers/promises";
import { promisify } from "node:util";

type Timer = ReturnType<typeof setTimeout> | ReturnType<typeof setImmediate>;

/**
 * Remembers the timers that cells start, so that an interrupt can stop a loop of them: JavaScript has no way to end an
 * async function that waits, but one whose timer is gone waits for good.
 */
export class Timers {
  readonly #running = new Set<Timer>();

  /**
   * Replaces the timers that a cell sees.
   *
   * @param bind makes a callback run for the cell that has started the timer
   */
  install(bind: (f: () => void) => () => void): void {
    const own = { setTimeout, setInterval, setImmediate };
    const once =
      (start: (f: () => void, ms?: number) => Timer) =>
      (f: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
        const call = bind(() => f(...args));
        const timer = start(() => {
          this.#running.delete(timer);
          call();
        }, ms);
        this.#running.add(timer);
        return timer;
      };
    const immediate = once((f) => own.setImmediate(f));
    Object.assign(globalThis, {
      setTimeout: once(own.setTimeout),
      setInterval: (f: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => {
        const timer = own.setInterval(
          bind(() => f(...args)),
          ms,
        );
        this.#running.add(timer);
        return timer;
      },
      setImmediate: (f: (...args: unknown[]) => void, ...args: unknown[]) =>
        immediate(() => f(...args)),
    });
    const sleep = (ms?: number, value?: unknown) =>
      new Promise((resolve) => setTimeout(resolve, ms, value));
    Object.defineProperty(setTimeout, promisify.custom, { value: sleep });
    const waits = promises.setTimeout;
    promises.setTimeout = ((ms?: number, value?: unknown, options?: object) =>
      options ? waits(ms, value, options) : sleep(ms, value)) as typeof waits; // because `sleep` is not generic
  }

  /** Stops every timer that a cell has started. */
  clear(): void {
    for (const timer of this.#running) {
      clearTimeout(timer as NodeJS.Timeout); // because clearTimeout stops intervals, too
      clearImmediate(timer as NodeJS.Immediate);
    }
    this.#running.clear();
  }
}
