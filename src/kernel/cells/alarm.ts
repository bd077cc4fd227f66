// A thread beside the one that runs the cells. It ends a cell that never lets the main thread read an interrupt, and
// the whole process when the front is gone.
import { Session } from "node:inspector";
import { Socket } from "node:net";
import { workerData } from "node:worker_threads";

import { BUSY, type Shared, TAKEN } from "./shared";

/** So long, in ms, the main thread has to take an interrupt by itself. */
const PATIENCE = 40;

const { fd, shared } = workerData as { fd: number; shared: Shared }; // because startAlarm sends it
const pipe = new Socket({ fd, readable: true, writable: false });
let rung = 0;
let watching = false;

pipe.on("data", (bytes: Buffer) => {
  rung += bytes.length;
  if (!watching) setTimeout(check, PATIENCE);
  watching = true;
});
const end = () => process.kill(process.pid, "SIGKILL");
pipe.on("end", end).on("error", end);

function check(): void {
  watching = Atomics.load(shared, TAKEN) < rung;
  if (!watching) return;
  // The compiler, and a write to the front, are let finish: cut in two they would be of no use any more.
  if (Atomics.load(shared, BUSY) === 0) terminate();
  setTimeout(check, PATIENCE);
}

/** Throws what cannot be caught into whatever JavaScript the main thread runs: a loop, a timer, a promise. */
function terminate(): void {
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}
