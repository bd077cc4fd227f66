import { writeFileSync } from "node:fs";

export const typescript = { name: "tslab", language: "typescript", display_name: "TypeScript" };

/**
 * Writes a notebook of code cells that have not been run.
 *
 * @param {string} file
 * @param {string[]} sources the cells
 * @param {{ name: string, language: string, display_name: string }} kernelspec
 */
export function writeNotebook(file, sources, kernelspec = typescript) {
  const cells = sources.map((source, i) => ({
    ...{ cell_type: "code", id: `c${i}`, metadata: {}, execution_count: null, outputs: [], source },
  }));
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells };
  writeFileSync(file, JSON.stringify(notebook));
}
