import * as ts from "@tslab/typescript-for-tslab";
import { leftOut } from "./left-out";
import { mergedTypes } from "./merged-types";

/** Files that do not change while the kernel runs: TypeScript's own, and what is installed. */
const INSTALLED = /\/node_modules\//;

/** TypeScript's and Node's files that are parsed with all that they reference. */
const LIBRARY = /\/lib\.es\d+\.d\.ts$/;
const NODE = /\/@types\/node\/(ts[\d.]+\/)?index\.d\.ts$/;

/** Shared by all programs of the process; a snapshot of the process holds them. */
const parsed = new Map<string, ts.SourceFile>();
const modules = new Map<string, ts.ResolvedModuleFull | undefined>();
const typings = new Map<string, ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations>();
/** Modules of Node that are no part of its merged types: a program has them when a file imports them. */
const apart = new Map<string, string>();

/** The files of all modules of Node that a program has only when a file imports them. */
export function filesApart(): Set<string> {
  return new Set(apart.values());
}

/**
 * What a program reads from: each installed file once, others when they are newer than before.
 *
 * @param inMemory the files that are the converter's own; it alone knows what is in them
 */
export function createHost(
  options: ts.CompilerOptions,
  system: ts.System,
  inMemory: ReadonlySet<string>,
): ts.CompilerHost {
  const library = ts.getDefaultLibFilePath(options).replace(/[^/\\]*$/, "");
  const versions = new Map<string, { version: unknown; file: ts.SourceFile }>();
  const read = (file: string) => system.readFile(file);
  const textOf = (name: string) => {
    if (LIBRARY.test(name) && name.startsWith(library)) return mergedTypes(name, library, read, []);
    if (!NODE.test(name)) return read(name);
    apart.clear(); // the snapshot's folder may have had another version of these types
    for (const [module, file] of leftOut(name, read)) apart.set(module, file);
    return mergedTypes(name, null, read, apart.values());
  };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    readFile: (name) => system.readFile(name),
    fileExists: (name) => system.fileExists(name),
    directoryExists: (name) => system.directoryExists(name),
    getCurrentDirectory: () => system.getCurrentDirectory(),
    getDefaultLibLocation: () => library,
    getSourceFile(name, languageVersion) {
      const fixed = INSTALLED.test(name) && !inMemory.has(name);
      const known = fixed ? parsed.get(name) : undefined;
      if (known) return known;
      // The converter's own files are parsed each time, also when their text is as before: it writes into the result.
      const kept = !fixed && !inMemory.has(name);
      const version = kept ? system.getModifiedTime?.(name)?.getTime() : undefined;
      const before = kept ? versions.get(name) : undefined;
      if (before && before.version === version) return before.file;
      const text = textOf(name);
      if (text === undefined) return undefined;
      if (before && before.file.text === text) {
        before.version = version; // written again as it was, as by a build
        return before.file;
      }
      const file = ts.createSourceFile(name, text, languageVersion);
      if (fixed) parsed.set(name, file);
      if (kept) versions.set(name, { version, file });
      return file;
    },
    resolveModuleNameLiterals(literals, containing) {
      const folder = containing.slice(0, containing.lastIndexOf("/"));
      return literals.map(({ text }) => {
        const file = NODE.test(containing) ? undefined : apart.get(text);
        if (file) {
          const resolved = { resolvedFileName: file, isExternalLibraryImport: true };
          return { resolvedModule: { ...resolved, extension: ts.Extension.Dts } };
        }
        const key = `${folder}\0${text}`;
        if (modules.has(key)) return { resolvedModule: modules.get(key) };
        const found = ts.resolveModuleName(text, containing, options, host).resolvedModule;
        // What a reader's file misses may be there the next time; what an installed file misses is Node's own.
        const lasting = found ? !text.startsWith(".") : INSTALLED.test(containing);
        if (lasting) modules.set(key, found);
        return { resolvedModule: found };
      });
    },
    resolveTypeReferenceDirectiveReferences(references, containing) {
      return references.map((reference) => {
        const name = typeof reference === "string" ? reference : reference.fileName;
        const key = `${containing.slice(0, containing.lastIndexOf("/"))}\0${name}`;
        const known = typings.get(key);
        if (known) return known;
        const found = ts.resolveTypeReferenceDirective(name, containing, options, host);
        if (found.resolvedTypeReferenceDirective) typings.set(key, found);
        return found;
      });
    },
  };
  return host;
}
