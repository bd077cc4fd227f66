import { SourceMap, type SourceMapPayload } from "node:module";

/** The way back from what runs to the cell. */
export interface CellMap {
  /** A source map's JSON. */
  json: string;
  /** How many lines run; tslab's executor calls them from a line after the last. */
  lines: number;
}

const COMMENT = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

/** tslab's converter puts one line before the cell, which makes it a module. */
const LINES_BEFORE = 1;

/** Takes the inline source map from the end of emitted code. */
export function splitMap(emitted: string): { code: string; map: CellMap | null } {
  const found = COMMENT.exec(emitted);
  if (!found) return { code: emitted, map: null };
  const code = `${emitted.slice(0, found.index)}\n`;
  const json = Buffer.from(found[1], "base64").toString();
  return { code, map: { json, lines: code.split("\n").length } };
}

/**
 * Where in the cell a place of the code that runs comes from.
 *
 * @param line counted from 1, as in a stack
 * @param column counted from 1
 * @returns line and column counted from 1, or null where the code is not from the cell
 */
export function placeInCell(
  map: CellMap,
  line: number,
  column: number,
): { line: number; column: number } | null {
  if (line > map.lines) return null;
  const payload = JSON.parse(map.json) as SourceMapPayload; // because TypeScript wrote it
  const entry = new SourceMap(payload).findEntry(line - 1, column - 1);
  if (!("originalLine" in entry) || entry.originalLine < LINES_BEFORE) return null;
  return { line: entry.originalLine - LINES_BEFORE + 1, column: entry.originalColumn + 1 };
}
