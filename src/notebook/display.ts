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
 * The messaging module of the tslab that runs this process, or undefined.
 *
 * Not `require("tslab")`: tslab hooks that for cells only (1.0.22, dist/executor.js). Not the program that was started,
 * either: a tslab from elsewhere hands over to the one in this project's node_modules, and then both are loaded. The
 * one that runs is the one that has a cell to write to; the other would show nothing, without an error.
 */
function stockTslab(): Tslab | undefined {
  return Object.values(require.cache)
    .filter((module) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(module?.filename ?? ""))
    .map((module) => module?.exports as Tslab) // because a loaded module has no type
    .find((tslab) => tslab.lastWriteDisplayData);
}
