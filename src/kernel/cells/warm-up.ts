import { type Converter, createConverter } from "tslab/dist/converter";
import { programs } from "./typescript";

let warm: { folder: string; converter: Converter } | null = null;

/** A converter for cells in this folder: the one that the snapshot holds, if it was made there. */
export function converterHere(): Converter {
  if (warm?.folder === process.cwd()) return warm.converter;
  return newConverter();
}

/**
 * tslab's converter; the first of the programs that it makes for a cell only has to find names. tslab 1.0.22 has the
 * declarations made twice, for what is wrong with them and to emit them: here, once, and twice where something is wrong.
 */
function newConverter(): Converter {
  const converter = createConverter({ isJS: false, isBrowser: false });
  return {
    ...converter,
    convert(before, cell) {
      const convertOnce = (asked: boolean) => {
        programs().expectNames(asked);
        return converter.convert(before, cell);
      };
      const converted = convertOnce(false);
      return programs().wronglyDeclared ? convertOnce(true) : converted;
    },
  };
}

/**
 * Has the compiler do once what every cell asks of it, so that a snapshot holds its parsed types and its warm code.
 *
 * @param cells more of them: what the cells in this folder often begin with
 */
export function warmUp(cells: string[]): void {
  const converter = newConverter();
  let before = "";
  for (const cell of [...usual, ...cells, ""]) {
    const { declOutput, diagnostics } = converter.convert(before, cell);
    if (diagnostics.length > 0) throw new Error(`${cell}: ${diagnostics[0].messageText}`);
    before = cell === "" ? "" : (declOutput ?? "");
  }
  warm = { folder: process.cwd(), converter };
}

/** So long nothing must have been asked, in ms, and so many conversions it takes, until the compiler's own code is quick. */
const QUIET = 400;
const TURNS = 250;
/** Between two of them, in ms: what has been asked meanwhile is read then. */
const GAP = 2;

/**
 * Goes on warming up while the reader reads: code that has run often is compiled better. A snapshot cannot hold that.
 *
 * @param convert one conversion, of which only the declarations are used, by the next one
 * @returns to be called at each request
 */
export function warmWhenQuiet(convert: (before: string, cell: string) => string): () => void {
  const [later, stop] = [setTimeout, clearTimeout];
  let turn = 0;
  let before = "";
  const next = () => {
    before = convert(before, usual[turn++ % usual.length]);
    timer = turn < TURNS ? later(next, GAP).unref() : undefined;
  };
  let timer: NodeJS.Timeout | undefined = later(next, QUIET).unref();
  return () => {
    if (!timer) return;
    stop(timer);
    timer = later(next, QUIET).unref();
  };
}

/**
 * A small notebook. Each cell uses names of those before it, and together they have the statements that readers write: on
 * code that never came by, the compiler is as slow as on the first day.
 */
const usual = [
  "1 + 1",
  `const numbers = [1, 2, 3].map((n) => n * 2);
let sum = 0;
for (const n of numbers) sum += n;
console.log(numbers, sum);`,
  `function mean(values: number[]): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total / values.length;
}
const middle = mean(numbers);
if (middle > 2) console.log(\`mean \${middle.toFixed(2)}\`);
middle`,
  `class Pair {
  readonly label = "pair";
  constructor(readonly a: number, private b: string) {}
  swap(): { a: string; b: number } {
    return { a: this.b, b: this.a };
  }
}
const pair = new Pair(sum, String(middle));
const { a, b } = pair.swap();
[a, b, pair.label]`,
  `import { readFileSync } from "fs";
interface Row { name: string; values: number[] }
const rows: Row[] = [{ name: "x", values: numbers }, { name: "y", values: [sum] }];
const largest = await Promise.resolve(Math.max(...rows.flatMap((row) => row.values)));
try { readFileSync(rows[0].name); } catch (error) { console.error(String(error)); }
({ largest, names: rows.map(({ name }) => name) })`,
];
