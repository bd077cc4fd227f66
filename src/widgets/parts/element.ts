/** What an element is made with: attributes by name, `on…` listeners, and its class. */
type Given = Record<string, string | number | boolean | ((event: never) => void)>;

/** A page may refuse `<style>` elements: rules go in by `wear`. */
type Tag = Exclude<keyof HTMLElementTagNameMap, "style">;

/** Makes an element; `true` sets a bare attribute, `false` none. */
export function make<K extends Tag>(
  tag: K,
  given: Given = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === "function")
      element.addEventListener(name.slice(2), value as EventListener); // because each tag has events of its own
    else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children);
  return element;
}
