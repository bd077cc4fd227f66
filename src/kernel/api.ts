export const kernel: { displayBundle(data: object): void } | null = null;
