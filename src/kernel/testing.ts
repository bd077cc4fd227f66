import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Options, TestKernel } from "./test-client";

/** This project's kernel, as Jupyter starts it. */
export const ours: Options = {
  cwd: mkdtempSync(join(tmpdir(), "kernel-cwd-")),
  command: (file) => [process.execPath, join(__dirname, "main.js"), "--config-path", file],
};

/** Runs a test with a kernel of its own, which is gone afterwards. */
export function withKernel(f: (kernel: TestKernel) => Promise<void>, options = ours) {
  return async () => {
    const kernel = await TestKernel.start(options);
    try {
      await f(kernel);
    } finally {
      await kernel.stop();
    }
  };
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
