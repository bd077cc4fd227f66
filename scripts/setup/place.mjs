// Where things lie, and the environment that keeps Jupyter inside this folder.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const windows = process.platform === "win32";
export const root = fileURLToPath(new URL("../..", import.meta.url));
export const notebooks = join(root, "notebooks");
export const cache = join(root, ".cache");
export const venv = join(root, ".venv");
const bin = join(venv, windows ? "Scripts" : "bin");
export const python = pythonIn(venv);
export const kernels = join(venv, "share", "jupyter", "kernels");

/** The project's kernel, and tslab's own command line. */
export const launcher = join(root, "dist", "kernel", "main.js");
export const tslab = join(root, "node_modules", "tslab", "bin", "tslab");

/**
 * The Python of a virtual environment.
 *
 * @param {string} folder
 */
export function pythonIn(folder) {
  return windows ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}

/**
 * The SHA-256 of some files and texts, for stamps that say what was installed.
 *
 * @param {string[]} files
 * @param {string[]} texts
 */
export function fingerprint(files, ...texts) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  for (const text of texts) hash.update(text).update("\0");
  return hash.digest("hex");
}

/**
 * The environment for Python and Jupyter: all that they would write or read in the reader's home is turned into this
 * folder's .cache, and nothing of the reader's own Python or Jupyter set-up is seen.
 *
 * @param {Record<string, string>} more
 * @returns {NodeJS.ProcessEnv}
 */
export function jupyterEnv(more = {}) {
  const own = join(cache, "jupyter");
  const env = { ...process.env };
  for (const name of [
    "PYTHONPATH",
    "PYTHONHOME",
    "JUPYTER_PATH",
    "JUPYTER_CONFIG_PATH",
    "JUPYTERLAB_DIR",
  ])
    delete env[name];
  return {
    ...env,
    PATH: [bin, env.PATH].join(delimiter),
    VIRTUAL_ENV: venv,
    PYTHONNOUSERSITE: "1",
    PYTHONUTF8: "1",
    PYTHONWARNINGS: "ignore",
    JUPYTER_NO_CONFIG: "1",
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PLATFORM_DIRS: "0",
    JUPYTER_CONFIG_DIR: join(own, "config"),
    JUPYTER_DATA_DIR: join(own, "data"),
    JUPYTER_RUNTIME_DIR: join(own, "runtime"),
    JUPYTERLAB_SETTINGS_DIR: join(own, "settings"),
    JUPYTERLAB_WORKSPACES_DIR: join(own, "workspaces"),
    IPYTHONDIR: join(own, "ipython"),
    MPLCONFIGDIR: join(own, "matplotlib"),
    ...more,
  };
}
