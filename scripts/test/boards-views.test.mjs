// The practice board and the training that is watched, in a real JupyterLab in a real browser.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { startBench } from "./bench.mjs";
import { writeNotebook } from "./notebook-file.mjs";
import { axeFinds, rerun, runCopy } from "./notebook-page.mjs";

const PRACTICE = [
  `import { check, exercise, matrix, practiceBoard, vector } from "affine-notebooks";
const task = {
  x: matrix([[2, 1], [1, 3], [3, 2]]),
  W: matrix([[3, 2, 1, 4], [1, 2, 3, 2]]),
  b: vector([1, 2, 1, 0.5]),
  dout: matrix([[1, 0, 2, 1], [0, 3, 1, 1], [2, 1, 0, 1]]),
};
const board = practiceBoard(task);
board`,
  "check(task, board.value)",
  "practiceBoard(exercise(1, 3))",
];
const TRAINING = [
  `import { curveNetwork, wave, watchTraining } from "affine-notebooks";
const { x, y } = wave(4, 24);
const view = watchTraining(curveNetwork(4, 8), x, y, 0.1);
view`,
  "const { rate, steps, loss } = view.value;\n({ rate, steps, falls: loss < 1.1 })",
];

/** @type {Awaited<ReturnType<typeof startBench>>} */
let bench;

before(async () => {
  bench = await startBench("boards-test", (folder) => {
    writeNotebook(join(folder, "practice.ipynb"), PRACTICE);
    writeNotebook(join(folder, "training.ipynb"), TRAINING);
  });
});

after(() => bench?.stop());

/** @typedef {import("playwright-core").Locator} Locator */

/** A cell's name is followed by how it is judged. */
const answer = (/** @type {Locator} */ view, /** @type {string} */ name) =>
  view.locator(`input[aria-label^="${name}"]`);
const judged = (/** @type {Locator} */ view, /** @type {string} */ name) =>
  answer(view, name).getAttribute("aria-label");

/**
 * @param {Locator} view
 * @param {string} gradient
 * @param {string[][]} rows
 */
async function type(view, gradient, rows) {
  for (const [r, row] of rows.entries())
    for (const [c, text] of row.entries())
      await answer(view, `${gradient}[${rows.length === 1 ? c : `${r}, ${c}`}]`).fill(text);
}

test("each cell is judged as it is typed, a slip is named, and check in the next cell says the same", async () => {
  const { page, view, notebook, complaints } = await runCopy(bench, "practice.ipynb", 3, {
    height: 6000,
  });
  const board = view(0);
  await board.waitFor();
  await type(board, "db", [["3", "4", "2.998", "1"]]);
  assert.equal(await judged(board, "db[2]"), "db[2], right"); // two decimals are enough
  assert.equal(await judged(board, "db[3]"), "db[3], not right yet");
  await answer(board, "db[3]").fill("3");
  await type(board, "dx", [
    ["7", "3"],
    ["4", "x"],
  ]);
  assert.equal(await judged(board, "dx[1, 1]"), "dx[1, 1], not a number");
  assert.match((await board.textContent()) ?? "", /dx\[1, 1\]: “x” is not a number/);
  assert.equal(await answer(board, "dx[1, 1]").inputValue(), "x"); // what was typed stays
  // dW divided by N = 3: the mean for the sum.
  const mean = [
    [8, 6, 5, 6],
    [5, 11, 5, 6],
  ].map((row) => row.map((v) => (v / 3).toFixed(2)));
  await type(board, "dW", mean);
  assert.match((await board.textContent()) ?? "", /1 of 3 right/);
  await page.waitForTimeout(300);
  const cell = await rerun(notebook, 1);
  const [said, own] = [await cell.textContent(), await board.textContent()];
  for (const words of ["xᵀ·dout / N", "This is a mean over the samples, not their sum"]) {
    assert.ok(own?.includes(words), `the board does not say ${words}: ${own}`);
    assert.ok(said?.includes(words), `check does not say ${words}: ${said}`);
  }
  assert.match(said ?? "", /db: right/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("hints come step by step, the sums only when asked for, and undo brings back what Clear all took", async () => {
  const { page, view } = await runCopy(bench, "practice.ipynb", 3, { height: 6000 });
  const board = view(0);
  await board.getByRole("button", { name: "Hint for dW (0 of 3)" }).click();
  assert.match((await board.textContent()) ?? "", /1\. dW has the shape of W: \(2, 4\)\./);
  assert.doesNotMatch((await board.textContent()) ?? "", /dW = xᵀ·dout/);
  for (const name of ["(1 of 3)", "(2 of 3)"])
    await board.getByRole("button", { name: `Hint for dW ${name}` }).click();
  assert.match((await board.textContent()) ?? "", /3\. dW = xᵀ·dout/);
  assert.doesNotMatch((await board.textContent()) ?? "", /= 8/);
  await board.getByRole("button", { name: "Show the sums" }).nth(1).click();
  assert.match((await board.textContent()) ?? "", /2·1 \+ 1·0 \+ 3·2 = 8/);
  await type(board, "db", [["3", "4", "3", "3"]]);
  await board.getByRole("button", { name: "Clear all" }).click();
  assert.equal(await answer(board, "db[1]").inputValue(), "");
  await board.getByRole("button", { name: "Undo" }).click();
  assert.equal(await answer(board, "db[1]").inputValue(), "4");
  await page.close();
});

test("what was typed is there again when the cell is run again, and in a page that is loaded anew", async () => {
  const { page, view, notebook } = await runCopy(bench, "practice.ipynb", 3, { height: 6000 });
  await type(view(0), "db", [["3", "", "no"]]);
  await rerun(notebook, 0);
  const again = view(0);
  await page.waitForFunction(() => {
    const input = document.querySelector('.an-view input[aria-label^="db[0]"]');
    return input instanceof HTMLInputElement && input.value === "3";
  });
  assert.equal(await answer(again, "db[2]").inputValue(), "no");
  await page.waitForTimeout(300);
  const cell = await rerun(notebook, 1);
  assert.match(
    (await cell.textContent()) ?? "",
    /db: not complete yet; still missing: \[1\], \[2\]/,
  );
  await page.close();
});

test("an image of three axes is a table a sample, and axe finds nothing serious on a board", async () => {
  const { page, view } = await runCopy(bench, "practice.ipynb", 3, { height: 6000, width: 800 });
  const board = view(1);
  await board.waitFor();
  assert.equal(await answer(board, "dx[1, 2, 1]").count(), 1);
  await answer(board, "dx[0, 0, 0]").focus();
  await page.keyboard.press("ArrowDown");
  assert.match(
    (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "",
    /^dx\[0, 1, 0\]/,
  );
  const wide = await board.evaluate((each) => each.scrollWidth - each.clientWidth);
  assert.ok(wide <= 1, `the board is ${wide} px wider than its cell`);
  assert.deepEqual(await axeFinds(page), []);
  await page.close();
});

test("a network learns while it is watched, a rate that is too large is said, and the kernel knows where it stands", async () => {
  const { page, view, notebook, complaints } = await runCopy(bench, "training.ipynb", 2, {
    height: 3000,
  });
  const training = view(0);
  await training.locator(".main-svg").first().waitFor();
  await training.getByRole("button", { name: "One step" }).click();
  assert.match(
    (await training.textContent()) ?? "",
    /Step 1: loss 0\.\d+\. The last step: predicted drop 1\.336, real drop 0\.6622\./,
  );
  await training.getByRole("button", { name: "▶ Train" }).click();
  await page.waitForFunction(() =>
    /Step [2-9]\d/.test(document.querySelector(".an-view")?.textContent ?? ""),
  );
  await training.getByRole("button", { name: "⏸ Pause" }).click();
  const alt = await training.locator(".an-chart").getAttribute("aria-label");
  assert.match(alt ?? "", /24 points and the network's curve after/);
  await page.waitForTimeout(300);
  const cell = await rerun(notebook, 1);
  assert.match((await cell.textContent()) ?? "", /rate: 0\.1, steps: \d\d+, falls: true/);
  await training.getByRole("slider").fill("0.5");
  await training.getByRole("button", { name: "Start again" }).click();
  await training.getByRole("button", { name: "▶ Train" }).click();
  await training.getByText("It has run away: the rate is too large").waitFor();
  assert.equal(await training.getByRole("button", { name: "▶ Train" }).count(), 1);
  assert.deepEqual(complaints, []);
  await page.close();
});
