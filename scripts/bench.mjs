// `npm run bench`: measures; `npm run bench affine`: only what scripts/bench/affine.mjs measures.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = join(fileURLToPath(new URL(".", import.meta.url)), "bench");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -".mjs".length));
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown) {
  console.error(`There is no benchmark ${unknown}. → npm run bench ${names.join(" | ")}`);
  process.exit(1);
}
for (const name of names.filter((each) => wanted.length === 0 || wanted.includes(each))) {
  console.log(`── ${name} ──`);
  const { default: measure } = await import(pathToFileURL(join(folder, `${name}.mjs`)).href);
  await measure();
}
