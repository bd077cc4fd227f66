// `npm run kernel -- install`: registers the kernel for this user, so that VS Code and any other Jupyter finds it.
// `npm run kernel -- uninstall` takes it away again.
// `npm run kernel -- install --prefix=/srv/jupyter`: for everyone who uses the Jupyter there, with the lesson's settings.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { setUp, setUpIn } from "./setup/index.mjs";
import { ownSpec, writeKernelspec } from "./setup/kernelspec.mjs";
import { launcher } from "./setup/place.mjs";
import { guard, Problem } from "./setup/problem.mjs";

const NAME = "tslab";
const USAGE = "npm run kernel -- install | uninstall, with --prefix=folder for another Jupyter";

/** Where Jupyter looks for a user's kernels (jupyter_core, paths.py: user_data_dir). */
export function userKernels(env = process.env, platform = process.platform) {
  if (env.JUPYTER_DATA_DIR) return join(env.JUPYTER_DATA_DIR, "kernels");
  if (platform === "darwin") return join(homedir(), "Library", "Jupyter", "kernels");
  if (platform === "win32" && env.APPDATA) return join(env.APPDATA, "jupyter", "kernels");
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter", "kernels");
}

/** @param {string} file a kernel.json */
function isOurs(file) {
  return JSON.parse(readFileSync(file, "utf8")).argv?.includes(launcher) === true;
}

/**
 * @param {string | undefined} what install or uninstall
 * @param {string} option --prefix=folder, the sys.prefix of another Jupyter; without it, for this user
 */
export async function kernel(what, option = "") {
  const prefix = /^--prefix=(.+)/.exec(option)?.[1];
  if (option && !prefix) throw new Problem(`What is ${option}?`, USAGE);
  const folder = prefix ? join(resolve(prefix), "share", "jupyter", "kernels") : userKernels();
  const file = join(folder, NAME, "kernel.json");
  const there = existsSync(file);
  if (there && !isOurs(file))
    throw new Problem(
      `Another kernel is registered as ${NAME}: ${file}`,
      `take it away with: jupyter kernelspec uninstall ${NAME}`,
    );
  if (what === "install") {
    if (prefix) await setUpIn(resolve(prefix));
    else {
      await setUp();
      writeKernelspec(folder, NAME, ownSpec());
    }
    console.log(
      `Registered as ${NAME}: ${file}\nIt runs from this folder; if the folder moves, install again.`,
    );
  } else if (what === "uninstall") {
    if (there) rmSync(join(folder, NAME), { recursive: true });
    console.log(there ? `Taken away: ${file}` : `It was not registered: there is no ${file}`);
  } else throw new Problem("Say what to do.", USAGE);
  return 0;
}

if (process.argv[1]?.endsWith("kernel.mjs"))
  await guard(() => kernel(process.argv[2], process.argv[3]));
