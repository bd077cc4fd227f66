// The Python environment in .venv, from a lock file with hashes: JupyterLab and the front ends that draw.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, jupyterEnv, python, root, venv, windows } from "./place.mjs";
import { Problem } from "./problem.mjs";
import { run } from "./run.mjs";

const lock = join(root, "requirements.lock");
const stamp = join(venv, ".installed-lock");
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

/** Whether the environment runs and has what the lesson needs; false for one that was left half-finished. */
function healthy() {
  if (!existsSync(stamp) || !readFileSync(stamp, "utf8").startsWith(fingerprint([lock])))
    return false;
  const names = ["jupyterlab", "ipykernel", "nbclient", "anywidget", "plotly", "numpy"];
  const check = `import importlib.util as u, sys; sys.exit(any(u.find_spec(n) is None for n in ${JSON.stringify(names)}))`;
  return spawnSync(python, ["-c", check], { env: jupyterEnv() }).status === 0;
}

/** Makes .venv unless it is there and whole; a broken one is made anew. */
export async function installPython() {
  if (healthy()) return;
  const { command, version } = findPython();
  const [program, ...args] = command;
  rmSync(venv, { recursive: true, force: true, maxRetries: 3 });
  await run("Python environment", program, [...args, "-m", "venv", venv], { env: jupyterEnv() });
  const pip = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check", "--no-deps"];
  const exact = ["--require-hashes", "--only-binary=:all:", "-r", lock];
  await run("JupyterLab (about 400 MB)", python, [...pip, ...exact], { env: jupyterEnv() });
  writeFileSync(stamp, `${fingerprint([lock])}\nPython ${version}\n`);
}
