export { errorOf } from "./error-of";
export { type Explored, type ExploredValue, explore } from "./explore";
export { type FigureLike, show } from "./show";
export type { View } from "./view";
