// Python environments, each from a lock file with hashes: .venv has JupyterLab and the front ends that draw.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, jupyterEnv, pythonIn, root, venv, windows } from "./place.mjs";
import { Problem } from "./problem.mjs";
import { run } from "./run.mjs";

const STAMP = ".installed-lock";
const oldest = [3, 10];

/** Where to look for a Python, best first. */
function candidates() {
  const chosen = process.env.AFFINE_PYTHON;
  if (chosen) return [[chosen]];
  const numbered = [14, 13, 12, 11, 10].map((minor) => [`python3.${minor}`]);
  return windows ? [["py", "-3"], ["python"], ["python3"]] : [["python3"], ...numbered, ["python"]];
}

/**
 * What a Python says of itself: its version, and whether it can make environments.
 *
 * @param {string[]} command
 */
function ask(command) {
  const question = `import sys
print("%d.%d.%d" % sys.version_info[:3])
try:
    import venv, ensurepip
    print("venv")
except ImportError:
    print("none")`;
  const [program, ...args] = command;
  const { status, stdout } = spawnSync(program, [...args, "-c", question], { encoding: "utf8" });
  if (status !== 0) return null;
  const [version, venvs] = stdout.trim().split(/\s+/);
  const [major, minor] = version.split(".").map(Number);
  const fits = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return { command, version, fits, venvs: venvs === "venv" };
}

/** The first Python that is new enough and can make environments. */
export function findPython(commands = candidates()) {
  const found = commands.map(ask).flatMap((answer) => (answer ? [answer] : []));
  const good = found.find((answer) => answer.fits && answer.venvs);
  if (good) return good;
  const bare = found.find((answer) => answer.fits);
  if (bare)
    throw new Problem(
      `Python ${bare.version} is here, but not its venv module.`,
      `on Debian and Ubuntu: sudo apt install python3-venv, then: npm start`,
    );
  const what = found.length
    ? `Python ${found[0].version} is too old, 3.10 or newer is needed.`
    : "Python 3.10 or newer is needed, and none was found.";
  throw new Problem(what, "install it from https://www.python.org/downloads/, then: npm start");
}

/** @typedef {{ folder: string, lock: string, names: string[], step: string }} Environment */

/** @type {Environment} */
const lesson = {
  folder: venv,
  lock: join(root, "requirements.lock"),
  names: ["jupyterlab", "ipykernel", "nbclient", "anywidget", "plotly", "numpy"],
  step: "JupyterLab (about 400 MB)",
};

/**
 * Whether an environment runs and has what is needed; false for one that was left half-finished.
 *
 * @param {Environment} environment
 */
function healthy({ folder, lock, names }) {
  const stamp = join(folder, STAMP);
  if (!existsSync(stamp) || !readFileSync(stamp, "utf8").startsWith(fingerprint([lock])))
    return false;
  const check = `import importlib.util as u, sys; sys.exit(any(u.find_spec(n) is None for n in ${JSON.stringify(names)}))`;
  return spawnSync(pythonIn(folder), ["-c", check], { env: jupyterEnv() }).status === 0;
}

/**
 * Makes an environment from its lock file unless it is there and whole; a broken one is made anew.
 *
 * @param {Environment} environment
 */
export async function installPython(environment = lesson) {
  if (healthy(environment)) return;
  const { folder, lock, step } = environment;
  const { command, version } = findPython();
  const [program, ...args] = command;
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  await run("Python environment", program, [...args, "-m", "venv", folder], { env: jupyterEnv() });
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps"];
  const exact = ["--require-hashes", "--only-binary=:all:", "-r", lock];
  await run(step, pythonIn(folder), [...pip, ...exact], { env: jupyterEnv() });
  writeFileSync(join(folder, STAMP), `${fingerprint([lock])}\nPython ${version}\n`);
}
