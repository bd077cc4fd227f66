import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findBrowser } from "../browser.mjs";
import { portIn } from "../lab.mjs";
import { root, windows } from "../setup/place.mjs";
import { problemOf } from "../setup/problem.mjs";
import { findPython } from "../setup/python.mjs";

const start = join(root, "scripts", "start.mjs");

/**
 * A program that answers like a Python of some version.
 *
 * @param {string} answer
 */
const fakePython = (answer) => {
  const file = join(mkdtempSync(join(tmpdir(), "python-")), "python");
  writeFileSync(file, `#!${process.execPath}\nconsole.log(${JSON.stringify(answer)});\n`);
  chmodSync(file, 0o755);
  return [file];
};

test("without a browser, and without a way to get one, one line says what to install", async () => {
  const ways = { look: () => null, get: () => Promise.reject(new Error("no network")) };
  await assert.rejects(findBrowser("npm run notebooks", ways), {
    message: "No browser was found.\n  → install Chrome, Chromium or Edge, then: npm run notebooks",
  });
});

test("an old Node is told so in one line, with where to get a new one", () => {
  const old =
    'Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.19.0"}})';
  const file = join(mkdtempSync(join(tmpdir(), "node-")), "old.cjs");
  writeFileSync(file, old);
  const { status, stderr } = spawnSync(process.execPath, ["--require", file, start], {
    encoding: "utf8",
  });
  assert.equal(status, 1);
  assert.equal(
    stderr,
    "Node.js 18.19.0 is too old, 20 or newer is needed. Install it from https://nodejs.org, then: npm start\n",
  );
});

test("no Python, an old Python and a Python without venv each get their line", {
  skip: windows && "the stand-in for Python is a script with a #! line",
}, () => {
  assert.throws(
    () => findPython([["no-such-python"]]),
    /^Problem: Python 3\.10 or newer is needed, and none was found\.\n.*python\.org/,
  );
  assert.throws(
    () => findPython([fakePython("3.8.1 venv")]),
    /^Problem: Python 3\.8\.1 is too old, 3\.10 or newer is needed\./,
  );
  assert.throws(
    () => findPython([fakePython("3.12.0 none")]),
    /^Problem: Python 3\.12\.0 is here, but not its venv module\.\n.*apt install python3-venv/,
  );
});

test("of several Pythons the first that fits is taken", {
  skip: windows && "the stand-in for Python is a script with a #! line",
}, () => {
  const good = fakePython("3.10.4 venv");
  assert.deepEqual(
    findPython([["no-such-python"], fakePython("3.9.9 venv"), fakePython("3.11.0 none"), good])
      .command,
    good,
  );
});

test("a full disk, no network and a forbidden file each get their line", () => {
  const line = (/** @type {string} */ output) => problemOf("Packages", output, "log").message;
  assert.match(
    line("npm error ENOSPC: no space left on device, write"),
    /^Packages: The disk is full\.\n.*free about/,
  );
  assert.match(line("OSError: [Errno 28] No space left on device"), /The disk is full/);
  assert.match(line("npm error code ENOTFOUND"), /no network/);
  assert.match(
    line(
      "NewConnectionError: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
    ),
    /no network/,
  );
  assert.match(line("npm error EACCES: permission denied, mkdir"), /may not be written/);
  assert.match(line("THESE PACKAGES DO NOT MATCH THE HASHES"), /lock file/);
  assert.match(
    line("something\nodd happened\n"),
    /^Packages failed: odd happened\n.*read log, then: npm start/,
  );
});

test("the port is found in the arguments as JupyterLab takes it", () => {
  assert.equal(portIn(["--no-browser", "--port", "8890"]), 8890);
  assert.equal(portIn(["--port=8891"]), 8891);
  assert.equal(portIn(["--ServerApp.port=8892"]), 8892);
  assert.equal(portIn(["--no-browser"]), null);
});

test("a taken port gets one line and the command with the next port", async () => {
  const taken = createServer();
  const port = await new Promise((resolve) =>
    taken.listen(0, "127.0.0.1", () =>
      resolve(/** @type {import("node:net").AddressInfo} */ (taken.address()).port),
    ),
  );
  const child = spawn(process.execPath, [start, "--no-browser", "--port", String(port)]);
  const { code, text } = await ending(child);
  taken.close();
  assert.equal(code, 1);
  assert.equal(text.trim(), `✗ Port ${port} is taken.\n  → npm start -- --port ${port + 1}`);
});

test("an option that JupyterLab does not take ends npm start with a line, not in silence", async () => {
  const { code, text } = await ending(
    spawn(process.execPath, [start, "--no-browser", "--port=none"]),
  );
  assert.equal(code, 1);
  assert.match(
    text,
    /✗ JupyterLab ended while starting; it says why above\.\n {2}→ npm start, without what was added to it/,
  );
});

test("npm start serves the lesson to who has the token, installs nothing again, writes nothing at home, and stops", async () => {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  const began = Date.now();
  const child = spawn(process.execPath, [start, "--no-browser", "--port=0"], {
    env: {
      ...process.env,
      HOME: home,
      USERPROFILE: home,
      JUPYTER_CONFIG_DIR: join(home, "config"),
      JUPYTER_DATA_DIR: join(home, "data"),
    },
  });
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      const found = text.match(/The lesson is at (\S+)/);
      if (found) resolve(found[1]);
    });
    child.on("close", () => reject(new Error(text)));
  });
  assert.ok(Date.now() - began < 30_000, "a second start took more than 30 s");
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/lab\/tree\/01-forward\.ipynb\?token=\w{20}/);
  const specs = await (await fetch(url.replace(/lab\/tree[^?]*/, "api/kernelspecs"))).json();
  assert.deepEqual(Object.keys(specs.kernelspecs).sort(), ["python3", "tslab"]);
  assert.equal((await fetch(url.replace(/lab\/tree.*/, "api/kernelspecs"))).status, 403);
  const done = ending(child);
  child.kill("SIGTERM");
  await done;
  await assert.rejects(fetch(url), "the server still answers");
  assert.deepEqual(readdirSync(home), []);
  rmSync(home, { recursive: true });
});

/**
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ code: number | null, text: string }>}
 */
function ending(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      text += chunk;
    });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, text })));
}
