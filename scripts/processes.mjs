// What the system says of processes.
import { readFileSync } from "node:fs";

/**
 * The processes that a process has started; none where it has ended, or where there is no /proc.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function childrenOf(pid) {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return children === "" ? [] : children.split(" ").map(Number);
  } catch {
    return [];
  }
}
