// Stands between tslab's converter and its TypeScript: the bundle of the cells' process resolves tslab's import of
// `@tslab/typescript-for-tslab` to this file. Everything is TypeScript's own but the three functions below, and that a
// program takes its type checker from its host (checkers.ts, scripts/build-kernel.mjs).
//
// tslab 1.0.22 keeps the compiler up to date by TypeScript's watch mode, which watches every directory of node_modules,
// starts from all of @types, makes two programs for a cell that declares names, and emits each cell twice. Its converter
// has no option for any of these (https://github.com/yunabe/tslab/issues).
import * as ts from "@tslab/typescript-for-tslab";
import { type Host, type Programs, watchPrograms } from "./programs";
import { type CellMap, splitMap } from "./source-maps";

// @ts-expect-error because the module is `export = ts`, and the bundler, not this compiler, copies its members
export * from "@tslab/typescript-for-tslab";

// TypeScript asks once and remembers; a snapshot would remember where it was made.
ts.sys.getCurrentDirectory = () => process.cwd();

let current: Programs | null = null;

/** The programs of the converter that was created last. */
export function programs(): Programs {
  if (!current) throw new Error("createConverter has not been called");
  return current;
}

export function createWatchCompilerHost(
  rootFiles: string[],
  options: ts.CompilerOptions,
  system: ts.System,
): Host {
  // Only Node's own types are there unasked, not all that happen to lie in @types. The maps serve tracebacks.
  const more = { types: ["node"], inlineSourceMap: true, module: ts.ModuleKind.CommonJS };
  return { rootFiles, options: { ...options, ...more }, system };
}

export function createWatchProgram(host: Host): Programs {
  current = watchPrograms(host);
  return current;
}

let map: CellMap | null = null;

/** The source map of the cell that was converted last. */
export function lastMap(): CellMap | null {
  return map;
}

/** What is to be transpiled is CommonJS already (emit.ts); only its source map is taken out. */
export function transpileModule(input: string): ts.TranspileOutput {
  const split = splitMap(input);
  map = split.map;
  return { outputText: split.code };
}
