import { posix } from "node:path";

const COMMENT = /\/\*[\s\S]*?\*\//g;
const REFERENCE = /^\/\/\/\s*<reference\s+path="([^"]+)"/gm;
const MODULE = /^declare module ["']([^"']+)["']/gm;
/** What a file has beside its modules, or in them, for all files. */
const GLOBAL =
  /^(declare (?!module ["'])|interface |type |namespace |var |function )|^\s+global \{/m;
const IMPORT = /\b(?:from|import|require)\b\s*\(?\s*["']([^"']+)["']/g;
/** A line of the table of what process.getBuiltinModule gives, which names every module there is. */
const IN_TABLE = /^\s*["']([^"']+)["']: typeof import\(["']\1["']\);$/gm;

/**
 * Node's modules whose types nothing else needs: neither what is there without an import nor a module that this imports.
 * They are a third of Node's types, inspector and http2 above all, and next to no cell imports one.
 *
 * @param index the file that references all of them, its full name with forward slashes
 * @returns the file of each such module, by the module's name
 */
export function leftOut(
  index: string,
  read: (file: string) => string | undefined,
): Map<string, string> {
  const texts = new Map<string, string>();
  const gather = (file: string): void => {
    const text = texts.has(file) ? undefined : read(file);
    if (text === undefined) return;
    texts.set(file, text.replace(COMMENT, "").replace(IN_TABLE, ""));
    for (const [, to] of text.matchAll(REFERENCE)) gather(posix.join(posix.dirname(file), to));
  };
  gather(index);
  const fileOf = new Map<string, string>();
  for (const [file, text] of texts)
    for (const [, name] of text.matchAll(MODULE)) fileOf.set(name, file);
  const files = new Set(fileOf.values());
  const needed = new Set<string>();
  const need = (file: string | undefined): void => {
    if (file === undefined || needed.has(file)) return;
    needed.add(file);
    for (const [, name] of (texts.get(file) ?? "").matchAll(IMPORT)) need(fileOf.get(name));
  };
  for (const [file, text] of texts) if (!files.has(file) || GLOBAL.test(text)) need(file);
  return new Map([...fileOf].filter(([, file]) => !needed.has(file)));
}
