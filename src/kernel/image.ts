// The process for cells as `npm run build` leaves it: a bundle, and a snapshot of it with the compiler loaded.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(__dirname, "..", "..", ".cache", "kernel");

/** The bundle, and the snapshot with a note of what it was made for. */
export const image = {
  folder,
  bundle: join(folder, "cells.js"),
  snapshot: join(folder, "cells.blob"),
  note: join(folder, "cells.json"),
} as const;

/** An interrupt ends code in its middle, a timer's too; Node would take that for a fault of its own, and abort. */
const INTERRUPTIBLE = "--no-force-async-hooks-checks";
/**
 * What a snapshot is made with, and must be started with.
 *
 * The tables of a snapshot are not arranged anew, by other hashes, at each start: a tenth of the time that it takes. That
 * guards against names that others choose to make tables slow; here the reader chooses them all.
 *
 * Room for new objects is 16 MB (of which V8 has two or three) from the start, as much as V8 gives in the end: it begins
 * with 1 MB, and the first cells fill that ten times each.
 */
const ALIKE = ["--no-rehash-snapshot", "--min-semi-space-size=16"];

/** What Node is told when it makes the snapshot. */
export const NODE_OPTIONS = [INTERRUPTIBLE, ...ALIKE];

/** A snapshot serves the very Node that made it, and knows its files by their full names. */
export function snapshotNote(): string {
  const { version, arch, platform } = process;
  return JSON.stringify({ version, arch, platform, folder });
}

/** What Node is started with to run cells: the snapshot where it fits, else the bundle, which takes longer to start. */
export function cellsArguments(): string[] {
  const alarm = join(__dirname, "cells", "alarm.js");
  const fits = existsSync(image.note) && readFileSync(image.note, "utf8") === snapshotNote();
  return fits
    ? [...ALIKE, "--snapshot-blob", image.snapshot, image.bundle, alarm]
    : [image.bundle, alarm];
}
