import { type Converter, createConverter } from "tslab/dist/converter";
import { programs } from "./typescript";

let warm: { folder: string; converter: Converter } | null = null;

/** A converter for cells in this folder: the one that the snapshot holds, if it was made there. */
export function converterHere(): Converter {
  if (warm?.folder === process.cwd()) return warm.converter;
  return createConverter({ isJS: false, isBrowser: false });
}

/**
 * Has the compiler do once what every cell asks of it, so that a snapshot holds its parsed types and its warm code.
 *
 * @param cells more of them: what the cells in this folder often begin with
 */
export function warmUp(cells: string[]): void {
  const converter = createConverter({ isJS: false, isBrowser: false });
  let before = "";
  for (const cell of [...usual, ...cells, ""]) {
    programs().expectNames();
    const { declOutput, diagnostics } = converter.convert(before, cell);
    if (diagnostics.length > 0) throw new Error(`${cell}: ${diagnostics[0].messageText}`);
    before = cell === "" ? "" : (declOutput ?? "");
  }
  warm = { folder: process.cwd(), converter };
}

/** So long nothing must have been asked, in ms, and so many conversions it takes, until the compiler's own code is quick. */
const QUIET = 400;
const TURNS = 200;

/**
 * Goes on warming up while the reader reads: code that has run often is compiled better. A snapshot cannot hold that.
 *
 * @param convert one conversion; its result is not used
 * @returns to be called at each request
 */
export function warmWhenQuiet(convert: (before: string, cell: string) => void): () => void {
  const [later, stop] = [setTimeout, clearTimeout];
  let turn = 0;
  const next = () => {
    convert(known, usual[turn++ % usual.length]);
    timer = turn < TURNS ? later(next, 5).unref() : undefined;
  };
  let timer: NodeJS.Timeout | undefined = later(next, QUIET).unref();
  return () => {
    if (!timer) return;
    stop(timer);
    timer = later(next, QUIET).unref();
  };
}

const known = "declare const first: number[];\ndeclare let total: number;\n";
const usual = [
  "1 + 1",
  "const first = [1, 2, 3].map((n) => n * 2);\nconsole.log(first);",
  "let total = 0;\nfor (const n of first) total += n;\nfunction twice(n: number) { return 2 * n; }\ntwice(total)",
  "class Pair { constructor(readonly a: number, readonly b: string) {} }\nconst pair = new Pair(1, String(total));\nawait Promise.resolve({ pair, ...pair });",
  'import { readFileSync } from "fs";\ntry { readFileSync("x"); } catch (error) { console.error(String(error)); }',
];
