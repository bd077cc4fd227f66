// Light or dark: the system's, unless the reader chooses.

const KEY = "affine-notebooks.theme";

/** What was chosen on an earlier page: `"light"`, `"dark"`, or `""` for the system's. */
export function chosenTheme() {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // a browser may keep nothing for pages from a disk
  }
}

/** @param {string} theme */
export function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

/** Lets the reader choose. */
export function offerThemes() {
  const select = document.querySelector("select.theme");
  if (!(select instanceof HTMLSelectElement)) return;
  select.value = chosenTheme();
  select.addEventListener("change", () => {
    setTheme(select.value);
    try {
      localStorage.setItem(KEY, select.value);
    } catch {
      // It holds for this page, then.
    }
  });
}
