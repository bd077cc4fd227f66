// A real JupyterLab and a real browser, for the tests that need both.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "../browser.mjs";
import { startLab } from "../lab.mjs";
import { cache, jupyterEnv, python } from "../setup/place.mjs";

/**
 * Starts JupyterLab on a folder of its own, and a browser.
 *
 * @param {string} name of the folder, in .cache
 * @param {(notebooks: string) => void} fill puts the notebooks there
 */
export async function startBench(name, fill) {
  const folder = join(cache, name);
  const notebooks = join(folder, "notebooks");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(notebooks, { recursive: true });
  fill(notebooks);
  const own = (/** @type {string} */ part) => join(folder, "jupyter", part);
  const lab = await startLab({
    args: ["--no-browser", "--port=0"],
    folder: notebooks,
    env: {
      JUPYTER_RUNTIME_DIR: own("runtime"),
      JUPYTER_DATA_DIR: own("data"),
      JUPYTERLAB_SETTINGS_DIR: own("settings"),
      JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
    },
  });
  const browser = await openBrowser("npm test");
  return {
    notebooks,
    open: (/** @type {string} */ file, size = {}) => open(lab.url, browser, file, size),
    /** Ends all kernels: the next notebook starts its own. */
    async endKernels() {
      const { origin, search } = new URL(lab.url);
      const api = (/** @type {string} */ path, method = "GET") =>
        fetch(`${origin}/api/sessions${path}${search}`, { method });
      const sessions = /** @type {{ id: string }[]} */ (await (await api("")).json());
      for (const { id } of sessions) await api(`/${id}`, "DELETE");
    },
    /** Says that a notebook is the reader's own, as running and saving it does. */
    trust(/** @type {string} */ file) {
      const env = jupyterEnv({ JUPYTER_DATA_DIR: own("data") });
      const { status, stderr } = spawnSync(
        python,
        ["-m", "jupyter", "trust", join(notebooks, file)],
        { env, encoding: "utf8" },
      );
      if (status !== 0) throw new Error(stderr);
    },
    async stop() {
      await browser.close();
      await lab.stop();
    },
  };
}

/**
 * What JupyterLab says of itself when a kernel is restarted while it asks something: it gives up its own question, and a
 * comm that it opened (ipywidgets' control comm) is closed by the kernel after it has forgotten it.
 */
const ITS_OWN = /Canceled future for kernel_info_request|^Comm not found for comm id/;

/** What anywidget says where a page is so busy that a view's code is late: the view goes on (src/notebook/view-code.ts). */
export const GIVEN_UP = /\[anywidget\] Failed to initialize model/;

/**
 * Opens a notebook in a window so tall that no cell is out of view: JupyterLab takes those out of the page.
 *
 * @param {string} url
 * @param {import("playwright-core").Browser} browser
 * @param {string} name
 * @param {{ width?: number, height?: number }} size
 */
async function open(url, browser, name, { width = 1400, height = 24_000 }) {
  const page = await browser.newPage({ viewport: { width, height } });
  /** @type {string[]} */
  const complaints = [];
  const complain = (/** @type {string} */ text) => {
    if (!ITS_OWN.test(text) && !GIVEN_UP.test(text)) complaints.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error") complain(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complain(String(error)));
  await page.goto(
    `${url.replace("01-forward.ipynb", name)}&reset`.replace("?token", "?reset&token"),
  );
  await page.locator(".jp-NotebookPanel:visible .jp-Notebook").waitFor();
  return { page, complaints, notebook: page.locator(".jp-NotebookPanel:visible .jp-Notebook") };
}
