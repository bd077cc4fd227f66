export * from "./affine/index";
export * from "./figures/index";
export { kernel } from "./kernel/api";
export * from "./notebook/index";
export * from "./practice/index";
export * from "./training/index";
