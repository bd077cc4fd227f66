// The only file that touches zeromq.
import type { Publisher, Router } from "zeromq";
import { decode, encode, type Message, type Received } from "./wire";

/** Jupyter's connection file. */
export interface Connection {
  transport: string;
  ip: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

/** The sockets that requests come in by. */
export type Channel = "shell" | "control" | "stdin";

/** No message is dropped; by default those past a thousand waiting ones are. */
const ALL = { sendHighWaterMark: 0 };

/** The five sockets of a kernel, bound to the connection file's address and to no other. */
export class Sockets {
  readonly #connection: Connection;
  /** Loaded with the first instance: what takes longer to be there can be started before. */
  readonly #zeromq = require("zeromq") as typeof import("zeromq");
  readonly #iopub = new this.#zeromq.Publisher(ALL);
  readonly #heartbeat = new this.#zeromq.Reply();
  readonly #routers = {
    shell: new this.#zeromq.Router(ALL),
    control: new this.#zeromq.Router(ALL),
    stdin: new this.#zeromq.Router(ALL),
  };
  readonly #sending = new Map<object, Promise<void>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Binds all sockets; from then on `received` gets each message that is well formed and rightly signed. */
  async open(received: (channel: Channel, message: Received) => void): Promise<void> {
    const { transport, ip, ...ports } = this.#connection;
    const at = (port: number) =>
      transport === "ipc" ? `ipc://${ip}-${port}` : `${transport}://${ip}:${port}`;
    await Promise.all([
      this.#iopub.bind(at(ports.iopub_port)),
      this.#heartbeat.bind(at(ports.hb_port)),
      this.#routers.shell.bind(at(ports.shell_port)),
      this.#routers.control.bind(at(ports.control_port)),
      this.#routers.stdin.bind(at(ports.stdin_port)),
    ]);
    void this.#echo();
    for (const channel of ["shell", "control", "stdin"] as const)
      void this.#read(channel, received);
  }

  publish(message: Message): void {
    const topic = message.header.msg_type;
    this.#send(this.#iopub, encode([topic], message, this.#connection.key));
  }

  send(channel: Channel, identities: Buffer[], message: Message): void {
    this.#send(this.#routers[channel], encode(identities, message, this.#connection.key));
  }

  /** Resolves when all that was sent is with zeromq, and closes. */
  async close(): Promise<void> {
    await Promise.all(this.#sending.values());
    for (const socket of [this.#iopub, this.#heartbeat, ...Object.values(this.#routers)]) {
      socket.linger = 500;
      socket.close();
    }
  }

  /** zeromq allows one send at a time on a socket: each waits for the one before. */
  #send(socket: Publisher | Router, frames: (Uint8Array | string)[]): void {
    const before = this.#sending.get(socket) ?? Promise.resolve();
    const parts = frames.map((part) => (part instanceof Uint8Array ? Buffer.from(part) : part));
    const sent = before.then(() => socket.send(parts)).catch(() => {}); // because its reader may be gone
    this.#sending.set(socket, sent);
  }

  async #read(channel: Channel, received: (channel: Channel, message: Received) => void) {
    for await (const frames of this.#routers[channel]) {
      const message = decode(frames, this.#connection.key);
      if (message) received(channel, message);
    }
  }

  async #echo() {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }
}
