export { backwardFigure } from "./backward";
export type { Figure, Trace } from "./figure";
export { gradientBars, gradientCheckFigure, stepErrorFigure } from "./gradients";
export { type MatrixOptions, matrixFigure } from "./matrix";
export { type NetworkOptions, networkFigure } from "./network";
export { formatNumber, sharedRange } from "./number";
export { outerSumFigure } from "./outer";
export { planeFigure } from "./plane";
export { productFigure } from "./product";
export { taskFigure } from "./task";
export {
  fitFigure,
  lossFigure,
  type MovingFigure,
  pointsFigure,
  type Trained,
  trainingFigure,
} from "./training";
