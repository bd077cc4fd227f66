// What stops a cell, and what ends the kernel. Each test starts the real process.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { TestKernel } from "./test-client";
import { ours, sleep, withKernel } from "./testing";

const endless = {
  "a loop": "while (true) {}",
  "a loop that prints": 'while (true) console.log("x");',
  "a promise that never settles": "await new Promise(() => {});",
  "a loop in a timer": "setTimeout(() => { while (true) {} }, 1); await new Promise(() => {});",
  "a loop after an await": "await null; while (true) {}",
  "a loop of timers": "let ticks = 0; setInterval(() => ticks++, 1); await new Promise(() => {});",
  "a loop of sleeps":
    "let ticks = 0; while (true) { await new Promise((r) => setTimeout(r, 1)); ticks++; }",
};

for (const [what, code] of Object.entries(endless))
  for (const how of ["signal", "message"] as const)
    test(
      `a ${how} interrupts ${what}; state survives`,
      withKernel(async (kernel) => {
        await kernel.run("let before = 7; var ticks = 0;");
        const cell = kernel.cell(code);
        await sleep(300);
        const asked = how === "message" ? kernel.ask("interrupt_request", {}, "control") : null;
        if (how === "signal") kernel.process.kill("SIGINT");
        const { reply } = await kernel.done(cell, 5000);
        assert.equal((await asked)?.reply.content.status ?? "ok", "ok");
        assert.deepEqual([reply.content.status, reply.content.ename], ["error", "Interrupted"]);
        const value = async (name: string) =>
          (await kernel.run(name)).of("execute_result")[0]?.data;
        assert.deepEqual(await value("before"), { "text/plain": "7" });
        const first = await value("ticks");
        await sleep(50);
        assert.deepEqual(await value("ticks"), first, "nothing of the cell goes on");
        for (let i = 0; i < 3; i++)
          await kernel.run(`const later${i} = await Promise.resolve(${i});`);
        await kernel.run("await new Promise((r) => setTimeout(r, 10));");
      }),
    );

test(
  "an interrupt aborts the cells that wait, and an idle kernel takes one in silence",
  withKernel(async (kernel) => {
    kernel.process.kill("SIGINT");
    await kernel.ask("interrupt_request", {}, "control");
    const cells = ["while (true) {}", "1"].map((code) => kernel.cell(code));
    await sleep(300);
    kernel.process.kill("SIGINT");
    const [first, second] = await Promise.all(cells.map((cell) => kernel.done(cell, 5000)));
    assert.equal(first.reply.content.ename, "Interrupted");
    assert.equal(second.reply.content.status, "aborted");
    assert.equal((await kernel.run("2")).reply.content.status, "ok");
  }),
);

test(
  "control answers while a cell computes",
  withKernel(async (kernel) => {
    const cell = kernel.cell("while (true) {}");
    await sleep(200);
    const { reply } = await kernel.ask("kernel_info_request", {}, "control");
    assert.equal(reply.content.status, "ok");
    kernel.process.kill("SIGINT");
    await kernel.done(cell);
  }),
);

/** All processes as ps has them. A zombie is one that has ended: its parent has not asked how. */
function processes(): { pid: number; parent: number; zombie: boolean }[] {
  const table = execFileSync("ps", ["-eo", "pid=,ppid=,stat="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({
      ...{ pid: Number(pid), parent: Number(parent), zombie: state.startsWith("Z") },
    }));
}

const endings: Record<string, (kernel: TestKernel) => void> = {
  "a shutdown on control": (kernel) =>
    void kernel.send("control", "shutdown_request", { restart: false }),
  "a shutdown for a restart": (kernel) =>
    void kernel.send("control", "shutdown_request", { restart: true }),
  SIGTERM: (kernel) => void kernel.process.kill("SIGTERM"),
  SIGKILL: (kernel) => void kernel.process.kill("SIGKILL"),
};

for (const [what, end] of Object.entries(endings))
  test(`${what} leaves no process behind, not even one in an endless loop`, async (t) => {
    if (process.platform === "win32") return t.skip("Windows has no ps");
    const kernel = await TestKernel.start(ours);
    const pid = kernel.process.pid ?? 0;
    const on = 'console.log("on"); await new Promise((next) => setTimeout(next, 30)); ';
    kernel.cell(`${on}while (true) {}`);
    await kernel.wait(({ header }) => header.msg_type === "stream"); // before, the cells' process may be starting
    await sleep(100);
    const children = processes()
      .filter(({ parent }) => parent === pid)
      .map((each) => each.pid);
    const alive = () => processes().filter((each) => children.includes(each.pid) && !each.zombie);
    assert.ok(children.length > 0, "there is a process for the cells");
    end(kernel);
    await kernel.ended;
    for (let i = 0; i < 50 && alive().length > 0; i++) await sleep(20);
    assert.deepEqual(alive(), []);
    await kernel.stop();
  });

test("a shutdown is answered, with restart as it was asked", async () => {
  const kernel = await TestKernel.start(ours);
  const asked = kernel.send("control", "shutdown_request", { restart: true });
  const { reply } = await kernel.done(asked);
  assert.deepEqual(reply.content, { status: "ok", restart: true });
  assert.equal(await kernel.ended, 0);
  await kernel.stop();
});

test("a cell that ends its process says so, and the kernel ends", async () => {
  const kernel = await TestKernel.start(ours);
  const { reply, of } = await kernel.run("process.exit(3)");
  assert.equal(reply.content.status, "error");
  assert.match(String(of("error")[0].evalue), /has ended \(exit code 3\)/);
  await kernel.ended;
  await kernel.stop();
});
