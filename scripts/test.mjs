// `npm test`: sets up what is missing, then checks everything. `npm test -- unit` runs one stage alone.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { filesBelow } from "./setup/compiled.mjs";
import { setUp } from "./setup/index.mjs";
import { root } from "./setup/place.mjs";
import { guard, Problem } from "./setup/problem.mjs";

const bin = (/** @type {string[]} */ ...path) => join(root, "node_modules", ...path);
const tests = (/** @type {string} */ folder, /** @type {RegExp} */ pattern) =>
  filesBelow(join(root, folder)).filter((file) => pattern.test(file));

/** Each stage: its name, what it runs, and the command that mends most of what it finds. */
const stages = () => [
  {
    name: "format",
    args: [bin("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", root],
    mend: "npm run format",
  },
  {
    name: "types",
    args: [bin("typescript", "bin", "tsc"), "-p", "scripts"],
    mend: "npm test -- types",
  },
  {
    name: "unit",
    args: nodeTest(tests("dist", /(?<!kernel[\\/][^\\/]*)\.test\.js$/)),
    mend: "npm test -- unit",
  },
  {
    name: "kernel",
    args: nodeTest([
      ...tests("dist", /kernel[\\/][^\\/]*\.test\.js$/),
      ...tests("scripts", /kernel\.test\.mjs$/),
    ]),
    mend: "npm test -- kernel",
  },
  {
    name: "setup",
    args: nodeTest(tests("scripts", /setup\.test\.mjs$/)),
    mend: "npm test -- setup",
  },
  {
    name: "notebooks",
    args: nodeTest(tests("scripts", /(notebooks|images)\.test\.mjs$/)),
    mend: "npm run notebooks",
  },
  {
    name: "site",
    args: nodeTest(tests("scripts", /(site|export)\.test\.mjs$/)),
    mend: "npm test -- site",
  },
  {
    name: "browser",
    args: nodeTest(tests("scripts", /(lab|views)\.test\.mjs$/)),
    mend: "npm test -- browser",
  },
];

/** @param {string[]} files */
function nodeTest(files) {
  return files.length === 0 ? [] : ["--test", "--test-reporter=spec", ...files];
}

await guard(async () => {
  const wanted = process.argv.slice(2);
  await setUp();
  const all = stages().filter(({ args }) => args.length > 0);
  const unknown = wanted.find((name) => !all.some((stage) => stage.name === name));
  if (unknown)
    throw new Problem(
      `There is no stage ${unknown}.`,
      `npm test -- ${all.map((stage) => stage.name).join(" | ")}`,
    );
  const chosen = all.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const failed = chosen.filter((stage) => !passes(stage));
  console.log(`\n${chosen.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0)
    console.error(failed.map(({ name, mend }) => `✗ ${name} → ${mend}`).join("\n"));
  return failed.length > 0 ? 1 : 0;
});

/** @param {{ name: string, args: string[] }} stage */
function passes({ name, args }) {
  const start = Date.now();
  console.log(`\n── ${name} ──`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  console.log(
    `── ${name}: ${status === 0 ? "passed" : "FAILED"}, ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  return status === 0;
}
