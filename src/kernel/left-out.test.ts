// Which of Node's modules are read only when a cell imports one: by the words of their files, held against TypeScript's
// own reading of them.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as ts from "@tslab/typescript-for-tslab";
import { leftOut } from "./cells/left-out";
import { mergedTypes } from "./cells/merged-types";

const folder = join(__dirname, "..", "..", "node_modules", "@types", "node").replace(/\\/g, "/");
const index = `${folder}/ts5.6/index.d.ts`;
const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
const parse = (text: string) => ts.createSourceFile("types.d.ts", text, ts.ScriptTarget.Latest);

/** The modules that a file declares, and those that it names, but for the table of process.getBuiltinModule. */
function modulesOf(file: ts.SourceFile) {
  const declared = new Set<string>();
  const named = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text === "BuiltInModule") return;
    if (ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name)) declared.add(node.name.text);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) name(node.moduleSpecifier);
    if (ts.isExternalModuleReference(node)) name(node.expression);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      name(node.argument.literal);
    ts.forEachChild(node, visit);
  };
  const name = (node: ts.Node | undefined) => {
    if (node && ts.isStringLiteral(node)) named.add(node.text);
  };
  visit(file);
  return { declared, named };
}

test("what is left out is missed by nothing that stays, and declares nothing but modules", () => {
  const left = leftOut(index, read);
  for (const name of ["inspector", "node:inspector", "http2", "node:test"])
    assert.ok(left.has(name), name);
  for (const name of ["fs", "node:process", "events", "url", "timers"])
    assert.ok(!left.has(name), name);
  const stays = modulesOf(parse(mergedTypes(index, null, read, left.values()) ?? ""));
  assert.deepEqual(
    [...stays.named].filter((name) => left.has(name)),
    [],
  );
  assert.deepEqual(
    [...left.keys()].filter((name) => stays.declared.has(name)),
    [],
  );
  for (const file of new Set(left.values())) {
    const { statements } = parse(read(file) ?? "");
    assert.ok(statements.length > 0, file);
    for (const statement of statements) {
      assert.ok(ts.isModuleDeclaration(statement) && ts.isStringLiteral(statement.name), file);
      const body = statement.body as ts.ModuleBlock; // because a module that is declared by a string has one
      for (const inner of body.statements)
        assert.ok(!(inner.flags & ts.NodeFlags.GlobalAugmentation), `${file}: declares for all`);
    }
  }
});

test("with what is left out, everything that Node's types declare is there", () => {
  const left = leftOut(index, read);
  const all = modulesOf(parse(mergedTypes(index, null, read, []) ?? "")).declared;
  const stays = modulesOf(parse(mergedTypes(index, null, read, left.values()) ?? "")).declared;
  assert.deepEqual(new Set([...stays, ...left.keys()]), all);
});
