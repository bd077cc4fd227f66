// Makes the image of the process that runs cells (src/kernel/image.ts): a bundle of src/kernel/cells with tslab's converter
// and executor and their TypeScript, and a snapshot of it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "./setup/compiled.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const cells = join(root, "src", "kernel", "cells");
const require = createRequire(import.meta.url);

/** Where most cells will be run, and what they begin with: the snapshot holds the types of these. */
const lesson = {
  folder: join(root, "notebooks"),
  cells: ['import { matrix } from "affine-notebooks";'],
};

/** What the image is made from, in one word. */
function sourcesNow() {
  const hash = createHash("sha256").update(process.version).update(root);
  const files = [fileURLToPath(import.meta.url), join(root, "package-lock.json")];
  for (const folder of [cells, dirname(cells)])
    for (const name of readdirSync(folder).filter((each) => each.endsWith(".ts")))
      files.push(join(folder, name));
  for (const file of filesBelow(join(root, "dist"))) // the lesson's types, which the snapshot holds
    if (/(?<!\.test)\.d\.ts$/.test(file)) files.push(file);
  for (const file of files.sort()) hash.update(readFileSync(file));
  return hash.digest("hex");
}

/** Whether the image is there and made from the sources as they are. */
export function kernelIsCurrent() {
  const { image, snapshotNote } = require(join(root, "dist", "kernel", "image.js"));
  const made = join(image.folder, "sources");
  return (
    [made, image.bundle, image.note].every((file) => existsSync(file)) &&
    readFileSync(made, "utf8") === sourcesNow() &&
    readFileSync(image.note, "utf8") === snapshotNote()
  );
}

export async function buildKernel() {
  const { image, NODE_OPTIONS, snapshotNote } = require(join(root, "dist", "kernel", "image.js"));
  mkdirSync(image.folder, { recursive: true });
  rmSync(image.note, { force: true });
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(cells, "main.ts")],
    outfile: image.bundle,
    ...{
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      minify: true,
      logLevel: "warning",
    },
    external: ["zeromq"], // tslab's own server would use it; it is not started
    plugins: [seams],
  });
  const making = ["--snapshot-blob", image.snapshot, "--build-snapshot", image.bundle];
  const made = spawnSync(process.execPath, [...NODE_OPTIONS, ...making, ...lesson.cells], {
    cwd: lesson.folder,
    encoding: "utf8",
  });
  // Without a snapshot the kernel starts from the bundle: slower, and right.
  if (made.status === 0) writeFileSync(image.note, snapshotNote());
  else console.warn(`build: no snapshot of the kernel, it will start slower.\n${made.stderr}`);
  writeFileSync(join(image.folder, "sources"), sourcesNow());
}

/** TypeScript makes a checker for each program. Here the program's host may give one: src/kernel/cells/checkers.ts. */
const checker = {
  made: "= createTypeChecker(program)",
  given: "= (host.checkerFor ?? createTypeChecker)(program)",
};

/** Where our files stand between tslab and what it imports, and where tslab and TypeScript are told their own folders. */
const seams = {
  name: "seams",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    const between = (/** @type {RegExp} */ filter, /** @type {string} */ file) =>
      build.onResolve({ filter }, ({ importer }) =>
        /[\\/]tslab[\\/]dist[\\/]/.test(importer) ? { path: join(cells, file) } : undefined,
      );
    between(/^@tslab\/typescript-for-tslab$/, "typescript.ts");
    between(/^vm$/, "vm.ts");
    build.onLoad(
      { filter: /[\\/](tslab[\\/]dist[\\/]|typescript-for-tslab[\\/]lib[\\/]).*\.js$/ },
      ({ path }) => {
        const contents = readFileSync(path, "utf8")
          .replace(/\b__dirname\b/g, JSON.stringify(dirname(path)))
          .replace(/\b__filename\b/g, JSON.stringify(path));
        if (!/[\\/]typescript\.js$/.test(path)) return { contents, loader: "js" };
        if (contents.split(checker.made).length !== 2)
          throw new Error(`${path} does not make its checker as TypeScript 5.0.4 does`);
        return { contents: contents.replace(checker.made, checker.given), loader: "js" };
      },
    );
  },
};
