// Cells as a front end runs them: results, errors, output, order. Each test starts the real process.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep, withKernel } from "./testing";

test(
  "the last expression is an execute_result without colours, and the code an execute_input",
  withKernel(async (kernel) => {
    const { reply, of } = await kernel.run('const a = { n: 1, s: "x" };\na');
    assert.equal(reply.content.status, "ok");
    assert.equal(reply.content.execution_count, 1);
    assert.deepEqual(of("execute_input"), [
      { code: 'const a = { n: 1, s: "x" };\na', execution_count: 1 },
    ]);
    assert.deepEqual(of("execute_result"), [
      { execution_count: 1, data: { "text/plain": "{ n: 1, s: 'x' }" }, metadata: {} },
    ]);
    assert.deepEqual(
      of("status").map((content) => content.execution_state),
      ["busy", "idle"],
    );
  }),
);

test(
  "a value that shows itself gives its forms, with text beside them",
  withKernel(async (kernel) => {
    const code = '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>1</b>" }) })';
    const [result] = (await kernel.run(code)).of("execute_result");
    const data = result.data as Record<string, string>;
    assert.equal(data["text/html"], "<b>1</b>");
    assert.match(data["text/plain"], /Jupyter\.display/);
    const failing = await kernel.run(
      '({ [Symbol.for("Jupyter.display")]() { throw new Error("no picture"); } })',
    );
    assert.equal(failing.reply.content.evalue, "no picture");
  }),
);

test(
  "a thrown error names the cell's own line, quotes it, and shows no frame of the kernel",
  withKernel(async (kernel) => {
    const code = [
      "interface Shape { rows: number }",
      "",
      "function check(shape: Shape): void {",
      '  if (shape.rows < 1) throw new RangeError("no rows");',
      "}",
      "check({ rows: 0 });",
    ].join("\n");
    const { reply, of } = await kernel.run(code);
    const [error] = of("error");
    assert.deepEqual(
      [error.ename, error.evalue, reply.content.status, reply.content.ename],
      ["RangeError", "no rows", "error", "RangeError"],
    );
    assert.deepEqual(error.traceback, [
      "RangeError: no rows",
      '  4 |   if (shape.rows < 1) throw new RangeError("no rows");',
      "    |                             ^",
      "    at check (cell [1]:4:29)",
      "    at cell [1]:6:1",
    ]);
    assert.deepEqual(reply.content.traceback, error.traceback);
  }),
);

test(
  "a function of an earlier cell is named by that cell's line",
  withKernel(async (kernel) => {
    await kernel.run('// a comment\nfunction fail() { throw new Error("here"); }');
    const [error] = (await kernel.run("fail()")).of("error");
    assert.deepEqual((error.traceback as string[]).slice(3), [
      "    at fail (cell [1]:2:25)",
      "    at cell [2]:1:1",
    ]);
  }),
);

test(
  "non-errors, rejected promises, unhandled ones and causes are errors of the cell",
  withKernel(async (kernel) => {
    const failed = async (code: string) => (await kernel.run(code)).of("error")[0];
    assert.equal((await failed("throw 42")).evalue, "42");
    assert.equal((await failed("throw undefined")).evalue, "undefined");
    assert.equal((await failed("throw { a: 1 }")).evalue, "{ a: 1 }");
    assert.equal((await failed('await Promise.reject(new TypeError("r"))')).ename, "TypeError");
    assert.equal(
      (await failed('void Promise.reject(new Error("floating")); 5')).evalue,
      "floating",
    );
    const outer = await failed('throw new Error("outer", { cause: new Error("inner") })');
    assert.match(
      (outer.traceback as string[]).join("\n"),
      /Error: outer[\s\S]*caused by:\nError: inner/,
    );
  }),
);

test(
  "a compile error shows every diagnostic with its line, and nothing of the cell runs",
  withKernel(async (kernel) => {
    await kernel.run("let runs = 0;");
    const { of } = await kernel.run('runs++;\nconst n: number = "one";\nmissing(n);');
    const [{ ename, evalue, traceback }] = of("error");
    assert.equal(ename, "CompileError");
    assert.equal(evalue, "Type 'string' is not assignable to type 'number'. (and 1 more)");
    assert.deepEqual((traceback as string[]).slice(1), [
      [
        "cell [2]:2:7 - TS2322: Type 'string' is not assignable to type 'number'.",
        '  2 | const n: number = "one";',
        "    |       ^",
      ].join("\n"),
      "cell [2]:3:1 - TS2304: Cannot find name 'missing'.\n  3 | missing(n);\n    | ^^^^^^^",
    ]);
    assert.equal((await kernel.run("runs")).of("execute_result")[0].execution_count, 3);
    assert.deepEqual((await kernel.run("runs")).of("execute_result")[0].data, {
      "text/plain": "0",
    });
  }),
);

test(
  "after an error the cells that wait are aborted when stop_on_error is set, and run when it is not",
  withKernel(async (kernel) => {
    await kernel.run("let count = 0;");
    const cells = (stop_on_error: boolean) => [
      kernel.cell('await new Promise((r) => setTimeout(r, 100)); throw new Error("first")', {
        stop_on_error,
      }),
      kernel.cell("count++"),
      kernel.cell("count++"),
    ];
    const statuses = async (sent: ReturnType<typeof cells>) =>
      (await Promise.all(sent.map((each) => kernel.done(each)))).map(
        ({ reply }) => reply.content.status,
      );
    assert.deepEqual(await statuses(cells(true)), ["error", "aborted", "aborted"]);
    assert.deepEqual((await kernel.run("count")).of("execute_result")[0].data, {
      "text/plain": "0",
    });
    assert.deepEqual(await statuses(cells(false)), ["error", "ok", "ok"]);
    assert.deepEqual((await kernel.run("count")).of("execute_result")[0].data, {
      "text/plain": "2",
    });
  }),
);

test(
  "20,000 printed lines and 10 MB of text come complete and in order, both streams in turn",
  withKernel(async (kernel) => {
    const lines = await kernel.run("for (let i = 0; i < 20000; i++) console.log(i);");
    assert.equal(lines.text(), Array.from({ length: 20000 }, (_, i) => `${i}\n`).join(""));
    const long = await kernel.run('console.log("y".repeat(1e7))');
    assert.equal(long.text().length, 1e7 + 1);
    const both = await kernel.run('console.log(1); console.error("a"); console.log(2);');
    assert.deepEqual(
      both.of("stream").map(({ name, text }) => `${name}:${text}`),
      ["stdout:1\n", "stderr:a\n", "stdout:2\n"],
    );
  }),
);

test(
  "what a long loop prints is seen while it runs",
  withKernel(async (kernel) => {
    const code =
      "for (let i = 0; i < 3; i++) { console.log(i); const t = Date.now(); while (Date.now() - t < 200); }";
    const sent = kernel.cell(code);
    const isText = (text: string) => (each: { content: { text?: unknown } }) =>
      String(each.content.text).includes(text);
    await kernel.wait(isText("1"));
    assert.ok(!kernel.seen.some((each) => each.header.msg_type === "execute_reply"));
    await kernel.done(sent);
  }),
);

test(
  "silent publishes no output and counts nothing, store_history alone counts nothing",
  withKernel(async (kernel) => {
    const silent = await kernel.run('console.log("x"); 5', { silent: true });
    assert.deepEqual(
      silent.published.map(({ header }) => header.msg_type),
      ["status", "status"],
    );
    assert.equal(silent.reply.content.execution_count, 0);
    assert.equal(
      (await kernel.run("1", { store_history: false })).reply.content.execution_count,
      0,
    );
    assert.equal((await kernel.run("1")).reply.content.execution_count, 1);
  }),
);

test(
  "user_expressions are evaluated after the cell, each by itself",
  withKernel(async (kernel) => {
    const { reply } = await kernel.run("const n = 2;", {
      user_expressions: { twice: "n * 2", bad: "nothing" },
    });
    const { twice, bad } = reply.content.user_expressions as Record<
      string,
      { status: string; data?: object }
    >;
    assert.deepEqual(twice.data, { "text/plain": "4" });
    assert.equal(bad.status, "error");
    assert.equal(reply.content.status, "ok");
  }),
);

test(
  "a name of an earlier cell can stand as a shorthand property",
  withKernel(async (kernel) => {
    await kernel.run("const x = 3; let W = 4;");
    const code = "function f(W: number) { return { x, W }; }\n[{ x, W }, f(9)]";
    const [{ data }] = (await kernel.run(code)).of("execute_result");
    assert.deepEqual(data, { "text/plain": "[ { x: 3, W: 4 }, { x: 3, W: 9 } ]" });
  }),
);

test(
  "names, types, classes and functions are there in the next cell, and can be declared again",
  withKernel(async (kernel) => {
    await kernel.run(
      "type Pair = [number, number];\nclass Box { constructor(readonly v: number) {} }\nlet total = 1;\nfunction add(n: number) { total += n; return total; }\nimport { join } from 'node:path';",
    );
    const use = 'const p: Pair = [new Box(2).v, add(3)];\ntotal *= 2;\n[p, total, join("a", "b")]';
    assert.deepEqual((await kernel.run(use)).of("execute_result")[0].data, {
      "text/plain": "[ [ 2, 4 ], 8, 'a/b' ]",
    });
    await kernel.run('const total = "again";');
    assert.deepEqual((await kernel.run("total.length")).of("execute_result")[0].data, {
      "text/plain": "5",
    });
  }),
);

test(
  "a cell that is run again, with other cells between, takes no name away",
  withKernel(async (kernel) => {
    const declares = "const x = [1];\nconst b = [2];\nclass Box {}";
    const ok = async (code: string) =>
      assert.equal((await kernel.run(code)).reply.content.status, "ok", code);
    for (let round = 0; round < 3; round++) {
      for (const code of [declares, "x", "b", "new Box()", declares, declares, "x", "b"])
        await ok(code);
      await sleep(700); // the compiler practises meanwhile
    }
  }),
);

test(
  "a module that was not found is found once it is there",
  withKernel(async (kernel) => {
    assert.equal(
      (await kernel.run('import { v } from "./made-later";')).reply.content.status,
      "error",
    );
    const write =
      'import { writeFileSync, rmSync } from "fs";\nwriteFileSync("made-later.ts", "export const v = 7;");';
    await kernel.run(write);
    const found = await kernel.run('import { v } from "./made-later";\nv');
    await kernel.run('rmSync("made-later.ts");');
    assert.deepEqual(found.of("execute_result")[0]?.data, { "text/plain": "7" });
  }),
);
