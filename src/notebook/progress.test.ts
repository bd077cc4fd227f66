import assert from "node:assert/strict";
import { test } from "node:test";
import { progress } from "./progress";

/** A clock that is set by hand, and what was written. */
function place() {
  const written: string[] = [];
  const at = {
    ms: 0,
    now: () => at.ms,
    write: (text: string) => void written.push(text),
    clear: () => void written.push("cleared"),
  };
  return { at, written };
}

test("what takes less than a second says nothing", () => {
  const { at, written } = place();
  const told = progress("step", at);
  for (const ms of [0, 300, 900]) {
    at.ms = ms;
    told(ms, 1000);
  }
  told(1000, 1000);
  assert.deepEqual(written, []);
});

test("what takes longer says how far it is, twice a second, over the same line, and leaves nothing behind", () => {
  const { at, written } = place();
  const told = progress("step", at);
  for (let ms = 100; ms < 2000; ms += 100) {
    at.ms = ms;
    told(ms, 8000);
  }
  at.ms = 8000;
  told(8000, 8000);
  assert.deepEqual(written, [
    "\rstep 1000 of 8000, about 7 s left ",
    "\rstep 1500 of 8000, about 7 s left ",
    "cleared",
  ]);
});
