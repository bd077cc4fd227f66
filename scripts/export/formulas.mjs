// What is set when the pages are made, so that they need nothing of it: formulas as MathML, and style attributes as a sheet.
import temml from "temml";

/**
 * TeX, as scripts/python/export.py marks it, as MathML, which browsers show by themselves.
 *
 * @param {string} html
 */
export function setFormulas(html) {
  return html.replace(
    /<span class="tex"( data-display="block")?>([^<]*)<\/span>|<span data-display="block" class="tex">([^<]*)<\/span>/g,
    (_, block, text, other) => {
      const displayMode = Boolean(block) || other !== undefined;
      const options = { displayMode, annotate: true, throwOnError: true };
      const math = temml.renderToString(unescaped(text ?? other), options);
      return displayMode ? `<span class="wide formula" tabindex="0">${math}</span>` : math;
    },
  );
}

/** @param {string} text */
function unescaped(text) {
  const signs = { lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'", "#39": "'" };
  return text.replace(
    /&(lt|gt|amp|quot|#x27|#39);/g,
    (_, name) => signs[/** @type {keyof typeof signs} */ (name)],
  );
}

/** Style attributes, which a strict Content-Security-Policy refuses, as rules of a sheet that all pages share. */
export class LiftedStyles {
  /** @type {Map<string, number>} */
  #numbers = new Map();

  /** @param {string} html */
  lift(html) {
    return html.replace(/(<[a-z][^<>]*?) style="([^"]*)"/g, (_, before, style) => {
      const number = this.#numbers.get(style) ?? this.#numbers.size + 1;
      this.#numbers.set(style, number);
      return `${before} data-style="${number}"`;
    });
  }

  get sheet() {
    const rules = [...this.#numbers].map(([style, n]) => `[data-style="${n}"] { ${style} }`);
    return `${rules.join("\n")}\n`;
  }
}
