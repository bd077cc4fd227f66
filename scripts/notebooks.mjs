// `npm run notebooks`: runs every notebook from top to bottom and rewrites it with its outputs, and with a picture of each chart.
// `npm run notebooks -- --set W='[[1,2],[3,4]]'`: runs copies with other numbers; the originals stay.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { execute, jobs } from "./execute.mjs";
import { drawImages, placeImages } from "./images.mjs";
import { changed, settingsOf, USAGE } from "./parameters.mjs";
import { setUp } from "./setup/index.mjs";
import { cache, root } from "./setup/place.mjs";
import { guard, Problem } from "./setup/problem.mjs";

await guard(async () => {
  const settings = settingsOf(process.argv.slice(2));
  await setUp();
  const own = settings.size > 0;
  const list = own ? copies(settings) : jobs("rewritten");
  const reports = await execute(list, ({ source, error, seconds }) =>
    console.log(
      `  ${error ? "✗" : "✓"} ${basename(source)}, ${seconds.toFixed(1)} s${error ? `\n${error}` : ""}`,
    ),
  );
  const failed = reports.filter((report) => report.error);
  if (failed.length > 0)
    throw new Problem(
      `${failed.length} of ${list.length} notebooks failed; none was rewritten.`,
      own
        ? "other numbers need the shapes of the old ones"
        : "mend the cell, then: npm run notebooks",
    );
  if (own) {
    const folder = join(root, "executed");
    mkdirSync(folder, { recursive: true });
    for (const { target } of list) copyFileSync(target, join(folder, basename(target)));
    console.log(`The copies are in ${folder}; the originals stay as they are.`);
  } else {
    const missing = Object.assign({}, ...reports.map((report) => report.missing));
    const images = await drawImages(missing, "npm run notebooks");
    const count = Object.keys(images).length;
    if (count > 0)
      placeImages(
        list.map(({ target }) => target),
        images,
      );
    console.log(`${count} pictures drawn; the others are of the same figures as before.`);
    for (const job of list) copyFileSync(job.target, job.source);
  }
  return 0;
});

/**
 * A job for each notebook that has one of the names, its source a changed copy.
 *
 * @param {Map<string, string>} settings
 */
function copies(settings) {
  const folder = join(cache, "executed", "changed");
  mkdirSync(folder, { recursive: true });
  const list = jobs("set").flatMap((job) => {
    const other = changed(readFileSync(job.source, "utf8"), settings);
    if (!other) return [];
    const source = join(folder, basename(job.source));
    writeFileSync(source, other);
    return [{ ...job, source }];
  });
  if (list.length > 0) return list;
  const names = [...settings.keys()].join(", ");
  throw new Problem(`No notebook declares ${names}.`, USAGE);
}
