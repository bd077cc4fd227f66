export * from "./affine/index";
export * from "./figures/index";
export * from "./notebook/index";
export * from "./practice/index";
