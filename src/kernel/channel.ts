// What the two processes of the kernel say to each other: the front, which holds the sockets, and the cells, which
// hold the compiler and the reader's values. A frame is `length of all that follows | length of JSON | JSON | buffers`.
import { writeSync } from "node:fs";
import type { Header, Json } from "./wire";

/** From the front to the cells. */
export type Request =
  | { type: "execute"; parent: Header; content: Json; count: number; silent: boolean }
  | { type: "comm_msg" | "comm_open" | "comm_close"; parent: Header; content: Json }
  | { type: "complete" | "inspect" | "is_complete" | "comm_info"; parent: Header; content: Json }
  | { type: "input"; value: string | null }
  | { type: "interrupt" };

/** From the cells to the front. */
export type Answer =
  | { type: "ready" }
  | { type: "publish"; msgType: string; parent: Partial<Header>; content: Json; metadata?: Json }
  | { type: "reply"; content: Json }
  | { type: "handled"; parent: Header }
  | { type: "input"; parent: Partial<Header>; content: Json };

/** A frame's message, with its binary buffers beside it. */
export interface Framed<T> {
  message: T;
  buffers: Uint8Array[];
}

const HEAD = 8;

/** One frame, in one piece. */
export function frame(message: Request | Answer, buffers: readonly Uint8Array[] = []): Buffer {
  const lengths = buffers.map((buffer) => buffer.byteLength);
  const json = Buffer.from(JSON.stringify({ message, lengths }));
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(4 + json.length + lengths.reduce((sum, length) => sum + length, 0), 0);
  head.writeUInt32LE(json.length, 4);
  return Buffer.concat([head, json, ...buffers]);
}

/** Cuts a stream of bytes into frames, in whatever pieces the bytes come. */
export class Frames<T> {
  #pieces: Buffer[] = [];
  #held = 0;

  /** The frames that are complete with this piece. */
  *push(piece: Buffer): Generator<Framed<T>> {
    this.#pieces.push(piece);
    this.#held += piece.length;
    while (this.#held >= HEAD) {
      // Joined only when a whole frame is there: a frame of 10 MB comes in hundreds of pieces.
      if (this.#pieces[0].length < HEAD) this.#pieces = [Buffer.concat(this.#pieces)];
      const length = 4 + this.#pieces[0].readUInt32LE(0);
      if (this.#held < length) return;
      const all = this.#pieces.length === 1 ? this.#pieces[0] : Buffer.concat(this.#pieces);
      this.#pieces = all.length > length ? [all.subarray(length)] : [];
      this.#held = all.length - length;
      yield unframe<T>(all.subarray(HEAD, length), all.readUInt32LE(4));
    }
  }
}

function unframe<T>(body: Buffer, jsonLength: number): Framed<T> {
  const { message, lengths } = JSON.parse(body.subarray(0, jsonLength).toString());
  let at = jsonLength;
  const buffers = lengths.map((length: number) => {
    at += length;
    return Uint8Array.prototype.slice.call(body, at - length, at);
  });
  return { message, buffers };
}

/**
 * Writes all bytes before it returns, so that what a cell prints in a long loop is seen while it runs.
 *
 * @param fd of a pipe
 */
export function writeAll(fd: number, bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      // A full pipe that does not block says so: wait for 1 ms.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
