/** What a typed text is: a number, or why it is none. */
export type Read = { ok: true; value: number } | { ok: false; why: string };

/**
 * Reads a number as a reader types it: `-1.5`, `2e3`, `.5`, with a true minus, too.
 *
 * @param text as typed
 */
export function readNumber(text: string): Read {
  const plain = text.trim().replace(/^[−–]/, "-");
  if (plain === "") return { ok: false, why: "it is empty" };
  if (/^[+-]?\d+,\d+$/.test(plain))
    return { ok: false, why: `“${text}” has a comma; a decimal point is wanted` };
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain))
    return { ok: false, why: `“${text}” is not a number` };
  const value = Number(plain);
  if (!Number.isFinite(value)) return { ok: false, why: `“${text}” is too large for a float64` };
  return { ok: true, value };
}

/** A block of numbers as a spreadsheet copies it: rows by line, columns by tab, semicolon, comma or space. */
export function readBlock(text: string): string[][] {
  const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
  const mark = [/\t/, /;/, /,/, / +/].find((each) => lines.some((line) => each.test(line.trim())));
  return lines.map((line) =>
    (mark ? line.trim().split(mark) : [line]).map((part) => part.replace(/[[\]]/g, "").trim()),
  );
}

/** A value in a field that can be typed in: as short as it can be without losing a digit. */
export function fieldText(value: number): string {
  return String(Object.is(value, -0) ? 0 : value);
}
