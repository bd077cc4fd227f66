export { type Curve, wave } from "./data";
export {
  backwardThrough,
  curveNetwork,
  curvePlaces,
  forwardThrough,
  type History,
  type Layer,
  meanSquare,
  meanSquareBackward,
  predictedDrop,
  randomAffine,
  stepInto,
  train,
} from "./train";
