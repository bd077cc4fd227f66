// The static site in a browser, from a plain host without compression: what is seen first and when, and how much is
// transferred, a page at a time with nothing cached, and once more after another page of the site has been read.
import { join } from "node:path";
import { openBrowser } from "../browser.mjs";
import { notebookNames } from "../execute.mjs";
import { exportSite } from "../export.mjs";
import { serve } from "../serve.mjs";
import { setUp } from "../setup/index.mjs";
import { cache } from "../setup/place.mjs";
import { median } from "../statistics.mjs";

const ROUNDS = 5;
const LIMITS = { first: 1000, transfer: 2.5e6 };
const SLOWER = 4; // about a phone's processor, as Lighthouse has it

export default async function measure() {
  await setUp();
  const folder = join(cache, "site-bench");
  await exportSite(folder);
  const host = await serve(folder);
  const browser = await openBrowser("npm run bench site");
  try {
    console.log(
      `First contentful paint, median of ${ROUNDS}, limit ${LIMITS.first} ms, and transfer, limit ${LIMITS.transfer / 1e6} MB`,
    );
    const titles = ["first", `${SLOWER}× slower`, "MB", "requests", "MB, cached", ""];
    console.log(row("page", titles));
    for (const name of ["index", ...notebookNames().map((file) => file.replace(".ipynb", ""))])
      console.log(row(name, await page(browser, host.url, name)));
  } finally {
    await browser.close();
    host.stop();
  }
}

/**
 * @param {string} name
 * @param {string[]} values
 */
function row(name, values) {
  return name.padEnd(16) + values.map((text) => text.padStart(12)).join("");
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} url
 * @param {string} name
 */
async function page(browser, url, name) {
  const [plain, slow] = [[], []].map(() => /** @type {Loaded[]} */ ([]));
  for (let i = 0; i < ROUNDS; i++) {
    plain.push(await load(browser, [`${url}${name}.html`]));
    slow.push(await load(browser, [`${url}${name}.html`], SLOWER));
  }
  const other = name === "01-forward" ? "02-backward" : "01-forward";
  const cached = await load(browser, [`${url}${other}.html`, `${url}${name}.html`]);
  const first = median(plain.map((each) => each.first));
  const { bytes, requests } = plain[0];
  const good = first <= LIMITS.first && bytes <= LIMITS.transfer;
  return [
    `${first.toFixed(0)} ms`,
    `${median(slow.map((each) => each.first)).toFixed(0)} ms`,
    (bytes / 1e6).toFixed(2),
    String(requests),
    (cached.bytes / 1e6).toFixed(2),
    good ? "held" : "MISSED",
  ];
}

/** @typedef {{ first: number, bytes: number, requests: number }} Loaded */

/**
 * Loads pages one after the other, in a browser that knows none of them; what is said is of the last.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string[]} urls
 * @param {number} slower how many times slower the processor is made
 * @returns {Promise<Loaded>}
 */
async function load(browser, urls, slower = 1) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  if (slower > 1) await client.send("Emulation.setCPUThrottlingRate", { rate: slower });
  let [bytes, requests] = [0, 0];
  client.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  let first = 0;
  for (const url of urls) {
    [bytes, requests] = [0, 0];
    await page.goto(url, { waitUntil: "networkidle" });
    first = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
  }
  await context.close();
  return { first, bytes, requests };
}
