import { make } from "./element";
import { style, wear } from "./style";

/**
 * What stands around a view: its name for a screen reader, and its keys.
 *
 * @param keyed hears the keys that are pressed in the view
 */
export function frame(
  title: string,
  keyed: (event: KeyboardEvent) => void,
  ...children: Node[]
): HTMLElement {
  wear(style);
  const given = { class: "an-view", role: "group", "aria-label": title, onkeydown: keyed };
  return make("div", given, ...children);
}
