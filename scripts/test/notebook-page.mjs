// What a reader does with an open notebook.

/**
 * Waits until the notebook's kernel is there.
 *
 * @param {import("playwright-core").Page} page
 * @param {string | RegExp} name as the toolbar shows it
 */
export function kernelThere(page, name = "TypeScript") {
  const shown = page.locator(".jp-Toolbar-kernelName").filter({ hasText: name });
  return shown.waitFor({ state: "attached" });
}

/**
 * Chooses Run → Run All Cells.
 *
 * @param {import("playwright-core").Page} page
 */
export async function runAll(page) {
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Run All Cells/ }).click();
}
