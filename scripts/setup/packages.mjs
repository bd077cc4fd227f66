// The JavaScript packages, as package-lock.json has them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fingerprint, root, tslab, windows } from "./place.mjs";
import { run } from "./run.mjs";

const modules = join(root, "node_modules");
// Inside node_modules, so that it goes when `npm ci` empties the folder: a half-finished one has no stamp.
const stamp = join(modules, ".installed-lock");

function wanted() {
  return fingerprint([join(root, "package-lock.json")], process.platform, process.arch);
}

/** Runs `npm ci` unless node_modules is what the lock file says. */
export async function installPackages() {
  if (existsSync(stamp) && existsSync(tslab) && readFileSync(stamp, "utf8") === wanted()) return;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const cli = process.env.npm_execpath ?? "";
  const step = "JavaScript packages (about 450 MB)";
  if (basename(cli) === "npm-cli.js") await run(step, process.execPath, [cli, ...args]);
  else await run(step, windows ? "npm.cmd" : "npm", args, { shell: windows });
  writeFileSync(stamp, wanted());
}
