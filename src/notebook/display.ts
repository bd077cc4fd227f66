/** One output in several forms: the front end shows the richest that it knows. */
export type Bundle = Readonly<Record<string, unknown>>;

/** What this module needs of a kernel: one output with all its forms. */
interface Displays {
  displayBundle(data: Bundle): void;
}

/** The part of a stock tslab's dist/jupyter.js that is used here. */
interface Tslab {
  /** Sends a display_data message for the running cell; null before the first one. */
  lastWriteDisplayData: ((content: object, update: boolean) => void) | null;
}

/**
 * Shows a bundle as an output of the running cell.
 *
 * Outside of any kernel the text/plain form is printed.
 *
 * @param kernel this project's kernel, or null
 */
export function display(bundle: Bundle, kernel: Displays | null): void {
  if (kernel) {
    kernel.displayBundle(bundle);
    return;
  }
  // tslab's own display.raw sends one form an output; the function beneath it takes them all (tslab 1.0.22).
  const send = stockTslab()?.lastWriteDisplayData;
  if (send) send({ data: bundle, metadata: {}, transient: {} }, false);
  else console.log(bundle["text/plain"]);
}

/**
 * The messaging module of the tslab that runs this process, or null.
 *
 * `require("tslab")` would find the tslab in this project's node_modules: another copy than the one that runs if the
 * reader started a globally installed one, and a copy that has no open cell shows nothing, without an error.
 * tslab hooks `require("tslab")` for cells only (tslab 1.0.22, dist/executor.js).
 */
function stockTslab(): Tslab | null {
  const main = require.main;
  if (!main || !/[\\/]tslab[\\/]bin[\\/]tslab$/.test(main.filename)) return null;
  return main.require("../dist/jupyter.js") as Tslab; // because a required module has no type
}
