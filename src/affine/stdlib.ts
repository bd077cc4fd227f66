// The one file that imports @stdlib. For Node, scripts/build-stdlib.mjs puts one file with all that is needed of stdlib in
// the place of what this compiles to.
export { default as dgemm } from "@stdlib/blas/base/dgemm";
export { default as Ndarray } from "@stdlib/ndarray/ctor";
