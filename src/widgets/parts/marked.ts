import { make } from "./element";

/** Markdown of the kind that verdicts and hints use: `code` and **bold**, nothing else. */
export function marked(text: string): (Node | string)[] {
  return text
    .split(/(`[^`]*`|\*\*[^*]*\*\*)/)
    .filter((part) => part !== "")
    .map((part) => {
      if (part.startsWith("`")) return make("code", {}, part.slice(1, -1));
      return part.startsWith("**") ? make("b", {}, part.slice(2, -2)) : part;
    });
}
