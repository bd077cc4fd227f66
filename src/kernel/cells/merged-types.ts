import { posix } from "node:path";

const REFERENCE = /^\/\/\/\s*<reference\s+(path|lib)="([^"]+)"\s*\/>\s*$/gm;
const NO_DEFAULT = '/// <reference no-default-lib="true"/>\n';

/**
 * A file of types with all that it references in it.
 *
 * TypeScript's library is 56 files that add to each other's interfaces, Node's types are 60 more. Each program joins the
 * files' names anew; in one file they are joined once, when it is parsed.
 *
 * @param file its full name, with forward slashes
 * @param library the folder of TypeScript's own files; null where references to these can be left out
 * @param without files that are not put in
 * @returns the text; files that are modules, which cannot be part of another, stay references
 */
export function mergedTypes(
  file: string,
  library: string | null,
  read: (file: string) => string | undefined,
  without: Iterable<string>,
): string | undefined {
  const seen = new Set(without);
  const apart: string[] = [];
  const add = (name: string): string => {
    if (seen.has(name)) return "";
    seen.add(name);
    const text = read(name);
    if (text === undefined) return "";
    if (name !== file && /^(import|export)\b/m.test(text)) {
      apart.push(`/// <reference path="${posix.relative(posix.dirname(file), name)}" />\n`);
      return "";
    }
    return text.replace(NO_DEFAULT, "").replace(REFERENCE, (_, kind: string, to: string) => {
      if (kind === "path") return add(posix.join(posix.dirname(name), to));
      return library === null ? "" : add(`${library}lib.${to}.d.ts`);
    });
  };
  if (read(file) === undefined) return undefined;
  const text = add(file);
  return `${library === null ? "" : NO_DEFAULT}${apart.join("")}${text}`;
}
