export { entrywise, reshape, row, transpose, zeros } from "./arrange";
export { type Gemm, useGemm } from "./gemm";
export { gradientError, numericalGradient } from "./gradient-check";
export { tensorText } from "./inspect";
export { Affine, affineBackward, affineForward, type Gradients } from "./layer";
export { matrix, tensor, toArray, vector } from "./matrix";
export { Sigmoid, sigmoid, sigmoidBackward } from "./sigmoid";
export type { Matrix, Nested, Tensor, TensorLike, Vector } from "./tensor";
