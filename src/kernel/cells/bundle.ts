import { inspect } from "node:util";
import type { Json } from "../wire";

const DISPLAY = Symbol.for("Jupyter.display");

/**
 * A value as a mime bundle: what its `[Symbol.for("Jupyter.display")]()` gives (Deno's convention), else its
 * inspection as plain text, without colours.
 */
export function bundleOf(value: unknown): Json {
  const own = displayOf(value);
  const plain = { "text/plain": inspect(value, { colors: false }) };
  return own ? { ...("text/plain" in own ? {} : plain), ...own } : plain;
}

function displayOf(value: unknown): Json | null {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return null;
  const display: unknown = Reflect.get(value, DISPLAY);
  if (typeof display !== "function") return null;
  const made: unknown = display.call(value);
  return typeof made === "object" && made !== null ? (made as Json) : null; // because a bundle is an object by mime type
}
