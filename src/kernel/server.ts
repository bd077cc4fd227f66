import { type CellProcess, startCells } from "./cell-process";
import type { Answer, Framed } from "./channel";
import { History } from "./history";
import type { Channel, Sockets } from "./sockets";
import { createMessage, type Header, type Json, PROTOCOL, type Received } from "./wire";

/** True versions, for kernel_info. */
export interface Versions {
  implementation: string;
  typescript: string;
}

/** A request of the shell channel that waits for its turn or is being answered. */
type Turn = Received & { resolve?: (content: Json) => void };

/** The front of the kernel: answers what needs no cell by itself, hands the rest to the cells one by one. */
export class Server {
  readonly #sockets: Sockets;
  readonly #versions: Versions;
  readonly #end: () => void;
  readonly #cells: CellProcess;
  readonly #history = new History();
  readonly #queue: Turn[] = [];
  #running: Turn | null = null;
  #working = Promise.resolve();
  #ended: Json | null = null;
  #lastInput: Received | null = null;
  #count = 0;
  #closing = false;

  /**
   * @param connect makes the sockets, when the process for cells has been started
   * @param cells the arguments that Node starts that process with
   * @param end called once, when all is over
   */
  constructor(connect: () => Sockets, versions: Versions, cells: string[], end: () => void) {
    this.#versions = versions;
    this.#end = end;
    this.#cells = startCells(cells, {
      answer: (answer) => this.#answer(answer),
      print: (name, text) => this.#publish("stream", { name, text }, this.#lastInput?.header ?? {}),
      end: (how) => void this.#cellsEnded(how),
    });
    this.#sockets = connect();
  }

  /** Binds the sockets: from then on requests come in. */
  open(): Promise<void> {
    return this.#sockets.open((channel, message) => this.#receive(channel, message));
  }

  /** Takes a message from a socket. */
  #receive(channel: Channel, message: Received): void {
    if (channel === "stdin") this.#input(message);
    else if (channel === "control") void this.#handle(channel, message);
    else if (isCommTraffic(message)) this.#comm(message);
    else {
      this.#queue.push(message);
      if (!this.#running) this.#working = this.#work();
    }
  }

  interrupt(): void {
    this.#cells.interrupt();
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await this.#cells.kill();
    await this.#sockets.close();
    this.#end();
  }

  /** Answers the shell's requests in their order, one at a time. */
  async #work(): Promise<void> {
    for (let turn = this.#queue.shift(); turn; turn = this.#queue.shift()) {
      this.#running = turn;
      await this.#handle("shell", turn);
    }
    this.#running = null;
  }

  async #handle(channel: Channel, message: Turn): Promise<void> {
    this.#status("busy", message);
    const type = message.header.msg_type;
    const content = channel === "shell" ? await this.#contentFor(message) : this.#atOnce(message);
    if (content) this.#reply(channel, message, type.replace(/_request$/, "_reply"), content);
    if (type === "shutdown_request") this.#publish("shutdown_reply", content ?? {}, message.header);
    if (type === "execute_request" && content?.status === "error") await this.#abort(message);
    this.#status("idle", message);
    if (type === "shutdown_request") await this.close();
  }

  /** What is answered without the cells, on both channels; null for a message that this kernel does not know. */
  #atOnce(message: Turn): Json | null {
    switch (message.header.msg_type) {
      case "kernel_info_request":
        return kernelInfo(this.#versions);
      case "history_request":
        return this.#history.answer(message.content);
      case "interrupt_request":
        this.interrupt();
        return { status: "ok" };
      case "shutdown_request":
        return { status: "ok", restart: message.content.restart === true };
      default:
        return null;
    }
  }

  /** The content of the reply to a request of the shell channel. */
  async #contentFor(message: Turn): Promise<Json | null> {
    switch (message.header.msg_type) {
      case "execute_request":
        return this.#execute(message);
      case "complete_request":
      case "inspect_request":
      case "is_complete_request":
      case "comm_info_request": {
        const type = message.header.msg_type.replace(/_request$/, "") as "complete"; // because of the cases above
        return this.#ask(message, { type, parent: message.header, content: message.content });
      }
      case "comm_open":
        return this.#ask(message, {
          ...{ type: "comm_open", parent: message.header, content: message.content },
        }).then(() => null);
      default:
        return this.#atOnce(message);
    }
  }

  async #execute(message: Turn): Promise<Json> {
    const { content, header } = message;
    const silent = content.silent === true;
    const kept = !silent && content.store_history !== false;
    const code = String(content.code ?? "");
    const count = kept ? ++this.#count : this.#count;
    if (kept) this.#history.add(count, code);
    if (!silent) {
      this.#lastInput = message;
      this.#publish("execute_input", { code, execution_count: count }, header);
    }
    const done = await this.#ask(message, {
      ...{ type: "execute", parent: header, content, count, silent },
    });
    return { ...done, execution_count: count };
  }

  #ask(turn: Turn, request: Parameters<CellProcess["send"]>[0]): Promise<Json> {
    if (this.#ended) return Promise.resolve(this.#ended);
    return new Promise((resolve) => {
      turn.resolve = resolve;
      this.#cells.send(request, turn.buffers);
    });
  }

  /** After an error the cells that came before its reply are not run, unless the one that failed asked for it. */
  async #abort({ content }: Turn): Promise<void> {
    if (content.stop_on_error === false) return;
    await new Promise((resolve) => setImmediate(resolve)); // what has arrived by now is read
    const waiting = this.#queue.splice(0);
    for (const turn of waiting) {
      if (turn.header.msg_type !== "execute_request") this.#queue.push(turn);
      else {
        this.#status("busy", turn);
        this.#reply("shell", turn, "execute_reply", { status: "aborted" });
        this.#status("idle", turn);
      }
    }
  }

  /** Messages of an open comm do not wait for the cell that runs: it may be waiting for just them. */
  #comm(message: Received): void {
    this.#status("busy", message);
    const type = message.header.msg_type as "comm_msg"; // because of isCommTraffic
    const { header, content, buffers } = message;
    this.#cells.send({ type, parent: header, content }, buffers);
  }

  #answer({ message, buffers }: Framed<Answer>): void {
    switch (message.type) {
      case "publish":
        this.#publish(message.msgType, message.content, message.parent, {
          ...{ metadata: message.metadata, buffers },
        });
        break;
      case "reply":
        this.#running?.resolve?.(message.content);
        break;
      case "handled":
        this.#status("idle", message);
        // The last status is what a front end shows: a cell that still runs says so again.
        if (this.#running) this.#status("busy", this.#running);
        break;
      case "input":
        this.#askForInput(message.content, message.parent);
        break;
    }
  }

  /** Asks the front end that sent the cell for a line, on its stdin channel. */
  #askForInput(content: Json, parent: Partial<Header>): void {
    const asker = this.#running ?? this.#lastInput;
    const message = createMessage("input_request", content, parent);
    if (asker) this.#sockets.send("stdin", asker.identities, message);
  }

  #input({ header, content }: Received): void {
    if (header.msg_type === "input_reply")
      this.#cells.send({ type: "input", value: String(content.value ?? "") });
  }

  /** The process for cells has ended without being asked to: the cell that ran says so, and the kernel ends. */
  async #cellsEnded(how: string): Promise<void> {
    if (this.#closing) return;
    const turn = this.#running;
    const error = {
      ename: "KernelEnded",
      evalue: `the process that runs the cells has ended (${how}); names of earlier cells are gone, run them again`,
    };
    const content = { ...error, traceback: [`${error.ename}: ${error.evalue}`] };
    this.#ended = { status: "error", ...content };
    if (turn?.resolve) {
      if (turn.content.silent !== true) this.#publish("error", content, turn.header);
      turn.resolve(this.#ended);
      await this.#working;
    }
    await this.close();
  }

  #status(execution_state: "busy" | "idle", to: Received | { parent: Header }): void {
    const parent = "header" in to ? to.header : to.parent;
    this.#publish("status", { execution_state }, parent);
  }

  #publish(
    msgType: string,
    content: Json,
    parent: Partial<Header>,
    more?: { metadata?: Json; buffers?: Uint8Array[] },
  ): void {
    this.#sockets.publish(createMessage(msgType, content, parent, more));
  }

  #reply(channel: Channel, to: Received, msgType: string, content: Json): void {
    this.#sockets.send(channel, to.identities, createMessage(msgType, content, to.header));
  }
}

function isCommTraffic({ header }: Received): boolean {
  return header.msg_type === "comm_msg" || header.msg_type === "comm_close";
}

function kernelInfo({ implementation, typescript }: Versions): Json {
  return {
    status: "ok",
    protocol_version: PROTOCOL,
    implementation: "tslab",
    implementation_version: implementation,
    language_info: {
      ...{ name: "typescript", version: typescript, file_extension: ".ts" },
      ...{ mimetype: "text/x-typescript", nbconvert_exporter: "script" },
      // JupyterLab finds its highlighter by the mimetype; older front ends by this mode (tslab#18).
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    },
    banner: `TypeScript ${typescript} on tslab ${implementation}, Node ${process.versions.node}`,
    help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }],
    supported_features: [],
  };
}
