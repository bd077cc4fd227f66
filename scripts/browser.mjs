// A browser to draw and to test in: an installed one; else Playwright's own download; else Debian's package where it may be installed.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { cache, root, windows } from "./setup/place.mjs";
import { Problem } from "./setup/problem.mjs";
import { run } from "./setup/run.mjs";

const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const mac = ["Google Chrome", "Chromium", "Microsoft Edge"];
const programs = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** An installed browser, or null. */
function installed() {
  const { env, platform } = process;
  const folders = (env.PATH ?? "").split(delimiter);
  const places = [
    env.CHROME_PATH ?? "",
    ...(windows
      ? [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((base) =>
          programs.map((program) => join(base ?? "", program)),
        )
      : names.flatMap((name) => folders.map((folder) => join(folder, name)))),
    ...(platform === "darwin"
      ? mac.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
      : []),
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Starts a browser without a window.
 *
 * @param {string} command the one that needs it, to be given again when a browser is there
 */
export async function openBrowser(command) {
  const executablePath = await findBrowser(command);
  const { chromium } = await import("playwright-core"); // it may have come with the set-up only just now
  return chromium.launch({ executablePath, args: flags });
}

/**
 * The path of a browser; gets one where none is installed.
 *
 * @param {string} command the one that needs it
 * @param {{ look: () => string | null, get: () => Promise<unknown> }} ways
 */
export async function findBrowser(command, ways = { look, get }) {
  const found = ways.look();
  if (found) return found;
  await ways.get().catch(() => {}); // why it failed is in the log; what helps is said below
  const got = ways.look();
  if (got) return got;
  throw new Problem("No browser was found.", `install Chrome, Chromium or Edge, then: ${command}`);
}

const look = () => installed() ?? downloaded();

/** Playwright's browser, or else Debian's. */
function get() {
  return run(
    "Browser",
    process.execPath,
    [join(root, "node_modules", "playwright-core", "cli.js"), "install", "chromium"],
    {
      env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: join(cache, "browsers") },
    },
  ).catch(debian);
}

/** The browser that Playwright has downloaded into .cache, or null. */
function downloaded() {
  const question = 'process.stdout.write(require("playwright-core").chromium.executablePath())';
  const { stdout } = spawnSync(process.execPath, ["-e", question], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: join(cache, "browsers") },
  });
  return stdout && existsSync(stdout) ? stdout : null;
}

/** Debian's package, where this user may install one. */
async function debian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("Package lists", "apt-get", ["update"], { env });
  await run(
    "Chromium from Debian",
    "apt-get",
    ["install", "-y", "--no-install-recommends", "chromium"],
    { env },
  );
}
