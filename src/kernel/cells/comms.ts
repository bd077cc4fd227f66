import type { Framed } from "../channel";
import type { Header, Json } from "../wire";
import type { Output, Owner } from "./output";

/** What can be sent as a buffer: its bytes as they lie in memory. */
export type Binary = ArrayBuffer | ArrayBufferView;

function bytes(binary: Binary): Uint8Array {
  if (!ArrayBuffer.isView(binary)) return new Uint8Array(binary);
  return new Uint8Array(binary.buffer, binary.byteOffset, binary.byteLength);
}

/** What comes by a comm. */
export interface CommMessage {
  data: Json;
  buffers: Uint8Array[];
}

/** A channel between a cell and the front end, open until one side closes it. */
export interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: Json, buffers?: readonly Binary[]): void;
  close(data?: Json): void;
  onMsg(f: (message: CommMessage) => void): void;
  onClose(f: (message: CommMessage) => void): void;
}

export type Target = (comm: Comm, message: CommMessage) => void;

interface Open {
  comm: Comm;
  owner: Owner;
  msg: ((message: CommMessage) => void)[];
  close: ((message: CommMessage) => void)[];
}

type CommRequest = { type: string; content: Json; parent: Header };

/** All open comms, and the targets that a front end can open one to. */
export class Comms {
  readonly #output: Output;
  readonly #failed: (error: unknown) => void;
  readonly #open = new Map<string, Open>();
  /** The message that is being received: what is sent meanwhile answers it, and front ends look for that. */
  #answering: Owner | undefined;
  readonly #targets = new Map<string, { target: Target; owner: Owner }>();

  /** @param failed is told what a callback throws, while the callback's cell is the owner */
  constructor(output: Output, failed: (error: unknown) => void) {
    this.#output = output;
    this.#failed = failed;
  }

  /** Opens a comm from the kernel's side. */
  open(target: string, data: Json = {}, more: Opening = {}): Comm {
    const { buffers, metadata, id = crypto.randomUUID() } = more;
    const comm = this.#add(target, id);
    const content = { comm_id: id, target_name: target, data };
    this.#publish("comm_open", content, { buffers: buffers?.map(bytes), metadata });
    return comm;
  }

  register(target: string, f: Target): void {
    this.#targets.set(target, { target: f, owner: this.#output.owner });
  }

  /** The content of a comm_info_reply. */
  info(target?: unknown): Json {
    const comms: Json = {};
    for (const { comm } of this.#open.values())
      if (!target || comm.target === target) comms[comm.id] = { target_name: comm.target };
    return { status: "ok", comms };
  }

  /** Takes a message from the front end. */
  receive(request: Framed<CommRequest>): void {
    this.#answering = { parent: request.message.parent, silent: false };
    try {
      this.#dispatch(request);
    } finally {
      this.#answering = undefined;
    }
  }

  #dispatch({ message, buffers }: Framed<CommRequest>): void {
    const { comm_id, target_name } = message.content;
    const id = String(comm_id);
    const data = (message.content.data ?? {}) as Json; // because the protocol has an object here
    if (message.type === "comm_open") this.#opened(String(target_name), id, { data, buffers });
    else {
      const open = this.#open.get(id);
      if (!open) return; // closed by this side, while the message was on its way
      if (message.type === "comm_close") this.#open.delete(id);
      this.#call(open.owner, open[message.type === "comm_close" ? "close" : "msg"], {
        ...{ data, buffers },
      });
    }
  }

  /** A target that nobody has registered is refused at once: ipywidgets else waits 4 s for `jupyter.widget.control`. */
  #opened(target: string, id: string, message: CommMessage): void {
    const known = this.#targets.get(target);
    if (!known) {
      this.#publish("comm_close", { comm_id: id, data: {} });
      return;
    }
    const comm = this.#add(target, id, known.owner);
    this.#call(known.owner, [(given) => known.target(comm, given)], message);
  }

  #publish(msgType: string, content: Json, more: Parameters<Output["publish"]>[2] = {}): void {
    this.#output.publish(msgType, content, {
      ...more,
      owner: this.#answering ?? this.#output.owner,
    });
  }

  #add(target: string, id: string, owner = this.#output.owner): Comm {
    const open: Open = {
      ...{ owner, msg: [], close: [] },
      comm: {
        ...{ id, target },
        send: (data, buffers) => {
          if (!this.#open.has(id)) throw new Error(`comm ${id} is closed`);
          this.#publish("comm_msg", { comm_id: id, data }, { buffers: buffers?.map(bytes) });
        },
        close: (data = {}) => {
          if (this.#open.delete(id)) this.#publish("comm_close", { comm_id: id, data });
        },
        onMsg: (f) => void open.msg.push(f),
        onClose: (f) => void open.close.push(f),
      },
    };
    this.#open.set(id, open);
    return open.comm;
  }

  #call(owner: Owner, callbacks: ((message: CommMessage) => void)[], message: CommMessage): void {
    for (const callback of callbacks) {
      const guarded = this.#output.bind(() => {
        try {
          const result: unknown = callback(message);
          if (result instanceof Promise) result.catch(this.#failed);
        } catch (error) {
          this.#failed(error);
        }
      }, owner);
      guarded();
    }
  }
}

/** What a comm may be opened with beside its data. */
export interface Opening {
  buffers?: readonly Binary[];
  metadata?: Json;
  id?: string;
}
