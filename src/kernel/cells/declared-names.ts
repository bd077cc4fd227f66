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
  // @ts-expect-error because `locals` is exported, but not declared
  const locals: ReadonlyMap<string, unknown> | undefined = file.locals;
  return new Map([...(locals?.keys() ?? [])].filter(isName).map((name) => [plain(name), null]));
}

/** Takes out of a parsed file's table what no code can name: the converter would export all that is there. */
export function keepNames(file: ts.SourceFile | undefined): void {
  // @ts-expect-error because `locals` is exported, but not declared
  const locals: Map<string, unknown> | undefined = file?.locals;
  for (const key of locals?.keys() ?? []) if (!isName(key)) locals?.delete(key);
}

/** `declare global` and `declare module "fs"` have an entry in the table, too, which no code can name. */
function isName(key: string): boolean {
  return key !== ts.InternalSymbolName.Global && !key.startsWith('"');
}

/** The table has a name that begins with two underscores with three. */
const plain = (key: string) => ts.unescapeLeadingUnderscores(key as ts.__String);
