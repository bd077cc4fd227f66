// Comms, displays and questions: what live views are made of. Each test starts the real process.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TestKernel } from "./test-client";
import { sleep, withKernel } from "./testing";
import type { Json, Received } from "./wire";

/** How a cell gets at the kernel without any package. */
const KERNEL = 'const kernel = (globalThis as any)[Symbol.for("tslab.kernel")];\n';

const toComm = (kernel: TestKernel, msgType: string, content: Json, buffers: Uint8Array[] = []) =>
  kernel.send("shell", msgType, content, { buffers });

const isType = (type: string) => (each: Received) => each.header.msg_type === type;

test(
  "a cell opens a comm, sends and closes, with binary buffers",
  withKernel(async (kernel) => {
    const { of, published } = await kernel.run(
      `${KERNEL}const comm = kernel.openComm("t", { a: 1 });\ncomm.send({ b: 2 }, [Uint8Array.of(1, 2, 3), new Float64Array([0.5])]);\ncomm.close({ c: 3 });\ncomm.id`,
    );
    const [open] = of("comm_open");
    assert.deepEqual([open.target_name, open.data], ["t", { a: 1 }]);
    assert.deepEqual(of("comm_msg"), [{ comm_id: open.comm_id, data: { b: 2 } }]);
    assert.deepEqual(of("comm_close"), [{ comm_id: open.comm_id, data: { c: 3 } }]);
    const sent = published.find(isType("comm_msg"));
    assert.deepEqual([...(sent?.buffers[0] ?? [])], [1, 2, 3]);
    assert.equal(Buffer.from(sent?.buffers[1] ?? []).readDoubleLE(0), 0.5);
  }),
);

test(
  "what the front end sends reaches onMsg and onClose, and the next cell sees it",
  withKernel(async (kernel) => {
    const { of } = await kernel.run(
      `${KERNEL}const got: unknown[] = [];\nconst comm = kernel.openComm("t");\ncomm.onMsg(({ data, buffers }: any) => got.push([data, ...buffers[0]]));\ncomm.onClose(({ data }: any) => got.push(data));`,
    );
    const comm_id = of("comm_open")[0].comm_id;
    toComm(kernel, "comm_msg", { comm_id, data: { n: 1 } }, [Uint8Array.of(9, 8)]);
    assert.deepEqual((await kernel.run("got")).of("execute_result")[0].data, {
      "text/plain": "[ [ { n: 1 }, 9, 8 ] ]",
    });
    assert.deepEqual((await kernel.ask("comm_info_request")).reply.content.comms, {
      [String(comm_id)]: { target_name: "t" },
    });
    toComm(kernel, "comm_close", { comm_id, data: { bye: true } });
    assert.deepEqual((await kernel.run("got.length")).of("execute_result")[0].data, {
      "text/plain": "2",
    });
    const info = await kernel.ask("comm_info_request", { target_name: "t" });
    assert.deepEqual(info.reply.content, { status: "ok", comms: {} });
  }),
);

test(
  "a front end opens a comm to a registered target; an unknown one, and ipywidgets' control, is closed at once",
  withKernel(async (kernel) => {
    await kernel.run(
      `${KERNEL}kernel.registerTarget("calc", (comm: any, { data }: any) => {\n  comm.send({ twice: data.n * 2 });\n  comm.onMsg((m: any) => comm.send({ echo: m.data }));\n});`,
    );
    toComm(kernel, "comm_open", { comm_id: "c1", target_name: "calc", data: { n: 4 } });
    const first = await kernel.wait(isType("comm_msg"));
    assert.deepEqual(first.content, { comm_id: "c1", data: { twice: 8 } });
    const sent = toComm(kernel, "comm_msg", { comm_id: "c1", data: { x: 1 } });
    const echo = await kernel.wait((each) =>
      JSON.stringify(each.content.data ?? "").startsWith('{"echo'),
    );
    assert.equal(
      echo.parent.msg_id,
      sent.header.msg_id,
      "what is sent meanwhile answers the message",
    );
    const start = Date.now();
    toComm(kernel, "comm_open", { comm_id: "c2", target_name: "jupyter.widget.control", data: {} });
    const closed = await kernel.wait(isType("comm_close"));
    assert.equal(closed.content.comm_id, "c2");
    assert.ok(Date.now() - start < 1000);
  }),
);

test(
  "a cell that waits gets the messages of its comm meanwhile",
  withKernel(async (kernel) => {
    const cell = kernel.cell(
      `${KERNEL}const comm = kernel.openComm("t");\nconst answer = await new Promise((resolve) => comm.onMsg(({ data }: any) => resolve(data.v)));\nanswer`,
    );
    const open = await kernel.wait(isType("comm_open"));
    toComm(kernel, "comm_msg", { comm_id: open.content.comm_id, data: { v: 5 } });
    assert.deepEqual((await kernel.done(cell)).of("execute_result")[0].data, { "text/plain": "5" });
  }),
);

test(
  "a callback that throws is logged to the cell that owns it, with its line, and kills nothing",
  withKernel(async (kernel) => {
    const owner = kernel.cell(
      `${KERNEL}const comm = kernel.openComm("t");\ncomm.onMsg(() => {\n  throw new Error("in the callback");\n});\ncomm.onMsg(async () => { throw new Error("async"); });`,
    );
    const { of } = await kernel.done(owner);
    await kernel.run("1");
    toComm(kernel, "comm_msg", { comm_id: of("comm_open")[0].comm_id, data: {} });
    for (const text of ["in the callback", "async"]) {
      const logged = await kernel.wait((each) => String(each.content.text).includes(text));
      assert.equal(logged.content.name, "stderr");
      assert.equal(logged.parent.msg_id, owner.header.msg_id);
      assert.match(String(logged.content.text), /cell \[1\]:\d/);
    }
    assert.equal((await kernel.run("2")).reply.content.status, "ok");
  }),
);

test(
  "a timer that throws is logged to its cell, and what it prints goes there",
  withKernel(async (kernel) => {
    const owner = kernel.cell(
      'setTimeout(() => { console.log("late"); throw new Error("timer"); }, 50);',
    );
    await kernel.done(owner);
    await kernel.run("1");
    for (const text of ["late", "Error: timer"]) {
      const logged = await kernel.wait((each) => String(each.content.text).includes(text));
      assert.equal(logged.parent.msg_id, owner.header.msg_id);
    }
    assert.equal((await kernel.run("2")).reply.content.status, "ok");
  }),
);

test(
  "a bundle is one output, clear_output and tslab's updating displays are sent",
  withKernel(async (kernel) => {
    const { of } = await kernel.run(
      `${KERNEL}kernel.displayBundle({ "text/html": "<b>1</b>", "text/plain": "1" }, { a: 1 });\nkernel.clearOutput(true);`,
    );
    assert.deepEqual(of("display_data"), [
      { data: { "text/html": "<b>1</b>", "text/plain": "1" }, metadata: { a: 1 }, transient: {} },
    ]);
    assert.deepEqual(of("clear_output"), [{ wait: true }]);
    const tslab = await kernel.run(
      'import { newDisplay } from "tslab";\nconst d = newDisplay();\nd.html("a");\nd.html("b");',
    );
    const shown = [...tslab.of("display_data"), ...tslab.of("update_display_data")] as {
      transient: { display_id: string };
      data: Json;
    }[];
    assert.deepEqual(
      shown.map(({ data }) => data["text/html"]),
      ["a", "b"],
    );
    assert.ok(shown[0].transient.display_id);
    assert.equal(shown[0].transient.display_id, shown[1].transient.display_id);
  }),
);

test(
  "a cell asks for a line, gets it, and is told where nobody can be asked",
  withKernel(async (kernel) => {
    const ask = `${KERNEL}const name = await kernel.input("Your name? ");\nname`;
    const cell = kernel.cell(ask);
    const question = await kernel.wait(isType("input_request"));
    assert.deepEqual(question.content, { prompt: "Your name? ", password: false });
    assert.equal(question.parent.msg_id, cell.header.msg_id);
    kernel.send("stdin", "input_reply", { status: "ok", value: "Ada" });
    assert.deepEqual((await kernel.done(cell)).of("execute_result")[0].data, {
      "text/plain": "'Ada'",
    });
    const refused = await kernel.run(ask, { allow_stdin: false });
    assert.match(String(refused.reply.content.evalue), /cannot ask/);
    const interrupted = kernel.cell(ask);
    await sleep(200);
    kernel.process.kill("SIGINT");
    assert.equal((await kernel.done(interrupted)).reply.content.ename, "Interrupted");
  }),
);
