// Runs before anything is shown: the colours that the reader has chosen, and what plotly.js needs under a strict
// Content-Security-Policy, which refuses style attributes and <style> elements, but not the same said through the CSSOM.
import { chosenTheme, setTheme } from "./theme.mjs";

setTheme(chosenTheme());

const setAttribute = Element.prototype.setAttribute;
/**
 * @this {Element}
 * @param {string} name
 * @param {string} value
 */
function setAnyAttribute(name, value) {
  if (name === "style" && "style" in this)
    /** @type {HTMLElement} */ (this).style.cssText = String(value);
  else setAttribute.call(this, name, value);
}
Element.prototype.setAttribute = setAnyAttribute;

// plotly.js looks for an element of this id, makes a <style> where there is none, and inserts its rules into its sheet.
const place = Object.assign(document.createElement("meta"), { id: "plotly.js-style-global" });
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
Object.defineProperty(place, "sheet", { value: sheet });
document.head.append(place);
