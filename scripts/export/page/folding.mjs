// What can be folded: the code of all cells, and the contents where the window is narrow.

const WIDE = "(min-width: 68rem)";

/** One button for the code of all cells. */
export function offerFolding() {
  const button = document.querySelector("button.fold");
  button?.addEventListener("click", () => {
    const folded = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(folded));
    for (const code of document.querySelectorAll("details.code"))
      code.toggleAttribute("open", !folded);
  });
}

/** Beside the text the contents are open; above it, on a narrow window, the reader opens them. */
export function openContents() {
  const contents = document.querySelector(".side details");
  const wide = matchMedia(WIDE);
  const follow = () => contents?.toggleAttribute("open", wide.matches);
  wide.addEventListener("change", follow);
  follow();
  contents?.addEventListener("click", ({ target }) => {
    if (!wide.matches && target instanceof HTMLAnchorElement) contents.removeAttribute("open");
  });
}
