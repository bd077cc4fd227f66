import * as ts from "@tslab/typescript-for-tslab";
import { shareCheckers } from "./checkers";
import { createHost, filesApart } from "./compiler-host";
import { declaredNames, keepNames } from "./declared-names";
import { emitCommonJs } from "./emit";

/** What tslab's converter passes from createWatchCompilerHost to createWatchProgram. */
export interface Host {
  /** The declarations of the earlier cells, and the cell. */
  rootFiles: string[];
  options: ts.CompilerOptions;
  system: ts.System;
  /** Set by the converter: gets each new program. */
  afterProgramCreate?(builder: ts.BuilderProgram): void;
}

/** What tslab's converter needs of a watch program, and two things more. */
export interface Programs {
  close(): void;
  updateRootFileNames(files: string[]): void;
  /**
   * The next update only looks for the names that the cell declares: the update after it, which exports them, is checked.
   *
   * @param asked whether the cell's declarations are made when they are checked, too, and not only when they are emitted
   */
  expectNames(asked: boolean): void;
  /** Whether something was wrong with the cell's declarations when they were emitted. */
  readonly wronglyDeclared: boolean;
  /** Makes whatever is made next anew: the compiler has failed, and nobody knows in what state. */
  startAfresh(): void;
}

/** Gives any module of Node without an import. */
const ANY_MODULE = /\bgetBuiltinModule\b/;

/**
 * Makes a program for each state of the converter's files, when the converter says that they changed.
 *
 * No directory is watched. Installed files are parsed once; others are read again when they are newer. A module that was
 * not found is looked for again in the next program.
 */
export function watchPrograms(host: Host): Programs {
  const { options, system } = host;
  const [before, cell] = host.rootFiles;
  const inMemory = new Set(host.rootFiles);
  let rootNames = host.rootFiles;
  let program: ts.Program | undefined;
  let timer: unknown = null;
  let names = false;
  let asked = false;
  let wronglyDeclared = false;
  const changed = () => {
    if (timer) system.clearTimeout?.(timer);
    timer = system.setTimeout?.(update, 0);
  };
  for (const file of rootNames) system.watchFile?.(file, changed);
  const checkers = shareCheckers(new Set(host.rootFiles));
  const compilerHost = { ...createHost(options, system, inMemory), checkerFor: checkers.for };
  function update() {
    timer = null;
    wronglyDeclared = false;
    const builder = (names && namesOnly()) || checked();
    names = false;
    host.afterProgramCreate?.(builder);
  }
  function checked() {
    const every = ANY_MODULE.test(system.readFile(cell) ?? "") ? filesApart() : [];
    program = ts.createProgram({
      ...{ rootNames: [...rootNames, ...every], options, host: compilerHost },
      oldProgram: program,
    });
    program.getTypeChecker(); // fills the table of names of each file, which the converter reads
    const file = program.getSourceFile(cell);
    if (file) keepNames(file);
    const builder = builderOf(program, before);
    // A module of the reader's own is emitted once only: what is wrong with it has to be told before.
    if (asked || !file || builder.getAllDependencies(file).length > 1) return builder;
    const unasked = { ...program, getDeclarationDiagnostics: () => [] };
    return {
      ...builder,
      getProgram: () => unasked,
      emit(...args: Parameters<ts.Program["emit"]>) {
        const emitted = builder.emit(...args);
        wronglyDeclared = emitted.diagnostics.length > 0;
        return emitted;
      },
    };
  }
  /** A program for a cell that declares names: all that is asked of it is their table. */
  function namesOnly() {
    const locals = declaredNames(system.readFile(cell) ?? "", cell);
    if (!program || locals.size === 0) return null;
    const last = builderOf(program, before);
    const file = { locals } as unknown as ts.SourceFile; // because the converter reads nothing else before the next update
    return {
      ...last,
      getSourceFile: (name: string) => (name === cell ? file : last.getSourceFile(name)),
    };
  }
  update();
  return {
    close() {},
    updateRootFileNames(files) {
      for (const file of files) inMemory.add(file);
      rootNames = files;
      changed();
    },
    expectNames(declarationsAsked) {
      names = true;
      asked = declarationsAsked;
    },
    get wronglyDeclared() {
      return wronglyDeclared;
    },
    startAfresh() {
      checkers.forget();
      program = undefined;
    },
  };
}

/** A builder as the converter uses it: a program, and a list of what a file depends on. */
function builderOf(program: ts.Program, before: string): ts.BuilderProgram {
  const builder = {
    getProgram: () => program,
    getSourceFile: (name: string) => program.getSourceFile(name),
    emit: (...args: Parameters<ts.Program["emit"]>) =>
      emitCommonJs(program, program.getSourceFile(before), ...args),
    getAllDependencies: (file: ts.SourceFile) => sourcesBelow(program, file),
  };
  return builder as unknown as ts.BuilderProgram; // because these are all that tslab 1.0.22 calls
}

/** The file and every file of code, not of types, that it imports: the converter checks and runs these. */
function sourcesBelow(program: ts.Program, file: ts.SourceFile): string[] {
  const found = new Set<string>();
  const visit = (at: ts.SourceFile) => {
    if (found.has(at.fileName)) return;
    found.add(at.fileName);
    const { resolvedModules } = at as ts.SourceFile & Resolved; // because it is exported, but not declared
    resolvedModules?.forEach(({ resolvedModule }) => {
      const to = resolvedModule && program.getSourceFile(resolvedModule.resolvedFileName);
      if (to && !to.isDeclarationFile) visit(to);
    });
  };
  visit(file);
  return [...found];
}

/** The imports of a file by name, as TypeScript resolved them. */
interface Resolved {
  resolvedModules?: {
    forEach(f: (to: ts.ResolvedModuleWithFailedLookupLocations) => void): void;
  };
}
