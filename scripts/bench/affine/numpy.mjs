// One layer with NumPy on one thread, in a process of its own.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { python, root } from "../../setup/place.mjs";

/** @returns {{ time: import("../affine.mjs").Timer, stop: () => void }} */
export function startNumpy() {
  if (!existsSync(python)) throw new Error(`${python} is missing. Run: npm test, which sets it up`);
  const one = { OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
  // What would make OpenBLAS take another processor's kernel than this one's is left out: NumPy is to be at its best.
  const { OPENBLAS_CORETYPE, OPENBLAS_L2_SIZE, ...env } = process.env;
  const child = spawn(python, [join(root, "scripts", "bench", "affine", "numpy_layer.py")], {
    env: { ...env, ...one },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async time(size, repetitions) {
      child.stdin.write(`${[...size, repetitions].join(" ")}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error("NumPy's process ended early. Run: npm test -- unit");
      return Number(value);
    },
    stop: () => child.stdin.end(),
  };
}
