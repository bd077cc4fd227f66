// Charts, drawn by plotly.js in the place of their pictures.
import { dataIn, whenNear } from "./data.mjs";

const CONFIG = { displayModeBar: false, responsive: true };

/** Draws each chart when it comes near the window. */
export function drawCharts() {
  whenNear(document.querySelectorAll(".chart"), (place) => void draw(place));
}

/** @param {HTMLElement} place */
async function draw(place) {
  const { data, layout, frames } = dataIn(place);
  const still = place.querySelector(".still");
  const words = still?.querySelector("img")?.alt ?? still?.textContent?.trim() ?? "a chart";
  const element = document.createElement("div");
  element.className = "drawn";
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", words);
  if (layout.height) element.style.height = `${layout.height}px`;
  still?.replaceWith(element);
  // @ts-expect-error because plotly.js is a script of the page
  await globalThis.Plotly.newPlot(element, { data, layout, frames, config: CONFIG });
}
