export { errorOf } from "./error-of";
export { type Explored, type ExploredValue, explore } from "./explore";
export { type PracticeBoard, practiceBoard } from "./practice-board";
export { progress } from "./progress";
export { type FigureLike, show } from "./show";
export type { View } from "./view";
export { type TrainingView, watchTraining } from "./watch-training";
