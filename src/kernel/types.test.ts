// What one cell leaves in the compiler for the next: the names and types it should, and nothing else.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { TestKernel } from "./test-client";
import { ours, withKernel } from "./testing";

/** What a cell ends in: its value as text, or the first message of its error. */
async function ending(kernel: TestKernel, code: string): Promise<unknown> {
  const { reply, of } = await kernel.run(code);
  if (reply.content.status === "error") return reply.content.evalue;
  const data = of("execute_result")[0]?.data as Record<string, string> | undefined;
  return data?.["text/plain"];
}

/** In the lesson's folder, where Node's types are this project's own. */
const inLesson = { ...ours, cwd: join(__dirname, "..", "..", "notebooks") };

const NOT_NUMBER = "Type 'string' is not assignable to type 'number'.";

test(
  "the same mistake at the same place is told each time, and mended it is told no more",
  withKernel(async (kernel) => {
    for (let i = 0; i < 2; i++)
      assert.equal(await ending(kernel, 'const n: number = "1";'), NOT_NUMBER);
    assert.equal(
      await ending(kernel, "const n: number = 1_;\nn"),
      "Numeric separators are not allowed here.",
    );
    assert.equal(await ending(kernel, "const n: number = 1;\nn"), "1");
    assert.equal(await ending(kernel, 'const n: number = "1";'), NOT_NUMBER);
    assert.equal(await ending(kernel, "await Promise.resolve(n + 1)"), "2");
    assert.equal(await ending(kernel, "n.toFixed(1)"), "'1.0'");
  }),
);

test(
  "declarations that cannot be written down stop the cell, each time, and leave nothing",
  withKernel(async (kernel) => {
    const hidden =
      "Property 'secret' of exported class expression may not be private or protected.";
    const code = "const make = () => class { private secret = 1; };\nconst one = 1;";
    for (let i = 0; i < 2; i++) assert.equal(await ending(kernel, code), hidden);
    assert.equal(await ending(kernel, "typeof one"), "Cannot find name 'one'.");
    assert.equal(await ending(kernel, "const one = 1;\none"), "1");
  }),
);

test(
  "types of Node's modules are there when a cell imports one, or gets one without an import",
  withKernel(async (kernel) => {
    for (const module of ["path", "node:path"]) {
      const code = `import { join } from "${module}";\nconst n: number = join("a");`;
      assert.equal(await ending(kernel, code), NOT_NUMBER);
    }
    const got = 'const url = process.getBuiltinModule("node:inspector").url;';
    assert.equal(await ending(kernel, `${got}\nconst n: number = url.name;`), NOT_NUMBER);
    assert.equal(await ending(kernel, got), undefined);
    assert.equal(await ending(kernel, "const n: number = url.name;"), NOT_NUMBER);
    assert.equal(await ending(kernel, "url.name"), "'url'");
    assert.equal(
      await ending(kernel, 'import { run } from "test";'),
      "Cannot find module 'test' or its corresponding type declarations.",
    );
  }, inLesson),
);

test(
  "half-written code that was completed or inspected leaves no error to the cell that is run",
  withKernel(async (kernel) => {
    await kernel.run("const point = { left: 1, right: 2 };");
    const half = 'const n: number = "1";\npoint.le';
    const [done, , told] = await Promise.all([
      kernel.ask("complete_request", { code: half, cursor_pos: half.length }),
      kernel.ask("inspect_request", { code: half, cursor_pos: 7, detail_level: 0 }),
      kernel.run("const n: number = 7;\npoint.left + n"),
    ]);
    assert.ok((done.reply.content.matches as string[]).includes("left"));
    assert.equal(told.reply.content.status, "ok");
    assert.equal(await ending(kernel, half), `${NOT_NUMBER} (and 1 more)`);
  }),
);

test(
  "a name declared again has its new type in the next cell, sent at once or completed",
  withKernel(async (kernel) => {
    const cells = ['let v = "a";', "let v = [1, 2];", "v.map((n) => 2 * n)"].map((code) =>
      kernel.cell(code),
    );
    const code = "v.pus";
    const asked = kernel.send("shell", "complete_request", { code, cursor_pos: code.length });
    const [, , last] = await Promise.all(cells.map((cell) => kernel.done(cell)));
    assert.deepEqual(last.of("execute_result")[0].data, { "text/plain": "[ 2, 4 ]" });
    assert.ok(((await kernel.done(asked)).reply.content.matches as string[]).includes("push"));
    assert.equal(
      await ending(kernel, "v.toUpperCase()"),
      "Property 'toUpperCase' does not exist on type 'number[]'.",
    );
  }),
);

test(
  "what a cell adds to the types of all files is there in the next, if the cell has run",
  withKernel(async (kernel) => {
    const added = "declare global { interface Array<T> { sum?(): number } }";
    const unknown = "Property 'sum' does not exist on type 'number[]'.";
    assert.equal(await ending(kernel, `${added}\nconst n: number = "1";`), NOT_NUMBER);
    assert.equal(await ending(kernel, "[1].sum"), unknown);
    assert.equal(await ending(kernel, `${added}\n[1, 2].sum?.() ?? "none"`), "'none'");
    assert.equal(await ending(kernel, 'const n = 7;\n[n].sum?.() ?? "none"'), "'none'");
    assert.equal(await ending(kernel, 'declare module "fs" { interface Own { n: 1 } }\nn'), "7");
  }),
);

test(
  "a name that begins with two underscores is a name like others",
  withKernel(async (kernel) => {
    assert.equal(await ending(kernel, "const __x = 1;\nconst ___y = 2;\n__x"), "1");
    assert.equal(await ending(kernel, "__x + ___y"), "3");
  }),
);

test("a reader's own module is read again when it is newer, and other cells go on", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kernel-own-"));
  const write = (text: string) => writeFileSync(join(folder, "own.ts"), text);
  write("export const size: number = 1;\n");
  const here = { ...ours, cwd: folder };
  await withKernel(async (kernel) => {
    const use = 'import { size } from "./own";\nsize.toFixed(1)';
    assert.equal(await ending(kernel, use), "'1.0'");
    assert.equal(await ending(kernel, "const m = size + 1;\nm"), "2");
    write('export const size: string = "large";\n');
    assert.match(String(await ending(kernel, use)), /'toFixed' does not exist on type 'string'/);
    assert.equal(await ending(kernel, "m"), "2");
  }, here)();
  rmSync(folder, { recursive: true });
});

test(
  "types stay right over more cells than one checker serves",
  withKernel(async (kernel) => {
    for (let i = 0; i < 120; i++) {
      const code = `class Step { readonly n${i} = ${i}; }\nconst step = new Step();\nstep.n${i}`;
      assert.equal(await ending(kernel, code), String(i));
    }
    assert.match(String(await ending(kernel, "step.n0")), /'n0' does not exist on type 'Step'/);
  }),
);
