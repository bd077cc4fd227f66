// Other numbers for a notebook: `--set W='[[1,2],[3,4]]'` replaces what a cell declares as W.
import { Problem } from "./setup/problem.mjs";

/** How settings are given. */
export const USAGE = "npm run notebooks -- --set W='[[1,2],[3,4]]' --set seed=7";

/**
 * The settings of a command line, by name.
 *
 * @param {string[]} args
 * @returns {Map<string, string>}
 */
export function settingsOf(args) {
  const settings = new Map();
  for (let i = 0; i < args.length; i += 2) {
    const [, name, text] = /^(\w+)=(.+)$/s.exec(args[i + 1] ?? "") ?? [];
    if (args[i] !== "--set" || !name) throw new Problem(`What is ${args[i]}?`, USAGE);
    try {
      settings.set(name, JSON.stringify(JSON.parse(text)));
    } catch {
      throw new Problem(`${name} is ${text}, want a number or rows of numbers, as JSON.`, USAGE);
    }
  }
  return settings;
}

/**
 * A notebook with other numbers, or null where it declares none of the names.
 *
 * @param {string} notebook its JSON
 * @param {Map<string, string>} settings
 */
export function changed(notebook, settings) {
  const { cells, ...rest } = JSON.parse(notebook);
  const found = new Set();
  for (const cell of cells) {
    if (cell.cell_type !== "code") continue;
    let source = [cell.source].flat().join("");
    for (const [name, value] of settings) {
      if (found.has(name)) continue;
      // `const W = matrix([...])`, `const b = vector([...])`, `const seed = 1`: the numbers, not what takes them.
      const declared = new RegExp(
        `(\\bconst ${name} = (?:\\w+\\()?)(\\[[^\\]]*(?:\\][^\\]]*)*?\\]|-?[\\d.]+)(?=\\)?;)`,
      );
      if (!declared.test(source)) continue;
      source = source.replace(declared, (_, head) => head + value);
      found.add(name);
    }
    cell.source = source;
  }
  return found.size > 0 ? JSON.stringify({ cells, ...rest }) : null;
}
