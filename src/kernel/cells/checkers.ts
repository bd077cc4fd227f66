import * as ts from "@tslab/typescript-for-tslab";

/** So many programs share a checker: it keeps what it has learnt of every cell, so that it grows. */
const SHARED = 100;

/** What TypeScript knows of a file and does not declare. */
interface Internal {
  moduleAugmentations?: readonly unknown[];
  jsGlobalAugmentations?: unknown;
  externalModuleIndicator?: unknown;
  symbol?: { globalExports?: unknown };
}

/** Gives programs their type checker. */
export interface Checkers {
  for(program: ts.Program): ts.TypeChecker;
  /** The next program gets a checker of its own. */
  forget(): void;
}

/**
 * Checkers that outlive a program.
 *
 * A new checker joins the names of all types, and works out again what arrays, promises and the reader's imports are:
 * that is a fifth of what a cell costs, and half of what the first cells do. But a cell and the declarations before it
 * are modules, whose names stay their own, so that a checker serves the next cell just as well, as long as all other
 * files are those that it knows.
 *
 * @param own the names of the files that change with each program: the declarations and the cell
 */
export function shareCheckers(own: ReadonlySet<string>): Checkers {
  let shared: { checker: ts.TypeChecker; known: ReadonlySet<ts.SourceFile>; left: number } | null =
    null;
  return {
    for(program) {
      const files = program.getSourceFiles();
      const [changing, fixed] = parted(files, ({ fileName }) => own.has(fileName));
      if (shared && shared.left > 0 && serves(shared.known, fixed) && changing.every(isApart)) {
        shared.left--;
        for (const file of changing) adopt(shared.checker, file, program.getCompilerOptions());
        return shared.checker;
      }
      // @ts-expect-error because `createTypeChecker` is exported, but not declared
      const checker: ts.TypeChecker = ts.createTypeChecker(program);
      shared = changing.every(isApart) ? { checker, known: new Set(fixed), left: SHARED } : null;
      return checker;
    },
    forget() {
      shared = null;
    },
  };
}

/** Whether a checker that knows some files gives the same answers where there are only these. */
function serves(known: ReadonlySet<ts.SourceFile>, files: readonly ts.SourceFile[]): boolean {
  const wanted = new Set(files);
  return (
    files.every((file) => known.has(file)) &&
    [...known].every((file) => wanted.has(file) || isApart(file)) // one that nobody imports
  );
}

/** Whether a file is a module that adds nothing to the names of others. */
function isApart(file: ts.SourceFile): boolean {
  const { externalModuleIndicator, moduleAugmentations, jsGlobalAugmentations, symbol } =
    file as ts.SourceFile & Internal; // because they are there, but not declared
  const adds = moduleAugmentations?.length || jsGlobalAugmentations || symbol?.globalExports;
  return Boolean(externalModuleIndicator) && !adds;
}

const types = ts.createSourceFile("none.d.ts", "", ts.ScriptTarget.Latest);

/** Makes a file known to a checker in the place of an earlier one of the same name. */
function adopt(checker: ts.TypeChecker, file: ts.SourceFile, options: ts.CompilerOptions): void {
  // @ts-expect-error because `bindSourceFile` is exported, but not declared; it is what fills the tables of names
  ts.bindSourceFile(file, options);
  // The checker files its messages by the file's name: those on the earlier file are taken out. A file of types is not
  // checked when it is asked about (skipLibCheck), so that this one only brings the list.
  const unchecked = Object.assign(types, { fileName: file.fileName });
  // @ts-expect-error because `getDiagnostics` is there, but not declared
  checker.getDiagnostics(unchecked).length = 0;
}

function parted<T>(values: readonly T[], test: (value: T) => boolean): [T[], T[]] {
  return [values.filter(test), values.filter((value) => !test(value))];
}
