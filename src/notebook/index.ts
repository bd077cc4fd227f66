export { errorOf } from "./error-of";
export { type FigureLike, show } from "./show";
