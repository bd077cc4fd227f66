import type { Output } from "./output";

/** Lets tslab's own `display`, as cells import it from "tslab", show by this kernel. */
export function showFromTslab(output: Output): void {
  const show = ({ data, metadata, transient }: Displayed, update: boolean) =>
    output.publish(update ? "update_display_data" : "display_data", {
      ...{ data, metadata: metadata ?? {}, transient: transient ?? {} },
    });
  // `require`: an import is a constant, and this is the variable that tslab's display reads at each call.
  const jupyter = require("tslab/dist/jupyter") as { lastWriteDisplayData: typeof show }; // because require is untyped
  jupyter.lastWriteDisplayData = show;
}

interface Displayed {
  data: object;
  metadata?: object;
  transient?: object;
}
