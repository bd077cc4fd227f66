import type { Comm, Opening, Target } from "./cells/comms";
import type { Json } from "./wire";

export type { Comm, CommMessage, Target } from "./cells/comms";

/** What a cell can ask of the kernel that runs it. */
export interface Kernel {
  /** Opens a comm: a channel to the front end, as widgets use it. */
  openComm(target: string, data?: Json, more?: Opening): Comm;
  /** Says what happens when the front end opens a comm to a target. */
  registerTarget(target: string, f: Target): void;
  /** Shows one output in several forms, by mime type; the front end shows the richest that it knows. */
  displayBundle(data: object, metadata?: object): void;
  /** Takes away the outputs of the running cell; with `wait` only when the next one comes. */
  clearOutput(wait?: boolean): void;
  /** Asks the reader for a line. @throws where the front end has no way to ask */
  input(prompt?: string): Promise<string>;
}

/** Where the kernel leaves itself for the cells: a package imports no kernel, it finds the one that runs it. */
export const KERNEL = Symbol.for("tslab.kernel");

/** The kernel that runs this code; null under a stock tslab, in plain Node and in a browser. */
export const kernel: Kernel | null =
  (Reflect.get(globalThis, KERNEL) as Kernel | undefined) ?? null; // because only cells/main.ts sets it
