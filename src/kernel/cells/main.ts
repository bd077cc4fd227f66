// The process that runs the cells. It is bundled into one file; a snapshot of it, with the compiler loaded and the types of
// TypeScript and Node parsed, starts in a third of the time.
import { startupSnapshot } from "node:v8";
import { KERNEL, type Kernel } from "../api";
import { FD } from "../cell-process";
import { Comms } from "./comms";
import { Output } from "./output";
import { answer, eachRequest, type Parts } from "./requests";
import { Session } from "./session";
import { BUSY, createShared, TAKEN } from "./shared";
import { Timers } from "./timers";
import { showFromTslab } from "./tslab-display";
import { warmUp, warmWhenQuiet } from "./warm-up";

function main(): void {
  Error.stackTraceLimit = 30; // a snapshot forgets it
  const shared = createShared();
  const hold =
    (state: 0 | 1) =>
    <T>(f: () => T): T => {
      const before = Atomics.exchange(shared, BUSY, state);
      try {
        return f();
      } finally {
        Atomics.store(shared, BUSY, before);
      }
    };
  const [guard, unguarded] = [hold(1), hold(0)];
  const output = new Output(FD.answers, guard);
  const session = new Session(
    process.cwd(),
    (text) => output.stream("stderr", text),
    guard,
    unguarded,
  );
  const failed = (error: unknown) =>
    output.stream("stderr", `${session.failureOf(error).traceback.join("\n")}\n`);
  const comms = new Comms(output, failed);
  const timers = new Timers();
  let asking: { resolve(value: string): void; reject(error: Error): void } | null = null;
  const parts: Parts = {
    ...{ session, output, comms },
    input(value) {
      asking?.resolve(value ?? "");
      asking = null;
    },
    interrupt() {
      Atomics.add(shared, TAKEN, 1);
      Atomics.store(shared, BUSY, 0); // what was cut short did not get to it
      timers.clear();
      asking?.reject(new Error("the question was given up"));
      asking = null;
      session.interrupt();
    },
  };
  listen(parts, failed);
  const kernel: Kernel = {
    openComm: (target, data, more) => comms.open(target, data, more),
    registerTarget: (target, f) => comms.register(target, f),
    displayBundle: (data, metadata = {}) =>
      output.publish("display_data", { data, metadata, transient: {} }),
    clearOutput: (wait = false) => output.publish("clear_output", { wait }),
    input: (prompt = "") =>
      new Promise((resolve, reject) => {
        const { parent, stdin } = output.owner;
        if (!stdin) throw new Error("the front end that runs this cell cannot ask for a line");
        asking = { resolve, reject };
        output.send({ type: "input", parent, content: { prompt, password: false } });
      }),
  };
  Object.defineProperty(globalThis, KERNEL, { value: kernel });
  showFromTslab(output);
  timers.install((f) => output.bind(f));
  const { Worker } = require("node:worker_threads") as typeof import("node:worker_threads"); // because a snapshot cannot hold it
  const alarm = process.argv[process.argv.length - 1];
  new Worker(alarm, { workerData: { fd: FD.alarm, shared }, execArgv: [] }).unref();
  output.send({ type: "ready" });
}

/** Takes over the process: its requests, its console, and what nobody catches. */
function listen(parts: Parts, failed: (error: unknown) => void): void {
  const { Socket } = require("node:net") as typeof import("node:net"); // because a snapshot cannot hold it
  const { output, session } = parts;
  const asked = warmWhenQuiet((before, cell) => session.rehearse(before, cell));
  const requests = new Socket({ fd: FD.requests, readable: true, writable: false });
  requests.on(
    "data",
    eachRequest((request) => {
      asked();
      void answer(parts, request).catch(failed);
    }),
  );
  requests.on("end", () => process.exit());
  for (const name of ["stdout", "stderr"] as const)
    process[name].write = ((text: string | Uint8Array, ...rest: unknown[]) => {
      output.stream(name, typeof text === "string" ? text : Buffer.from(text).toString());
      const done = rest.find((each) => typeof each === "function");
      if (done) queueMicrotask(done as () => void);
      return true;
    }) as typeof process.stdout.write; // because of its many forms
  process.on("uncaughtException", failed);
  process.on("unhandledRejection", (error) => {
    const { owner } = output;
    if (owner.running) owner.failure ??= { error };
    else failed(error);
  });
  process.on("SIGINT", () => {}); // because the front passes interrupts on
}

if (startupSnapshot.isBuildingSnapshot()) {
  // The arguments while a snapshot is made: the bundle, then cells.
  warmUp(process.argv.slice(2));
  startupSnapshot.setDeserializeMainFunction(main);
} else main();
