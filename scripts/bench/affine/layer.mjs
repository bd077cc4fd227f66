// Times one layer of ours, in Node and, bundled, in a browser: the same lines in both.
import { createRequire } from "node:module";

/**
 * @param {string} path of a compiled src/affine
 * @param {"wasm" | "stdlib"} way
 * @returns {import("../affine.mjs").Timer}
 */
export function layerTimer(path, way) {
  const affine = createRequire(import.meta.url)(path);
  return (size, repetitions) => {
    affine.useGemm(way);
    return timeLayer(affine, size, repetitions);
  };
}

/**
 * Needs nothing around it, so that its text can be sent to a browser.
 *
 * @param {typeof import("../../../dist/affine/index.js")} affine
 * @param {number[]} size
 * @param {number} repetitions
 * @returns seconds for one layer
 */
export function timeLayer({ affineForward, affineBackward, tensor }, [N, D, H], repetitions) {
  const draw = (/** @type {number[]} */ shape) => {
    const data = new Float64Array(shape.reduce((p, q) => p * q));
    return tensor(data.map(Math.random), shape);
  };
  const [x, W, b, dout] = [draw([N, D]), draw([D, H]), draw([H]), draw([N, H])];
  const layer = () => [affineForward(x, W, b), affineBackward(dout, x, W)];
  layer();
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) layer();
  return (performance.now() - start) / repetitions / 1e3;
}
