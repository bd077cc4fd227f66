// A thread beside the one that runs the cells. It ends a cell that never lets the main thread read an interrupt, and
// the whole process when the front is gone. It waits without an event loop and without node:net: in a process that was
// started from a snapshot, Node 22 and 24 abort when a thread loads that (an assertion in env-inl.h).
import { readSync } from "node:fs";
import { Session } from "node:inspector";
import { workerData } from "node:worker_threads";
import { BUSY, type Shared, TAKEN } from "./shared";

/** So long, in ms, the main thread has to take an interrupt by itself. */
const PATIENCE = 40;

const { fd, shared } = workerData as { fd: number; shared: Shared }; // because main sends it
const nap = new Int32Array(new SharedArrayBuffer(4));
const bytes = Buffer.alloc(64);

for (let rung = heard(); ; rung += heard()) {
  Atomics.wait(nap, 0, 0, PATIENCE);
  while (Atomics.load(shared, TAKEN) < rung) {
    // The compiler, and a write to the front, are let finish: cut in two they would be of no use any more.
    if (Atomics.load(shared, BUSY) === 0) terminate();
    else Atomics.wait(nap, 0, 0, PATIENCE);
  }
}

/** Waits for interrupts; returns how many there are. Where the front is gone, so is the process. */
function heard(): number {
  for (;;) {
    try {
      const count = readSync(fd, bytes);
      if (count > 0) return count;
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") break;
      Atomics.wait(nap, 0, 0, PATIENCE); // because a pipe that does not block says EAGAIN when there is nothing
    }
  }
  process.kill(process.pid, "SIGKILL");
  return 0;
}

/** Throws what cannot be caught into whatever JavaScript the main thread runs: a loop, a timer, a promise. */
function terminate(): void {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution");
  Atomics.wait(nap, 0, 0, PATIENCE);
  session.disconnect();
}
