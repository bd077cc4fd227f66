import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** A JSON object. */
export type Json = Record<string, unknown>;

/** The header of a message, as Jupyter's messaging protocol 5.4 has it. */
export interface Header extends Json {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** A message without its routing: what a front end and a kernel say to each other. */
export interface Message {
  header: Header;
  parent: Partial<Header>;
  metadata: Json;
  content: Json;
  buffers: Uint8Array[];
}

/** A message as it came, with the addresses that an answer goes to. */
export interface Received extends Message {
  identities: Buffer[];
}

/** The version of the protocol that every header names. */
export const PROTOCOL = "5.4";

const DELIMITER = Buffer.from("<IDS|MSG>");
const session = randomUUID();

/**
 * Reads the frames of one message: `identities… <IDS|MSG> signature header parent metadata content buffers…`.
 *
 * @param frames as zeromq gives them
 * @param key of the connection file; empty: messages are not signed
 * @returns the message, or null where a frame is missing, the JSON is broken or the signature is not that of `key`
 */
export function decode(frames: Buffer[], key: string): Received | null {
  const at = frames.findIndex((frame) => frame.equals(DELIMITER));
  if (at < 0 || frames.length < at + 6) return null;
  const parts = frames.slice(at + 2, at + 6);
  if (key !== "" && !sameText(frames[at + 1].toString(), sign(parts, key))) return null;
  try {
    const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()));
    if (typeof header?.msg_type !== "string" || typeof content !== "object" || !content)
      return null;
    return {
      ...{ identities: frames.slice(0, at), header, parent: parent ?? {} },
      ...{ metadata: metadata ?? {}, content, buffers: frames.slice(at + 6) },
    };
  } catch {
    return null;
  }
}

/**
 * The frames of a message. The signature covers header, parent, metadata and content, and not the buffers.
 *
 * @param identities the frames before the delimiter: an address, or a topic
 */
export function encode(
  identities: (Buffer | string)[],
  message: Message,
  key: string,
): (Uint8Array | string)[] {
  const { header, parent, metadata, content, buffers } = message;
  const parts = [header, parent, metadata, content].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  return [...identities, DELIMITER, key === "" ? "" : sign(parts, key), ...parts, ...buffers];
}

/** A new message of this kernel's. */
export function createMessage(
  msgType: string,
  content: Json,
  parent: Partial<Header>,
  more: { metadata?: Json; buffers?: Uint8Array[] } = {},
): Message {
  const header = {
    ...{ msg_id: randomUUID(), msg_type: msgType, session, username: "kernel" },
    ...{ date: new Date().toISOString(), version: PROTOCOL },
  };
  return { header, parent, metadata: more.metadata ?? {}, content, buffers: more.buffers ?? [] };
}

function sign(parts: Uint8Array[], key: string): string {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

function sameText(a: string, b: string): boolean {
  const [first, second] = [Buffer.from(a), Buffer.from(b)];
  return first.length === second.length && timingSafeEqual(first, second);
}
