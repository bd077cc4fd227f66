export * from "./affine/index";
