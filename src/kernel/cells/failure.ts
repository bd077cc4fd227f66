import { inspect } from "node:util";
import type { Json } from "../wire";
import { type CellMap, placeInCell } from "./source-maps";

/** A cell that was run: what a traceback quotes. */
export interface CellSource {
  label: string;
  code: string;
  map: CellMap | null;
}

/** A compiler's message about a cell. Lines and characters are counted from 0. */
export interface Diagnostic {
  start: { line: number; character: number };
  end: { line: number; character: number };
  messageText: string;
  code: number;
  fileName?: string;
}

/** The content of an error message. */
export interface Failure extends Json {
  ename: string;
  evalue: string;
  traceback: string[];
}

const FRAME = /^\s+at /;
const PLACE = /(cell \[[^\]]*\]):(\d+):(\d+)/;
/** Frames of Node's own and of this kernel's. */
const OURS = /\(?node:|[\\/]kernel[\\/]cells\.js|<anonymous>:|at new Promise \(|__node_internal/;

/** An interrupt, as the cell's error. */
export function interrupted(): Failure {
  const [ename, evalue] = ["Interrupted", "the cell was stopped"];
  return { ename, evalue, traceback: [`${ename}: ${evalue}`] };
}

/** All messages of the compiler, each with its line and a mark beneath what it is about. */
export function compileFailure(diagnostics: readonly Diagnostic[], cell: CellSource): Failure {
  const first = diagnostics[0].messageText;
  const more = diagnostics.length - 1;
  const ename = "CompileError";
  const evalue = more > 0 ? `${first} (and ${more} more)` : first;
  const blocks = diagnostics.map(({ start, end, messageText, code, fileName }) => {
    const place = `${fileName ?? cell.label}:${start.line + 1}:${start.character + 1}`;
    const length = start.line === end.line ? end.character - start.character : 1;
    const quote = fileName ? [] : quoted(cell.code, start.line + 1, start.character + 1, length);
    return [`${place} - TS${code}: ${messageText}`, ...quote].join("\n");
  });
  return { ename, evalue, traceback: [`${ename}: nothing of the cell was run`, ...blocks] };
}

/**
 * What a cell has thrown: name, message, the line of the cell, and the calls between the two.
 *
 * @param cellOf finds a cell by its label in a stack
 */
export function thrownFailure(
  error: unknown,
  cellOf: (label: string) => CellSource | undefined,
): Failure {
  if (!(error instanceof Error) && !isErrorLike(error)) {
    const evalue = inspect(error, { colors: false });
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const ename = String(error.name || "Error");
  const evalue = String(error.message);
  return { ename, evalue, traceback: tracebackOf(error, cellOf, new Set()) };
}

function tracebackOf(
  error: Error,
  cellOf: (label: string) => CellSource | undefined,
  seen: Set<unknown>,
): string[] {
  seen.add(error);
  const frames = (typeof error.stack === "string" ? error.stack : "")
    .split("\n")
    .filter((line) => FRAME.test(line));
  const lastOfCell = frames.map((frame) => PLACE.test(frame)).lastIndexOf(true);
  const kept = frames
    .slice(0, lastOfCell < 0 ? frames.length : lastOfCell + 1) // what called the cell is the kernel
    .filter((frame) => !OURS.test(frame));
  const mapped = kept.flatMap((frame) => inCellTerms(frame, cellOf));
  const quote = mapped.find(({ quote }) => quote.length > 0)?.quote ?? [];
  const text = error.message === "" ? error.name : `${error.name}: ${error.message}`;
  const lines = [text, ...quote, ...mapped.map(({ frame }) => frame)];
  for (const [title, inner] of [
    ["caused by", error.cause],
    ...(error instanceof AggregateError ? error.errors.map((each) => ["one of", each]) : []),
  ] as [string, unknown][]) // because a cause may be anything
    if (inner instanceof Error && !seen.has(inner))
      lines.push(`${title}:`, ...tracebackOf(inner, cellOf, seen));
    else if (inner !== undefined && !seen.has(inner))
      lines.push(`${title}: ${inspect(inner, { colors: false })}`);
  return lines;
}

/** A frame of a stack with the cell's own line and column, and the line quoted; none for tslab's call of the cell. */
function inCellTerms(frame: string, cellOf: (label: string) => CellSource | undefined) {
  const found = PLACE.exec(frame);
  const cell = found && cellOf(found[1]);
  if (!found || !cell?.map) return [{ frame, quote: [] }];
  const place = placeInCell(cell.map, Number(found[2]), Number(found[3]));
  if (!place) return [];
  const { line, column } = place;
  const shown = frame
    .replace(/^(\s+at )Proxy\./, "$1") // the names of earlier cells are kept in a Proxy
    .replace(PLACE, `$1:${line}:${column}`);
  return [{ frame: shown, quote: quoted(cell.code, line, column, 1) }];
}

function quoted(code: string, line: number, column: number, length: number): string[] {
  const text = code.split("\n")[line - 1];
  if (text === undefined) return [];
  const number = String(line);
  const room = " ".repeat(number.length);
  const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
  return [`  ${number} | ${text}`, `  ${room} | ${before}${"^".repeat(Math.max(1, length))}`];
}

/** An error of another realm, as vm makes them. */
function isErrorLike(value: unknown): value is Error {
  return (
    typeof value === "object" &&
    value !== null &&
    "stack" in value &&
    "message" in value &&
    typeof value.stack === "string"
  );
}
