export type { Answer, AnswerCells } from "./answer";
export { check, type Verdict, type Verdicts } from "./check";
export { exercise, type Level } from "./exercise";
export { random } from "./random";
export type { Slip } from "./slip";
export { separated } from "./slips";
export { hint, solution } from "./solution";
export type { Gradient, Task } from "./task";
export { type Backward, type Trial, tryBackward } from "./try-backward";
