import { kernel } from "../kernel/api";

/** Nothing is said before, and no more often than, in ms: a computation that takes less says nothing. */
const [FIRST, EVERY] = [1000, 500];

/** Where the time and the room for text come from; a test has its own. */
export interface Surroundings {
  now(): number;
  write(text: string): void;
  clear(): void;
}

const own: Surroundings = {
  now: () => performance.now(),
  write: (text) => void process.stdout.write(text),
  clear: () => (kernel ? kernel.clearOutput() : void process.stdout.write("\r")),
};

/**
 * Says how far a long computation is, in one line under the cell that is written over: `step 1200 of 20000, about 9 s left`.
 * At the end the line is taken away, with all that the cell has shown so far: a notebook is the same on a slow machine.
 *
 * @param what is counted, such as "step"
 * @returns to be called as often as one likes, with how many are done and of how many
 */
export function progress(
  what: string,
  { now, write, clear }: Surroundings = own,
): (done: number, of: number) => void {
  const start = now();
  let [last, said] = [start + FIRST - EVERY, false];
  return (done, of) => {
    const time = now();
    if (done >= of) {
      if (said) clear();
      said = false;
      return;
    }
    if (time - last < EVERY || done === 0) return;
    [last, said] = [time, true];
    write(
      `\r${what} ${done} of ${of}, about ${seconds(((time - start) / done) * (of - done))} left `,
    );
  };
}

function seconds(ms: number): string {
  return `${Math.max(1, Math.round(ms / 1000))} s`;
}
