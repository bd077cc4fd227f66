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
  return new Map([...(locals?.keys() ?? [])].map((name) => [name, null]));
}
