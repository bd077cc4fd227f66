// `npm run notebooks`: runs every notebook from top to bottom and rewrites it with its outputs.
import { copyFileSync } from "node:fs";
import { basename } from "node:path";
import { execute, jobs } from "./execute.mjs";
import { setUp } from "./setup/index.mjs";
import { guard, Problem } from "./setup/problem.mjs";

await guard(async () => {
  await setUp();
  const list = jobs("rewritten");
  const reports = await execute(list, ({ source, error, seconds }) =>
    console.log(
      `  ${error ? "✗" : "✓"} ${basename(source)}, ${seconds.toFixed(1)} s${error ? `\n${error}` : ""}`,
    ),
  );
  const failed = reports.filter((report) => report.error);
  if (failed.length > 0)
    throw new Problem(
      `${failed.length} of ${list.length} notebooks failed; none was rewritten.`,
      "mend the cell, then: npm run notebooks",
    );
  for (const job of list) copyFileSync(job.target, job.source);
  return 0;
});
