// Search over all pages, by minisearch, over what search-index.js says.
import MiniSearch from "minisearch";

const MOST = 12;

/** @typedef {{ id: string, page: string, title: string, text: string }} Section */

/** @returns {(words: string) => Section[]} finds the sections that have all the words, or words that begin so */
function makeSearch() {
  /** @type {Section[]} */
  // @ts-expect-error because the index is a script of the page
  const sections = globalThis.affinePages;
  const index = new MiniSearch({
    fields: ["title", "text"],
    storeFields: ["page", "title", "text"],
    tokenize: (text) => text.split(/[\s.,;:!?()[\]{}“”"'`=·|/]+/u),
    searchOptions: { boost: { title: 3 }, prefix: true, combineWith: "AND" },
  });
  index.addAll(sections);
  return (words) =>
    /** @type {Section[]} */ (/** @type {unknown} */ (index.search(words).slice(0, MOST)));
}

/** Finds while one types; arrows and Tab go through what was found, Escape closes it. */
export function offerSearch() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search"));
  const input = form?.querySelector("input");
  const found = /** @type {HTMLElement | null} */ (form?.querySelector(".found"));
  if (!form || !input || !found) return;
  /** @type {ReturnType<typeof makeSearch> | undefined} */
  let search;
  const show = () => {
    const words = input.value.trim();
    found.hidden = words === "";
    if (words === "") return;
    search ??= makeSearch();
    found.replaceChildren(listOf(search(words), words));
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    found.querySelector("a")?.click();
  });
  form.addEventListener("keydown", (event) => move(event, form, found));
  form.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("a")) found.hidden = true;
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !form.contains(target)) found.hidden = true;
  });
}

/**
 * @param {Section[]} sections
 * @param {string} words
 */
function listOf(sections, words) {
  const list = document.createElement("ul");
  for (const { id, page, title, text } of sections) {
    const link = Object.assign(document.createElement("a"), { href: id });
    const name = document.createElement("b");
    name.textContent = title;
    link.append(name, title === page ? "" : ` ${page}`, document.createElement("br"));
    link.append(around(text, words));
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  if (sections.length > 0) return list;
  const none = document.createElement("p");
  none.textContent = "Nothing was found.";
  return none;
}

/**
 * A piece of the text with the first of the words in its middle.
 *
 * @param {string} text
 * @param {string} words
 */
function around(text, words) {
  const [first] = words.toLowerCase().split(/\s+/);
  const at = Math.max(0, text.toLowerCase().indexOf(first));
  const from = Math.max(0, at - 40);
  const to = Math.min(text.length, at + 90);
  const piece = text.slice(from, to).replace(/\s+/g, " ").trim();
  const begun = from > 0 ? `… ${piece.replace(/^\S+\s/, "")}` : piece;
  return to < text.length ? `${begun.replace(/\s\S+$/, "")} …` : begun;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} form
 * @param {HTMLElement} found
 */
function move(event, form, found) {
  if (event.key === "Escape") {
    found.hidden = true;
    form.querySelector("input")?.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const stops = [...form.querySelectorAll("input, a")];
    const at = stops.indexOf(/** @type {Element} */ (document.activeElement));
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    next.focus();
  }
}
