import { type Framed, Frames, type Request } from "../channel";
import type { Json } from "../wire";
import { bundleOf } from "./bundle";
import type { Comms } from "./comms";
import { complete, inspect, isComplete } from "./language";
import type { Output, Owner } from "./output";
import type { Session } from "./session";

type Execute = Extract<Request, { type: "execute" }>;

/** What the requests of the front are answered with. */
export interface Parts {
  session: Session;
  output: Output;
  comms: Comms;
  /** Gets the reader's line, or null where it was given up. */
  input(value: string | null): void;
  /** An interrupt has been read. */
  interrupt(): void;
}

/** Answers one request of the front. */
export async function answer(parts: Parts, request: Framed<Request>): Promise<void> {
  const { session, output, comms } = parts;
  const { message } = request;
  const reply = (content: Json) => output.send({ type: "reply", content });
  switch (message.type) {
    case "execute":
      return reply(await execute(parts, message));
    case "complete":
      return reply(tried(() => complete(session, message.content)));
    case "inspect":
      return reply(tried(() => inspect(session, message.content)));
    case "is_complete":
      return reply(tried(() => isComplete(message.content)));
    case "comm_info":
      return reply(comms.info(message.content.target_name));
    case "comm_open":
      comms.receive({ message, buffers: request.buffers });
      return reply({});
    case "comm_msg":
    case "comm_close":
      comms.receive({ message, buffers: request.buffers });
      return output.send({ type: "handled", parent: message.parent });
    case "input":
      return parts.input(message.value);
    case "interrupt":
      return parts.interrupt();
  }
}

/** A compiler that stumbles over half-written code has no answer; that is no reason to say nothing. */
function tried(f: () => Json): Json {
  try {
    return f();
  } catch (error) {
    const { name, message } = error as Error; // because TypeScript throws nothing else
    return { status: "error", ename: name, evalue: message, traceback: [] };
  }
}

async function execute({ session, output }: Parts, request: Execute): Promise<Json> {
  const { content, parent, count, silent } = request;
  const stdin = content.allow_stdin === true;
  const owner: Owner = { parent, silent, stdin, running: true };
  output.enterCell(owner);
  const outcome = await session.run(String(content.code ?? ""), `cell [${count}]`);
  // A promise rejected without a handler is known after the microtasks that the cell has left.
  await new Promise((resolve) => setImmediate(resolve));
  owner.running = false;
  let failure = outcome.ok ? undefined : outcome.failure;
  if (!failure && owner.failure) failure = session.failureOf(owner.failure.error);
  if (!failure && outcome.ok && outcome.hasValue && !silent) {
    try {
      const data = bundleOf(outcome.value);
      output.publish("execute_result", { execution_count: count, data, metadata: {} });
    } catch (error) {
      failure = session.failureOf(error);
    }
  }
  if (failure) {
    output.publish("error", failure);
    return { status: "error", ...failure };
  }
  const user_expressions = await evaluate(session, content.user_expressions);
  return { status: "ok", payload: [], user_expressions };
}

/** The values of the expressions that a front end asks for after a cell. */
async function evaluate(session: Session, expressions: unknown): Promise<Json> {
  const values: Json = {};
  for (const [name, code] of Object.entries((expressions ?? {}) as Json)) {
    // because the protocol has an object here
    const outcome = await session.run(String(code), `cell [${name}]`);
    if (!outcome.ok) values[name] = { status: "error", ...outcome.failure };
    else values[name] = { status: "ok", data: bundleOf(outcome.value), metadata: {} };
  }
  return values;
}

/** Reads requests from a pipe and gives them on, never from within the pipe's own code: an interrupt may end them. */
export function eachRequest(f: (request: Framed<Request>) => void): (piece: Buffer) => void {
  const frames = new Frames<Request>();
  const waiting: Framed<Request>[] = [];
  const next = () => {
    for (let request = waiting.shift(); request; request = waiting.shift()) f(request);
  };
  return (piece) => {
    waiting.push(...frames.push(piece));
    queueMicrotask(next);
  };
}
