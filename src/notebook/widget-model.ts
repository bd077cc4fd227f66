import type { Comm, CommMessage, Kernel } from "../kernel/api";
import type { Bundle } from "./display";

/** What anywidget's front end wants of every model of its. */
export function model(own: { _esm: string; _anywidget_id: string }): Record<string, unknown> {
  return {
    ...{ _model_module: "anywidget", _model_name: "AnyModel", _model_module_version: "~0.11.0" },
    ...{ _view_module: "anywidget", _view_name: "AnyView", _view_module_version: "~0.11.0" },
    ...{ _view_count: null, ...own },
  };
}

/** Opens a widget's comm: it tells its state when it is opened, and again when a page that was reloaded asks. */
export function openModel(
  kernel: Kernel,
  state: () => Record<string, unknown>,
  { id, heard }: { id?: string; heard?: (message: CommMessage) => void } = {},
): Comm {
  const data = { state: state(), buffer_paths: [] };
  const comm = kernel.openComm("jupyter.widget", data, { metadata: { version: "2.1.0" }, id });
  comm.onMsg((message) => {
    if (message.data.method === "request_state")
      comm.send({ method: "update", state: state(), buffer_paths: [] });
    else heard?.(message);
  });
  return comm;
}

/**
 * The form of a view for a page that has the views' code and no kernel, as the static site is: front ends that do not know
 * it pass it over.
 *
 * @param state all that the front end's model holds, but for the code
 */
export function pageForm(kind: string, state: Record<string, unknown>): Bundle {
  return { "application/vnd.affine-notebooks.view+json": { kind, state } };
}
