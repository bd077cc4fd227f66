import assert from "node:assert/strict";
import { test } from "node:test";
import { Frames, frame } from "./channel";
import { createMessage, decode, encode } from "./wire";

const key = "secret";
const message = createMessage("status", { text: "é😀" }, {}, { buffers: [Uint8Array.of(1, 2)] });
const frames = () => encode(["topic"], message, key).map((part) => Buffer.from(part));

test("a message comes back from its frames, with addresses and buffers", () => {
  const back = decode(frames(), key);
  assert.deepEqual(back?.content, { text: "é😀" });
  assert.deepEqual(back?.identities.map(String), ["topic"]);
  assert.deepEqual([...(back?.buffers[0] ?? [])], [1, 2]);
});

test("a buffer is no part of what is signed, as the protocol has it", () => {
  const changed = frames();
  changed[changed.length - 1] = Buffer.from([9]);
  assert.deepEqual([...(decode(changed, key)?.buffers[0] ?? [])], [9]);
});

test("a wrong signature, a missing frame, broken JSON and content that is no object are null", () => {
  assert.equal(decode(frames(), "another key"), null);
  assert.equal(decode(frames().slice(0, 5), key), null);
  assert.equal(decode(frames().slice(2), key), null);
  const broken = frames();
  broken[6] = Buffer.from("{");
  assert.equal(decode(broken, ""), null);
  broken[6] = Buffer.from("3");
  assert.equal(decode(broken, ""), null);
});

test("an empty key means that nothing is signed", () => {
  const unsigned = encode([], message, "").map((part) => Buffer.from(part));
  assert.equal(unsigned[1].length, 0);
  assert.ok(decode(unsigned, ""));
});

test("frames of the channel are found in whatever pieces their bytes come", () => {
  const bytes = Buffer.concat([
    frame({ type: "input", value: "a" }, [Uint8Array.of(7), new Uint8Array(300)]),
    frame({ type: "interrupt" }),
  ]);
  for (const size of [1, 3, 7, 64, bytes.length]) {
    const reader = new Frames();
    const found = [];
    for (let at = 0; at < bytes.length; at += size)
      found.push(...reader.push(bytes.subarray(at, at + size)));
    assert.deepEqual(
      found.map(({ message }) => message),
      [{ type: "input", value: "a" }, { type: "interrupt" }],
    );
    assert.deepEqual(
      found[0].buffers.map((buffer) => buffer.length),
      [1, 300],
    );
    assert.equal(found[0].buffers[0][0], 7);
  }
});
