// The layer in other libraries, if the reader has installed them: they are no dependencies of ours.
import { createRequire } from "node:module";

/** @typedef {import("../affine.mjs").Timer} Timer */

const load = createRequire(import.meta.url);

/** What can be installed. */
export const PEERS = [
  "ml-matrix",
  "@tensorflow/tfjs",
  "@tensorflow/tfjs-backend-wasm",
  "@jax-js/jax",
];

/** @returns {Promise<Record<string, Timer>>} by name, as in PEERS */
export async function findPeers() {
  /** @type {Record<string, Timer>} */
  const found = {};
  const [ml, jax] = [optional("ml-matrix"), await optionalModule("@jax-js/jax")];
  const [tf, tfWasm] = [optional("@tensorflow/tfjs"), optional("@tensorflow/tfjs-backend-wasm")];
  if (ml) found["ml-matrix"] = mlMatrix(ml);
  if (tf) found["@tensorflow/tfjs"] = tfjs(tf, "cpu");
  if (tf && tfWasm) found["@tensorflow/tfjs-backend-wasm"] = tfjs(tf, "wasm");
  if (jax) found["@jax-js/jax"] = await jaxJs(jax);
  return found;
}

/** @param {any} ml @returns {Timer} */
function mlMatrix({ Matrix }) {
  return ([N, D, H], repetitions) => {
    const [x, W, b] = [Matrix.rand(N, D), Matrix.rand(D, H), Matrix.rand(1, H)];
    const dout = Matrix.rand(N, H);
    return timed(repetitions, () => [
      x.mmul(W).addRowVector(b),
      dout.mmul(W.transpose()),
      x.transpose().mmul(dout),
      dout.sum("column"),
    ]);
  };
}

/**
 * float32: it has no float64.
 *
 * @param {any} tf
 * @param {"cpu" | "wasm"} backend
 * @returns {Timer}
 */
function tfjs(tf, backend) {
  return async ([N, D, H], repetitions) => {
    await tf.setBackend(backend);
    const draw = (/** @type {number[]} */ shape) => tf.randomNormal(shape);
    const [x, W, b, dout] = [draw([N, D]), draw([D, H]), draw([H]), draw([N, H])];
    const layer = () =>
      tf.tidy(() => {
        x.matMul(W).add(b).dataSync();
        dout.matMul(W, false, true).dataSync();
        x.matMul(dout, true, false).dataSync();
        dout.sum(0).dataSync();
      });
    const seconds = timed(repetitions, layer);
    tf.dispose([x, W, b, dout]);
    return seconds;
  };
}

/**
 * float64, in WebAssembly. Its arrays are used up by a call; `ref` keeps one.
 *
 * @param {any} jax
 * @returns {Promise<Timer>}
 */
async function jaxJs({ init, defaultDevice, numpy: np }) {
  await init("wasm");
  defaultDevice("wasm");
  const draw = (/** @type {number[]} */ shape) => {
    const data = new Float64Array(shape.reduce((p, q) => p * q));
    return np.array(data.map(Math.random), { dtype: np.float64, shape });
  };
  return ([N, D, H], repetitions) => {
    const [x, W, b, dout] = [draw([N, D]), draw([D, H]), draw([H]), draw([N, H])];
    return timed(repetitions, () => {
      np.matmul(x.ref, W.ref).add(b.ref).dataSync();
      np.matmul(dout.ref, np.transpose(W.ref)).dataSync();
      np.matmul(np.transpose(x.ref), dout.ref).dataSync();
      dout.ref.sum(0).dataSync();
    });
  };
}

/** @param {number} repetitions @param {() => unknown} layer */
function timed(repetitions, layer) {
  layer();
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) layer();
  return (performance.now() - start) / repetitions / 1e3;
}

/** @param {string} name */
function optional(name) {
  try {
    return load(name);
  } catch {
    return null;
  }
}

/**
 * jax-js is ESM, and asks whether data is a Float16Array, which Node has from 24 on.
 *
 * @param {string} name
 */
async function optionalModule(name) {
  if (!("Float16Array" in globalThis))
    Object.assign(globalThis, { Float16Array: class Float16Array {} });
  return import(name).catch(() => null);
}
