"""The official suite for kernels, jupyter_kernel_test, with TypeScript samples. The kernel's name comes from KERNEL."""

import os
import unittest

import jupyter_kernel_test

KERNEL = 'const kernel = (globalThis as any)[Symbol.for("tslab.kernel")];\n'


class TypeScriptKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = os.environ.get("KERNEL", "tslab")
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("test")'

    completion_samples = [
        {"text": "[1].flatM", "matches": {"flatMap"}},
        {"text": "Math.ab", "matches": {"abs"}},
        {"text": "process.argv0", "matches": {"argv0"}},
    ]

    complete_code_samples = ["1", 'console.log("hello")', "function f(n: number) {\n  return n\n}"]
    incomplete_code_samples = ["function f(n: number) {", "const a = [1,", "`text"]
    invalid_code_samples = ["const = 3", "1 2", '"open']

    code_generate_error = 'throw new Error("wanted")'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2].map((n) => 2 * n)", "result": "[ 2, 4 ]"},
        {"code": '"a".repeat(3)', "result": "'aaa'"},
    ]
    code_history_pattern = "1 + 2*"
    supported_history_operations = ("tail", "range", "search")

    code_display_data = [
        {"code": KERNEL + 'kernel.displayBundle({ "text/html": "<b>1</b>" })', "mime": "text/html"},
        {"code": 'import { display } from "tslab";\ndisplay.svg("<svg/>")', "mime": "image/svg+xml"},
    ]
    code_inspect_sample = "Math.max"
    code_clear_output = KERNEL + "kernel.clearOutput()"

    def test_pager(self) -> None:
        self.skipTest("a pager is IPython's own, and payloads are deprecated in the protocol")


if __name__ == "__main__":
    unittest.main(verbosity=2)
