import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Comm, Kernel } from "../kernel/api";
import { model, openModel } from "./widget-model";

let shared: Comm | null = null;

/**
 * The id of the model that holds the code of all views, packed. It is sent, and saved in a notebook, once and not with
 * each view.
 */
export function codeModel(kernel: Kernel): string {
  if (shared) return shared.id;
  const file = join(__dirname, "..", "widgets", "views.mjs");
  const source = gzipSync(readFileSync(file), { level: 9 }).toString("base64");
  const own = { _esm: "export default {};", _anywidget_id: "affine-notebooks.code" };
  const comm = openModel(kernel, () => ({ ...model(own), source }));
  comm.onClose(() => {
    shared = null;
  });
  shared = comm;
  return comm.id;
}

/** The front end of every view: finds the code, unpacks it once a page, and hands over. */
export const loader = `
const KEY = Symbol.for("affine-notebooks.views");
const shown = new WeakMap();

async function unpack(source) {
  const packed = Uint8Array.from(atob(source), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const text = await new Response(stream).text();
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return import(url).finally(() => URL.revokeObjectURL(url));
}

async function code(model) {
  const source = (await model.widget_manager.get_model(model.get("code"))).get("source");
  const known = (globalThis[KEY] ??= new Map());
  if (!known.has(source)) known.set(source, unpack(source));
  return known.get(source);
}

// anywidget 0.11 gives up a model whose code has not come in two seconds, as on a page that is busy, and passes it no
// message ever after (packages/anywidget/src/runtime.ts, https://github.com/manzt/anywidget/issues). Such a model is given
// its messages by its comm, and asks for what it has missed.
async function listen(model) {
  const own = await model.widget_manager.get_model(model.get("id"));
  const nothing = { content: { data: {} } };
  const given = await own._handle_comm_msg(nothing).then(() => true, () => false);
  if (given || !own.comm) return;
  const { _handle_comm_msg: plain } = Object.getPrototypeOf(Object.getPrototypeOf(own));
  own.comm.on_msg(plain.bind(own));
  own.comm.send({ method: "request_state" }, {});
}

export default {
  async render({ model, el }) {
    await listen(model);
    const end = (await code(model)).render({ model, el });
    shown.set(model, (shown.get(model) ?? 0) + 1);
    return () => {
      end();
      shown.set(model, shown.get(model) - 1);
      // A cell that is run again shows its view again at once: only when none comes is the view gone.
      setTimeout(() => {
        if (shown.get(model) === 0) model.send({ gone: true });
      }, 1000);
    };
  },
};
`;
