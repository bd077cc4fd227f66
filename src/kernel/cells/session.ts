import type { Converter } from "tslab/dist/converter";
import { createExecutor, type Executor } from "tslab/dist/executor";
import {
  type CellSource,
  compileFailure,
  type Diagnostic,
  type Failure,
  interrupted,
  thrownFailure,
} from "./failure";
import { lastMap, programs } from "./typescript";
import { aroundRun } from "./vm";
import { converterHere } from "./warm-up";

/** How a cell ended. */
export type Outcome =
  | { ok: true; value?: unknown; hasValue: boolean }
  | { ok: false; failure: Failure };

/** So many cells can be quoted by a traceback; older ones are named only. */
const KEPT = 300;

/** The reader's session: the names that cells have declared, and how a cell is run. */
export class Session {
  readonly #executor: Executor;
  readonly #plain = converterHere();
  readonly #cells = new Map<string, CellSource>();
  readonly #guard: <T>(f: () => T) => T;
  readonly #unguarded: <T>(f: () => T) => T;
  #cell: CellSource = { label: "cell", code: "", map: null };
  #diagnostics: readonly Diagnostic[] = [];
  #told: { value?: unknown; thrown?: { error: unknown } } = {};
  #stop: (() => void) | null = null;

  /**
   * @param folder that imports are resolved from
   * @param print gets what tslab has to say of a cell that defines a module
   * @param guard runs the compiler so that no interrupt cuts it in two; `unguarded` runs the cell within it
   */
  constructor(
    folder: string,
    print: (text: string) => void,
    guard: <T>(f: () => T) => T,
    unguarded: <T>(f: () => T) => T,
  ) {
    this.#guard = guard;
    this.#unguarded = unguarded;
    const converter = this.#converter(this.#plain);
    const converters = { node: converter, browser: converter, close: () => converter.close() };
    this.#executor = createExecutor(folder, converters, {
      log: (value: unknown) => {
        this.#told.value = value;
      },
      error: (...words: unknown[]) => {
        if (words.length === 1) this.#told.thrown = { error: words[0] };
        else if (this.#diagnostics.length === 0) print(`${words.slice(1).join(" ")}\n`);
      },
    } as Console); // because the executor calls these two alone
    aroundRun((_, run) => this.#unguarded(() => run(this.#cell.label)));
  }

  /** Runs a cell. It ends when its code and what it awaits have ended, or when `interrupt` is called. */
  async run(code: string, label: string): Promise<Outcome> {
    this.#cell = { label, code, map: null };
    this.#cells.set(label, this.#cell);
    if (this.#cells.size > KEPT) this.#cells.delete(this.#cells.keys().next().value ?? "");
    this.#diagnostics = [];
    this.#told = {};
    let wanted = true; // an interrupt may come before the cell has begun
    const stopped = new Promise<"stopped">((resolve) => {
      this.#stop = () => {
        wanted = false;
        resolve("stopped");
      };
    });
    // In a microtask of its own: an interrupt ends all code on the stack, and this function must outlive it.
    const executed = Promise.resolve().then(() =>
      wanted ? this.#guard(() => this.#executor.execute(code)) : false,
    );
    const ended = await Promise.race([executed, stopped]);
    this.#stop = null;
    if (ended === "stopped") return { ok: false, failure: interrupted() };
    if (ended) return { ok: true, value: this.#told.value, hasValue: "value" in this.#told };
    if (this.#diagnostics.length > 0)
      return { ok: false, failure: compileFailure(this.#diagnostics, this.#cell) };
    return { ok: false, failure: this.failureOf(this.#told.thrown?.error) };
  }

  /** What was thrown, in the terms of the cells. */
  failureOf(error: unknown): Failure {
    return thrownFailure(error, (label) => this.#cells.get(label));
  }

  /** Gives up the cell that runs. */
  interrupt(): void {
    this.#stop?.();
  }

  complete(code: string, position: number) {
    return this.#executor.complete(code, position);
  }

  inspect(code: string, position: number) {
    return this.#executor.inspect(code, position);
  }

  /**
   * Converts a cell for nothing but the practice of it, while no cell runs.
   *
   * @param before the declarations that the cell may use
   * @returns these and the cell's
   */
  rehearse(before: string, cell: string): string {
    if (this.#stop) return before;
    return this.#guard(() => this.#plain.convert(before, cell).declOutput ?? before);
  }

  /** tslab's converter, with what a traceback needs kept. */
  #converter(converter: Converter): Converter {
    return {
      ...converter,
      convert: (before, source) => {
        const converted = orAfresh(() => converter.convert(before, source));
        this.#diagnostics = converted.diagnostics;
        this.#cell.map = lastMap();
        return converted;
      },
      complete: (...args) => orAfresh(() => converter.complete(...args)),
      inspect: (...args) => orAfresh(() => converter.inspect(...args)),
    };
  }
}

/** The compiler's answer. What it has begun where it fails (half-written code makes it) is not gone on with. */
function orAfresh<T>(ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    programs().startAfresh();
    throw error;
  }
}
