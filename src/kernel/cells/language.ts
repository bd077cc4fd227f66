// Completion, inspection and completeness of code: tslab's answers, as Jupyter's messages have them.
import * as ts from "@tslab/typescript-for-tslab";
import { isCompleteCode } from "tslab/dist/converter";
import { printQuickInfo } from "tslab/dist/inspect";
import type { Json } from "../wire";
import type { Session } from "./session";

/** A place in text as Jupyter counts it, in code points, as JavaScript counts it, in UTF-16 units. */
function unitsOf(text: string, points: number): number {
  return [...text].slice(0, points).join("").length;
}

function pointsOf(text: string, units: number): number {
  return [...text.slice(0, units)].length;
}

/** The content of a complete_reply. */
export function complete(session: Session, { code, cursor_pos }: Json): Json {
  const text = String(code);
  const { start, end, candidates, original } = session.complete(
    text,
    unitsOf(text, Number(cursor_pos)),
  );
  const range = { start: pointsOf(text, start), end: pointsOf(text, end) };
  const kinds = new Map(original?.entries.map(({ name, kind }) => [name, kind]));
  const types = candidates.map((name) => ({ ...range, text: name, type: kinds.get(name) ?? "" }));
  return {
    ...{ status: "ok", matches: candidates, cursor_start: range.start, cursor_end: range.end },
    metadata: { _jupyter_types_experimental: types },
  };
}

/** The content of an inspect_reply. */
export function inspect(session: Session, { code, cursor_pos }: Json): Json {
  const text = String(code);
  const at = unitsOf(text, Number(cursor_pos));
  // At the end of a word the cursor is past it, as readers leave it.
  const info = session.inspect(text, at) ?? (at > 0 ? session.inspect(text, at - 1) : undefined);
  if (!info) return { status: "ok", found: false, data: {}, metadata: {} };
  const words = (parts: readonly { text: string }[] = []) =>
    parts.map((part) => part.text).join("");
  const tags = (info.tags ?? []).map(({ name, text: said }) => `*@${name}* ${words(said)}`);
  const markdown = [
    `\`\`\`ts\n${words(info.displayParts)}\n\`\`\``,
    words(info.documentation),
    tags.join("  \n"),
  ];
  return {
    ...{ status: "ok", found: true, metadata: {} },
    data: {
      "text/plain": printQuickInfo(info),
      "text/markdown": markdown.filter(Boolean).join("\n\n"),
    },
  };
}

/** The compiler's numbers for a string that nothing ends, which no further line mends, and for such a template. */
const OPEN_STRING = 1002;
const OPEN_TEMPLATE = 1160;

interface Parsed {
  parseDiagnostics: readonly { code: number; start: number }[];
}

/** The content of an is_complete_reply: code whose only fault is that it ends is incomplete. */
export function isComplete({ code }: Json): Json {
  const text = String(code);
  const tslab = isCompleteCode(text);
  const file = ts.createSourceFile("cell.ts", text, ts.ScriptTarget.Latest);
  const { parseDiagnostics: problems } = file as ts.SourceFile & Parsed; // because it is exported, but not declared
  if (problems.length === 0) return { status: "complete" };
  const end = text.trimEnd().length;
  const atEnd = problems.every(
    ({ code, start }) => code !== OPEN_STRING && (start >= end || code === OPEN_TEMPLATE),
  );
  if (!atEnd) return { status: "invalid" };
  // After two empty lines the reader wants it run as it is.
  if (tslab.completed && /\n\s*\n\s*$/.test(text)) return { status: "complete" };
  return { status: "incomplete", indent: tslab.indent ?? "" };
}
