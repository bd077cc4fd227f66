// The pictures of charts in notebooks, for GitHub and wherever else no script runs: drawn by plotly.js in a browser, from the
// very figure that stands beside them. scripts/python/images.py says which are wanted, and puts them in.
import { createRequire } from "node:module";
import { askPython } from "./ask-python.mjs";
import { openBrowser } from "./browser.mjs";
import { drawFigure } from "./images/draw-figure.mjs";

const plotly = createRequire(import.meta.url).resolve("plotly.js-cartesian-dist-min");
const WIDTH = 800;

/** @typedef {Record<string, any>} Figure a plotly figure, which has no type of ours */

/**
 * Draws figures. Starts no browser if there are none.
 *
 * @param {Record<string, object>} figures by their hash
 * @param {string} command what to give again when a browser is there
 * @returns {Promise<Record<string, string>>} an SVG document for each, which carries the hash
 */
export async function drawImages(figures, command) {
  const wanted = Object.entries(figures);
  if (wanted.length === 0) return {};
  const browser = await openBrowser(command);
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: plotly });
    /** @type {Record<string, string>} */
    const images = {};
    for (const [hash, figure] of wanted) {
      const drawn = await page.evaluate(drawFigure, { figure: still(figure), width: WIDTH });
      images[hash] = await smaller(drawn, hash, alternative(figure));
    }
    return images;
  } finally {
    await browser.close();
  }
}

/**
 * Puts pictures into notebooks.
 *
 * @param {string[]} files
 * @param {Record<string, string>} images by the hash of their figures
 */
export function placeImages(files, images) {
  askPython("images.py", { files, images }, "The pictures were not put in");
}

/**
 * A figure that moves, as it stands, without its buttons and its slider: nothing can be pressed in a picture.
 *
 * @param {Figure} figure
 */
function still({ data, layout }) {
  const { updatemenus, sliders, ...rest } = layout;
  if (!updatemenus && !sliders) return { data, layout };
  const spare = Math.max(0, (layout.margin?.b ?? 0) - 60);
  const margin = { ...layout.margin, b: (layout.margin?.b ?? 60) - spare };
  return { data, layout: { ...rest, height: layout.height - spare, margin } };
}

/**
 * What a chart shows, in words.
 *
 * @param {Figure} figure
 */
function alternative({ layout }) {
  const title = typeof layout.title === "string" ? layout.title : layout.title?.text;
  const words = String(layout.meta?.alt ?? title ?? "a chart without a title");
  return words.replace(/<br>/g, ", ").replace(/<[^>]*>/g, "");
}

/**
 * The same picture in fewer bytes, an element a line, with its alternative text and its figure's hash.
 *
 * @param {string} svg
 * @param {string} hash
 * @param {string} words
 */
async function smaller(svg, hash, words) {
  const { optimize } = await import("svgo");
  const { data } = optimize(svg, {
    ...{ multipass: true, floatPrecision: 1 },
    js2svg: { pretty: true, indent: 0 },
    plugins: [
      "convertStyleToAttrs",
      {
        name: "preset-default",
        params: { overrides: { removeUnknownsAndDefaults: { keepDataAttrs: false } } },
      },
      { name: "removeAttrs", params: { attrs: ["class"] } },
      "removeNonInheritableGroupAttrs",
      { name: "prefixIds", params: { prefix: `f${hash.slice(0, 6)}`, delim: "" } }, // for many in one page
    ],
  });
  const label = words.replace(/&/g, "&amp;").replace(/'/g, "&apos;").replace(/</g, "&lt;");
  const first = `<svg data-figure='${hash}' role='img' aria-label='${label}' `;
  // In JSON each double quote takes two bytes, a single one takes one; svgo leaves none of these in attributes.
  const single = (/** @type {string} */ tag) => tag.replace(/="([^"']*)"/g, "='$1'");
  const quoted = data.trim().replace(/<[^<>]+>/g, single);
  return quoted.replace("<svg ", first);
}
