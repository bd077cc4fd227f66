// What can go wrong in setting up, said in one line, with the command that mends it.

/** Something that the reader can mend. */
export class Problem extends Error {
  /**
   * @param {string} what one sentence
   * @param {string} mend the command that mends it, or where to get what is missing
   */
  constructor(what, mend) {
    super(`${what}\n  → ${mend}`);
    this.name = "Problem";
  }
}

/** What the tools say, and what it means. The first that matches counts. */
const KNOWN = /** @type {const} */ ([
  [
    /ENOSPC|No space left on device|not enough space/i,
    "The disk is full.",
    "free about 1.5 GB, then: npm start",
  ],
  [
    /EACCES|EPERM|Permission denied/i,
    "A file in this folder may not be written.",
    "make the folder yours, then: npm start",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|NewConnectionError|ConnectTimeout|name resolution|No matching distribution found/i,
    "A package could not be fetched: no network, or a proxy in between.",
    "check the connection, then: npm start",
  ],
  [
    /do not match the hashes/i,
    "A package is not what the lock file says it is.",
    "check who serves your packages (pip config list), then: npm start",
  ],
]);

/**
 * The Problem behind what a failed tool printed.
 *
 * @param {string} step what was being done
 * @param {string} output what the tool printed
 * @param {string} log where all of it stands
 */
export function problemOf(step, output, log) {
  for (const [pattern, what, mend] of KNOWN)
    if (pattern.test(output)) return new Problem(`${step}: ${what}`, mend);
  const last = output.trim().split("\n").slice(-1)[0] ?? "";
  return new Problem(`${step} failed: ${last}`, `read ${log}, then: npm start`);
}

/**
 * Runs a script's main function; a Problem is printed as its line, anything else with its stack.
 *
 * @param {() => Promise<number | undefined>} main returns the exit code
 */
export async function guard(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const full = /** @type {NodeJS.ErrnoException} */ (error);
    const known =
      error instanceof Problem
        ? error
        : full.code === "ENOSPC"
          ? problemOf("Setting up", "ENOSPC", "")
          : null;
    console.error(known ? `\n✗ ${known.message}` : error);
    process.exitCode = 1;
  }
}
