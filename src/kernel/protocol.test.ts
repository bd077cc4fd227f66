// Requests beside cells, and what no kernel should stumble over. Each test starts the real process.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sleep, withKernel } from "./testing";
import { createMessage, encode } from "./wire";

test(
  "kernel_info tells status and true versions, on both channels",
  withKernel(async (kernel) => {
    for (const channel of ["shell", "control"] as const) {
      const { content } = (await kernel.ask("kernel_info_request", {}, channel)).reply;
      assert.equal(content.status, "ok");
      assert.equal(content.protocol_version, "5.4");
      assert.equal(content.implementation_version, require("tslab/package.json").version);
      const { version, name } = content.language_info as { version: string; name: string };
      assert.equal(version, require("@tslab/typescript-for-tslab/package.json").version);
      assert.equal(name, "typescript");
    }
  }),
);

test(
  "is_complete tells complete, incomplete with an indent, and invalid",
  withKernel(async (kernel) => {
    const status = async (code: string) =>
      (await kernel.ask("is_complete_request", { code })).reply.content;
    for (const code of ["1 + 1", "const a = [1];", "function f() { return 1; }", ""])
      assert.equal((await status(code)).status, "complete", code);
    for (const code of ["function f() {", "const a = [1,", "f(", "`text", "/* note", "if (a)"])
      assert.equal((await status(code)).status, "incomplete", code);
    assert.equal((await status("function f() {")).indent, "  ");
    for (const code of ["const = 3;", "a b c", '"open', ") {", "1 = = 2"])
      assert.equal((await status(code)).status, "invalid", code);
  }),
);

test(
  "completion gives names with their kinds, in code points",
  withKernel(async (kernel) => {
    await kernel.run("const emoji = '😀'; const counter = 1;");
    const code = 'const s = "😀"; count';
    const { content } = (
      await kernel.ask("complete_request", { code, cursor_pos: [...code].length })
    ).reply;
    assert.deepEqual((content.matches as string[])[0], "counter");
    assert.deepEqual([content.cursor_start, content.cursor_end], [15, 20]);
    const { _jupyter_types_experimental: types } = content.metadata as {
      _jupyter_types_experimental: { text: string; type: string }[];
    };
    assert.equal(types.find(({ text }) => text === "counter")?.type, "const");
    const member = (await kernel.ask("complete_request", { code: "[1].ma", cursor_pos: 6 })).reply;
    assert.ok((member.content.matches as string[]).includes("map"));
  }),
);

test(
  "inspection gives text and markdown, and says when there is nothing",
  withKernel(async (kernel) => {
    await kernel.run("/** Doubles a number. */\nfunction twice(n: number) { return 2 * n; }");
    const { content } = (
      await kernel.ask("inspect_request", { code: "twice", cursor_pos: 5, detail_level: 0 })
    ).reply;
    const data = content.data as Record<string, string>;
    assert.equal(content.found, true);
    assert.match(data["text/plain"], /function twice\(n: number\): number/);
    assert.match(
      data["text/markdown"],
      /```ts\nfunction twice\(n: number\): number\n```\n\nDoubles a number\./,
    );
    const nothing = (await kernel.ask("inspect_request", { code: "  ", cursor_pos: 0 })).reply;
    assert.deepEqual([nothing.content.status, nothing.content.found], ["ok", false]);
  }),
);

test(
  "history is answered: tail, range, search",
  withKernel(async (kernel) => {
    for (const code of ["1 + 1", "2 + 2", "const x = 3;"]) await kernel.run(code);
    const history = async (more: object) =>
      (
        (await kernel.ask("history_request", { output: false, raw: true, ...more })).reply.content
          .history as [number, number, string][]
      ).map(([, line, input]) => `${line}:${input}`);
    assert.deepEqual(await history({ hist_access_type: "tail", n: 2 }), [
      "2:2 + 2",
      "3:const x = 3;",
    ]);
    assert.deepEqual(await history({ hist_access_type: "range", session: 0, start: 1, stop: 3 }), [
      "1:1 + 1",
      "2:2 + 2",
    ]);
    assert.deepEqual(await history({ hist_access_type: "search", pattern: "*+*", n: 1 }), [
      "2:2 + 2",
    ]);
  }),
);

test(
  "unknown messages are answered in silence: busy, idle, no output",
  withKernel(async (kernel) => {
    kernel.seen.length = 0;
    const asked = kernel.send("shell", "made_up_request", {});
    await kernel.wait(
      (each) =>
        each.content.execution_state === "idle" && each.parent.msg_id === asked.header.msg_id,
    );
    await kernel.run("1");
    assert.deepEqual(
      kernel.seen.filter(({ header }) => header.msg_type === "stream"),
      [],
    );
    assert.equal(kernel.stderr, "");
  }),
);

test(
  "a wrong signature, a truncated message and invalid JSON are ignored, and the kernel lives",
  withKernel(async (kernel) => {
    const request = createMessage("kernel_info_request", {}, {});
    const frames = encode([], request, kernel.key);
    const without = (index: number, other: string) =>
      frames.map((each, i) => (i === index ? other : each));
    for (const channel of ["shell", "control"] as const) {
      kernel.sendFrames(channel, encode([], request, "wrong key"));
      kernel.sendFrames(channel, without(1, "")); // no signature
      kernel.sendFrames(channel, without(5, "{")); // broken content
      kernel.sendFrames(channel, frames.slice(0, 3));
      kernel.sendFrames(channel, ["nothing at all"]);
    }
    await sleep(100);
    assert.equal((await kernel.run("1")).reply.content.status, "ok");
    assert.ok(!kernel.seen.some(({ parent }) => parent.msg_id === request.header.msg_id));
    assert.equal(kernel.stderr, "");
  }),
);

test(
  "output that goes past the console, of programs that a cell starts, reaches the cell",
  withKernel(async (kernel) => {
    const cell = kernel.cell(
      'import { execFileSync } from "child_process";\nexecFileSync(process.execPath, ["-e", "console.log(6*7)"], { stdio: "inherit" });',
    );
    await kernel.done(cell);
    const heard = await kernel.wait((each) => each.content.text === "42\n");
    assert.equal(heard.parent.msg_id, cell.header.msg_id);
  }),
);
