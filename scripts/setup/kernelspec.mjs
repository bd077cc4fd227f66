// The kernel as Jupyter finds it, and the settings that JupyterLab starts with: inside .venv, or in another Jupyter.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kernels, launcher, tslab, venv } from "./place.mjs";

/** What JupyterLab is to do unless the reader says otherwise. */
const SETTINGS = {
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // What was typed into a live view is saved with the notebook, and shown where no kernel runs.
  "@jupyter-widgets/jupyterlab-manager:plugin": { saveState: true },
};

/** How this project's kernel is started. */
export function ownSpec() {
  const argv = [process.execPath, launcher, "--config-path", "{connection_file}"];
  return { ...stockSpec(), argv };
}

/** How a plain tslab is started: what `tslab install` writes. */
export function stockSpec() {
  return {
    argv: [process.execPath, tslab, "kernel", "--config-path={connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
  };
}

/**
 * @param {string} folder where kernels are found
 * @param {string} name
 * @param {object} spec
 */
export function writeKernelspec(folder, name, spec) {
  writeIfOther(join(folder, name, "kernel.json"), spec);
}

/** Registers the kernel as `tslab`, and turns off JupyterLab's question about news and its look for updates. */
export function register() {
  writeKernelspec(kernels, "tslab", ownSpec());
  const settings = join(venv, "share", "jupyter", "lab", "settings");
  // Its server half is off, as no configuration of the machine's is read; alone it asks for it, in vain, for ever.
  writeIfOther(join(settings, "page_config.json"), {
    disabledExtensions: Object.fromEntries(
      [
        "lsp-extension",
        "fileeditor-extension:language-server",
        "notebook-extension:language-server",
      ].map((name) => [`@jupyterlab/${name}`, true]),
    ),
  });
  writeIfOther(join(settings, "overrides.json"), SETTINGS);
}

/**
 * Registers the kernel as `tslab` for everyone who uses another Jupyter, such as a hub's or an image's, and adds the
 * lesson's settings to those that it has.
 *
 * @param {string} prefix what that Jupyter's Python calls sys.prefix
 */
export function registerIn(prefix) {
  const share = join(prefix, "share", "jupyter");
  writeKernelspec(join(share, "kernels"), "tslab", ownSpec());
  const file = join(share, "lab", "settings", "overrides.json");
  const theirs = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  writeIfOther(file, { ...theirs, ...SETTINGS });
}

/**
 * @param {string} file
 * @param {object} content
 */
function writeIfOther(file, content) {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
