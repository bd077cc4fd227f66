import * as ts from "@tslab/typescript-for-tslab";

/**
 * The names that a cell declares at its top level, by its syntax alone.
 *
 * @returns a map with a key for each name, as the binder's table of locals has them
 */
export function declaredNames(source: string, fileName: string): Map<string, null> {
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest);
  // @ts-expect-error because `bindSourceFile` is exported, but not declared; it is what fills `locals`
  ts.bindSourceFile(file, {});
  return new Map([...tableOf(file).keys()].filter(isName).map((key) => [plain(key), null]));
}

/** Takes out of a parsed file's table what no code can name: the converter would export all that is there. */
export function keepNames(file: ts.SourceFile): void {
  const table = tableOf(file);
  for (const key of table.keys()) if (!isName(key)) table.delete(key);
}

/** A file's table of the names at its top level, by their keys. */
function tableOf(file: ts.SourceFile): Map<string, unknown> {
  return file.locals ?? new Map();
}

/** `declare global` and `declare module "fs"` have an entry in the table, too, which no code can name. */
function isName(key: string): boolean {
  return key !== ts.InternalSymbolName.Global && !key.startsWith('"');
}

/** The table has a name that begins with two underscores with three. */
const plain = (key: string) => ts.unescapeLeadingUnderscores(key as ts.__String);
