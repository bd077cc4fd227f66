// What runs in the browser to draw one figure.

/**
 * Draws a figure as an SVG document, and takes out of it what plotly says again and again.
 *
 * @param {{ figure: Record<string, any>, width: number }} given
 * @returns {Promise<string>}
 */
export async function drawFigure({ figure, width }) {
  const { data, layout } = figure;
  const options = { format: "svg", width, height: layout.height ?? 450, imageDataOnly: true };
  // @ts-expect-error because plotly.js is the page's
  const text = await globalThis.Plotly.toImage({ data, layout }, options);
  const drawn = new DOMParser().parseFromString(text, "image/svg+xml");
  for (const image of drawn.querySelectorAll("image")) await inRectangles(image);
  const root = drawn.documentElement;
  const font = drawn.querySelector("text")?.style.fontFamily ?? "sans-serif";
  for (const element of /** @type {NodeListOf<SVGElement>} */ (drawn.querySelectorAll("[style]"))) {
    const { style } = element;
    if (style.fontFamily === font) style.removeProperty("font-family");
    if (style.fontWeight === "normal") style.removeProperty("font-weight");
    for (const name of ["white-space", "white-space-collapse", "text-wrap-mode", "text-wrap"])
      style.removeProperty(name);
    if (style.strokeWidth === "0px") style.removeProperty("stroke");
  }
  root.setAttribute("font-family", font.replace(/"/g, "'"));
  return new XMLSerializer().serializeToString(drawn);

  /**
   * A heatmap's cells, which plotly paints as pixels, as rectangles, a path a colour: fewer bytes, sharp at any size. Where
   * there are more of them than a reader could count, the pixels stay.
   *
   * @param {SVGImageElement} image
   */
  async function inRectangles(image) {
    const [w, h] = [image.width.baseVal.value, image.height.baseVal.value];
    const picture = new Image();
    picture.src = image.href.baseVal;
    await picture.decode();
    const canvas = new OffscreenCanvas(w, h);
    const context = canvas.getContext("2d");
    context?.drawImage(picture, 0, 0, w, h);
    const pixels = new Uint32Array(context?.getImageData(0, 0, w, h).data.buffer ?? []);
    const found = rectangles(pixels, w, h);
    if (found.length > 400) return;
    const [left, top] = [image.x.baseVal.value, image.y.baseVal.value];
    /** @type {Map<number, string>} */
    const paths = new Map();
    for (const { x, y, width, height, pixel } of found) {
      const cell = `M${left + x} ${top + y}h${width}v${height}h${-width}z`;
      paths.set(pixel, (paths.get(pixel) ?? "") + cell);
    }
    for (const [pixel, d] of paths) {
      const path = drawn.createElementNS("http://www.w3.org/2000/svg", "path");
      const bytes = [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
      path.setAttribute("fill", `#${bytes.map((b) => b.toString(16).padStart(2, "0")).join("")}`);
      path.setAttribute("d", d);
      image.before(path);
    }
    image.remove();
  }

  /**
   * Runs of one colour in a row of pixels, made as high as the rows below go on with the same run.
   *
   * @param {Uint32Array} pixels
   * @param {number} w
   * @param {number} h
   */
  function rectangles(pixels, w, h) {
    const all = [];
    /** @type {Map<string, { x: number, y: number, width: number, height: number, pixel: number }>} */
    let open = new Map();
    for (let y = 0; y < h; y++) {
      /** @type {typeof open} */
      const next = new Map();
      for (let x = 0; x < w; ) {
        const pixel = pixels[y * w + x];
        const start = x;
        while (x < w && pixels[y * w + x] === pixel) x++;
        if (pixel >>> 24 === 0) continue;
        const key = `${start} ${x} ${pixel}`;
        const above = open.get(key);
        const run = above ?? { x: start, y, width: x - start, height: 0, pixel };
        run.height++;
        next.set(key, run);
        if (!above) all.push(run);
      }
      open = next;
    }
    return all;
  }
}
