import { type Answer, frame, writeAll } from "../channel";
import type { Header, Json } from "../wire";

/** The request that a piece of code runs for: what it prints belongs there. */
export interface Owner {
  parent: Partial<Header>;
  /** True for a silent request: nothing of it is published. */
  silent: boolean;
  /** True where the front end can ask its reader for a line. */
  stdin?: boolean;
  /** True until the request is answered. */
  running?: boolean;
  /** What went wrong while nobody waited: a promise that was rejected without a handler. */
  failure?: { error: unknown };
}

/** Text is held back for so long, in ms, and up to so many characters, that thousands of lines make few messages. */
const HOLD = 20;
const MOST = 1 << 18;

/** Node's own, which no interrupt clears. */
const immediate = setImmediate;

/** What the cells say to the front: in order, each under the request that it belongs to. */
export class Output {
  readonly #fd: number;
  readonly #guard: <T>(write: () => T) => T;
  /** The owner of the cell that was run last, and of the code that runs now. */
  #last: Owner = { parent: {}, silent: false };
  #current = this.#last;
  #held: { owner: Owner; name: string; text: string; since: number } | null = null;
  #flushing = false;

  /** @param guard runs a write so that no interrupt cuts it in two */
  constructor(fd: number, guard: <T>(write: () => T) => T) {
    this.#fd = fd;
    this.#guard = guard;
  }

  /**
   * The owner of the code that runs now.
   *
   * Not kept by AsyncLocalStorage: in Node 20 that counts what is entered and left, and Node aborts when an interrupt
   * ends a promise's code between the two.
   */
  get owner(): Owner {
    return this.#current;
  }

  /** Says that a cell runs: what nobody else is known to own belongs to it from now on. */
  enterCell(owner: Owner): void {
    this.#last = owner;
    this.#current = owner;
  }

  /** A function that runs for who owns the code that calls `bind`, with the promises that it settles. */
  bind<A extends unknown[]>(f: (...args: A) => void, owner = this.owner): (...args: A) => void {
    return (...args) => {
      this.#current = owner;
      immediate(() => {
        this.#current = this.#last;
      });
      f(...args);
    };
  }

  stream(name: "stdout" | "stderr", text: string, owner = this.owner): void {
    if (owner.silent || text === "") return;
    if (this.#held && (this.#held.owner !== owner || this.#held.name !== name)) this.flush();
    this.#held ??= { owner, name, text: "", since: performance.now() };
    this.#held.text += text;
    // A cell that never pauses lets no timer run: the clock is looked at with each line.
    if (this.#held.text.length > MOST || performance.now() - this.#held.since > HOLD) this.flush();
    else if (!this.#flushing) {
      this.#flushing = true;
      immediate(() => {
        this.#flushing = false;
        this.flush();
      });
    }
  }

  /** Sends what is held back. */
  flush(): void {
    const held = this.#held;
    this.#held = null; // before it is sent: an interrupt in between loses a line rather than print it twice
    if (!held) return;
    const { name, text, owner } = held;
    this.#write({
      type: "publish",
      msgType: "stream",
      parent: owner.parent,
      content: { name, text },
    });
  }

  publish(
    msgType: string,
    content: Json,
    more: { metadata?: Json; buffers?: readonly Uint8Array[]; owner?: Owner } = {},
  ): void {
    const { metadata, buffers, owner = this.owner } = more;
    if (owner.silent && !msgType.startsWith("comm_")) return;
    this.send({ type: "publish", msgType, parent: owner.parent, content, metadata }, buffers);
  }

  send(answer: Answer, buffers?: readonly Uint8Array[]): void {
    this.flush();
    this.#write(answer, buffers);
  }

  #write(answer: Answer, buffers?: readonly Uint8Array[]): void {
    const bytes = frame(answer, buffers);
    try {
      this.#guard(() => writeAll(this.#fd, bytes));
    } catch {
      process.kill(process.pid, "SIGKILL"); // because the front is gone, and with it all that this process is for
    }
  }
}
