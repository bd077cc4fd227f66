import { type ChildProcess, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { type Answer, type Framed, Frames, frame, type Request } from "./channel";

/** File descriptors of the process that runs cells, beside its standard ones. */
export const FD = { requests: 3, answers: 4, alarm: 5 } as const;

/** The process that runs cells, as the front sees it. */
export interface CellProcess {
  send(request: Request, buffers?: readonly Uint8Array[]): void;
  /** Ends the cell that runs, whatever it does. */
  interrupt(): void;
  /** Ends the process; resolves when it is gone. */
  kill(): Promise<void>;
}

interface Told {
  answer(answer: Framed<Answer>): void;
  /** What the process or its own children write to the file descriptors 1 and 2, past the cells' console. */
  print(name: "stdout" | "stderr", text: string): void;
  end(how: string): void;
}

/**
 * Starts the process that runs cells.
 *
 * @param args what Node is started with
 * @param told what comes back
 */
export function startCells(args: string[], told: Told): CellProcess {
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", "pipe"],
    // A group of its own: Jupyter sends an interrupt's signal to the whole group, and the front passes it on.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const pipes = child.stdio as unknown as [null, Readable, Readable, Writable, Readable, Writable]; // because of `stdio` above
  const [, stdout, stderr, requests, answers, alarm] = pipes;
  for (const pipe of [requests, alarm]) pipe.on("error", () => {}); // because its end is told by `exit`
  const frames = new Frames<Answer>();
  answers.on("data", (piece: Buffer) => {
    for (const answer of frames.push(piece)) told.answer(answer);
  });
  stdout.setEncoding("utf8").on("data", (text: string) => told.print("stdout", text));
  stderr.setEncoding("utf8").on("data", (text: string) => told.print("stderr", text));
  child.on("error", (error) => told.end(error.message));
  const gone = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  // `close`, not `exit`: what it said last is read before its end is told.
  child.on("close", (code, signal) => told.end(signal ? `signal ${signal}` : `exit code ${code}`));
  const send = (request: Request, buffers?: readonly Uint8Array[]) =>
    void requests.write(frame(request, buffers));
  return {
    send,
    interrupt() {
      send({ type: "interrupt" });
      alarm.write("!"); // for when the cell never lets the request above be read
    },
    kill() {
      child.kill("SIGKILL");
      return gone;
    },
  };
}
