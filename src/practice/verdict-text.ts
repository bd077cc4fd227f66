import { shapeText } from "../affine/check";
import type { Verdict } from "./check";
import { formatNumber } from "./number-text";
import type { Gradient } from "./task";

/** A verdict in words, as Markdown. */
export function verdictText(gradient: Gradient, verdict: Verdict): string {
  return `**${gradient}**: ${words(gradient, verdict)}`;
}

function words(gradient: Gradient, verdict: Verdict): string {
  switch (verdict.kind) {
    case "unanswered":
      return verdict.blanks.length === 0
        ? "not answered yet."
        : `not complete yet; still missing: ${verdict.blanks.map(place).join(", ")}.`;
    case "malformed":
      return `cannot be read: ${verdict.message}.`;
    case "right":
      return "right ✓";
    case "shape":
      return `the shape is ${shapeText(verdict.got)}, want ${shapeText(verdict.want)}. ${verdict.reasons.join(" Or: ")}`;
    case "slip":
      return verdict.slips
        .map((slip) => `this is \`${slip.formula}\`. ${slip.name} ${slip.tempting} ${slip.look}`)
        .join(" Or: ");
    case "wrong":
      return wrongText(gradient, verdict);
  }
}

function wrongText(gradient: Gradient, verdict: Extract<Verdict, { kind: "wrong" }>): string {
  const [first, ...others] = verdict.entries;
  const more =
    others.length === 0
      ? ""
      : `, and ${others.length} more: ${others
          .map((e) => place(e.index))
          .slice(0, 6)
          .join(", ")}${others.length > 6 ? ", …" : ""}`;
  const off = Number.isFinite(first.off) ? `, off by ${formatNumber(first.off)}` : "";
  return `wrong at ${gradient}${place(first.index)}: ${formatNumber(first.got)}${off}${more}. Redo this sum: \`${verdict.redo}\``;
}

function place(index: readonly number[]): string {
  return `[${index.join(", ")}]`;
}
