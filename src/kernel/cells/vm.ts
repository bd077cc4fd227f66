// Stands between tslab's executor and node:vm: the bundle of the cells' process resolves the executor's import of `vm` to
// this file. tslab 1.0.22 gives the code of a cell no name, so that no stack can say which cell a line is of, and no sign
// of when the compiler is done and the cell itself runs.
import vm from "node:vm";

type Run = typeof vm.runInThisContext;

let around: (code: string, run: (filename: string) => unknown) => unknown = (_, run) => run("cell");

/** Says what happens around each run of a cell's code. */
export function aroundRun(given: typeof around): void {
  around = given;
}

const runInThisContext: Run = (code, options) =>
  around(code, (filename) =>
    vm.runInThisContext(code, { ...(options as vm.RunningCodeOptions), filename }),
  );

export default { ...vm, runInThisContext };
