/** One output in several forms: the front end shows the richest that it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** What this module needs of a kernel: one output with all its forms. */
interface Displays {
  displayBundle(data: Bundle): void;
}

/** The part of tslab's public module that is used here. */
interface Tslab {
  display: { raw(type: string, data: unknown): void };
}

/**
 * Shows a bundle as an output of the running cell.
 *
 * With this project's kernel it is one output with all its forms. A stock tslab sends one form an output, so there
 * it is the first: put the richest first. Outside of any kernel the text/plain form is printed.
 *
 * @param kernel this project's kernel, or null
 */
export function display(bundle: Bundle, kernel: Displays | null): void {
  if (kernel) {
    kernel.displayBundle(bundle);
    return;
  }
  const [type] = Object.keys(bundle);
  const tslab = stockTslab();
  if (tslab) tslab.display.raw(type, bundle[type]);
  else console.log(bundle["text/plain"]);
}

/**
 * The public module of the tslab that runs this process, or null.
 *
 * `require("tslab")` would find the tslab in this project's node_modules: another copy than the one that runs if the
 * reader started a globally installed one, and a copy that has no open cell shows nothing, without an error.
 * tslab hooks `require("tslab")` for cells only (tslab 1.0.22, dist/executor.js).
 */
function stockTslab(): Tslab | null {
  const main = require.main;
  if (!main || !/[\\/]tslab[\\/]bin[\\/]tslab$/.test(main.filename)) return null;
  return main.require("../dist/public.js") as Tslab; // because a required module has no type
}
