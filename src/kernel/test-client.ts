// A front end for tests and benchmarks: starts a kernel's real process and speaks the protocol to it.
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Subscriber } from "zeromq";
import { createMessage, decode, encode, type Json, type Message, type Received } from "./wire";

/** What came of a request: its reply, and all that was published for it until it was idle. */
export interface Exchange {
  reply: Received;
  published: Received[];
  /** The content of all published messages of a type. */
  of(msgType: string): Json[];
  /** All text of one stream. */
  text(name?: "stdout" | "stderr"): string;
}

type Channel = "shell" | "control" | "stdin";

const CHANNELS: readonly Channel[] = ["shell", "control", "stdin"];

export interface Options {
  command: (file: string) => string[];
  cwd?: string;
  env?: Record<string, string>;
}

/** A running kernel. */
export class TestKernel {
  readonly process: ChildProcess;
  readonly key = randomUUID();
  /** Everything that the kernel has published, and its requests for input. */
  readonly seen: Received[] = [];
  stderr = "";
  readonly #folder = mkdtempSync(join(tmpdir(), "kernel-test-"));
  readonly #sockets = new Map<Channel, Dealer>();
  readonly #iopub = new Subscriber({ receiveHighWaterMark: 0 });
  readonly #waiting = new Set<{
    test: (message: Received) => boolean;
    resolve(message: Received): void;
  }>();
  readonly ended: Promise<number | null>;

  private constructor(options: Options, ports: number[]) {
    const [shell_port, control_port, stdin_port, iopub_port, hb_port] = ports;
    const file = join(this.#folder, "connection.json");
    const connection = {
      ...{ transport: "tcp", ip: "127.0.0.1", key: this.key, signature_scheme: "hmac-sha256" },
      ...{ shell_port, control_port, stdin_port, iopub_port, hb_port },
    };
    writeFileSync(file, JSON.stringify(connection));
    const [program, ...args] = options.command(file);
    this.process = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.process.stderr?.on("data", (text) => {
      this.stderr += text;
    });
    this.ended = new Promise((resolve) => this.process.on("exit", (code) => resolve(code)));
    const identity = randomUUID();
    for (const [i, channel] of CHANNELS.entries()) {
      const socket = new Dealer({ routingId: identity, linger: 0, receiveHighWaterMark: 0 });
      socket.connect(`tcp://127.0.0.1:${ports[i]}`);
      this.#sockets.set(channel, socket);
      void this.#read(socket);
    }
    this.#iopub.linger = 0;
    this.#iopub.connect(`tcp://127.0.0.1:${iopub_port}`);
    this.#iopub.subscribe("");
    void this.#read(this.#iopub);
  }

  /** Starts a kernel and waits until its iopub is heard. */
  static async start(options: Options): Promise<TestKernel> {
    const kernel = new TestKernel(options, await freePorts(5));
    // A subscription takes a moment: kernel_info is asked for until its status is heard, too.
    for (let heard = false; !heard; ) {
      const asked = kernel.send("shell", "kernel_info_request", {});
      await kernel.wait(
        (each) => each.header.msg_type === "kernel_info_reply" && isFor(each, asked),
      );
      heard = await Promise.race([
        kernel.wait((each) => isIdle(each, asked)).then(() => true),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 50)),
      ]);
    }
    return kernel;
  }

  send(channel: Channel, msgType: string, content: Json, more: Partial<Message> = {}): Message {
    const message = { ...createMessage(msgType, content, {}), ...more };
    this.sendFrames(channel, encode([], message, this.key));
    return message;
  }

  #sending: Promise<unknown> = Promise.resolve();

  sendFrames(channel: Channel, frames: (Uint8Array | string)[]): void {
    const parts = frames.map((part) => (part instanceof Uint8Array ? Buffer.from(part) : part));
    this.#sending = this.#sending.then(() => this.#sockets.get(channel)?.send(parts));
  }

  /** The first message, seen already or yet to come, that passes the test. */
  wait(test: (message: Received) => boolean, ms = 20_000): Promise<Received> {
    const known = this.seen.find(test);
    if (known) return Promise.resolve(known);
    return new Promise((resolve, reject) => {
      const waiter = { test, resolve };
      this.#waiting.add(waiter);
      const late = () => {
        if (this.#waiting.delete(waiter))
          reject(new Error(`no such message within ${ms} ms; stderr: ${this.stderr}`));
      };
      setTimeout(late, ms).unref();
    });
  }

  /** Waits until a request is answered and idle. */
  async done(request: Message, ms?: number): Promise<Exchange> {
    const [reply] = await Promise.all([
      this.wait((each) => isFor(each, request) && each.header.msg_type.endsWith("_reply"), ms),
      this.wait((each) => isIdle(each, request), ms),
    ]);
    const published = this.seen.filter((each) => isFor(each, request) && each !== reply);
    const of = (type: string) =>
      published.filter(({ header }) => header.msg_type === type).map(({ content }) => content);
    const text = (name = "stdout") =>
      of("stream")
        .filter((content) => content.name === name)
        .map((content) => content.text)
        .join("");
    return { reply, published, of, text };
  }

  ask(msgType: string, content: Json = {}, channel: Channel = "shell"): Promise<Exchange> {
    return this.done(this.send(channel, msgType, content));
  }

  /** Sends a cell; `done` waits for it. */
  cell(code: string, more: Json = {}): Message {
    return this.send("shell", "execute_request", {
      ...{ code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true },
      ...{ stop_on_error: true, ...more },
    });
  }

  run(code: string, more: Json = {}): Promise<Exchange> {
    return this.done(this.cell(code, more));
  }

  /** Forgets what was seen: for runs of thousands of cells. */
  forget(): void {
    this.seen.length = 0;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      this.send("control", "shutdown_request", { restart: false });
      const late = setTimeout(() => this.process.kill("SIGKILL"), 3000);
      await this.ended;
      clearTimeout(late);
    }
    for (const socket of [...this.#sockets.values(), this.#iopub]) socket.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #read(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const message = decode(frames as Buffer[], this.key); // because zeromq's types leave open how many
      if (!message) continue;
      this.seen.push(message);
      for (const waiter of this.#waiting)
        if (waiter.test(message)) {
          this.#waiting.delete(waiter);
          waiter.resolve(message);
        }
    }
  }
}

function isFor(message: Received, request: Message): boolean {
  return message.parent.msg_id === request.header.msg_id;
}

function isIdle(message: Received, request: Message): boolean {
  return isFor(message, request) && message.content.execution_state === "idle";
}

/** Ports that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) =>
        server.listen(0, "127.0.0.1", () => resolve(server)),
      );
    }),
  );
  return Promise.all(
    servers.map((server) => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}
