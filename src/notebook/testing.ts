import type { Comm, CommMessage, Kernel } from "../kernel/api";

/** A kernel that remembers what was sent. */
export function fakeKernel() {
  const sent: { id: string; data: CommMessage["data"] }[] = [];
  const open = new Map<string, (message: CommMessage) => void>();
  let count = 0;
  const openComm = (target: string, data: CommMessage["data"] = {}): Comm => {
    const id = `comm-${count++}`;
    sent.push({ id, data });
    return {
      ...{ id, target, onClose() {} },
      send: (more) => void sent.push({ id, data: more }),
      close: () => void open.delete(id),
      onMsg: (f) => void open.set(id, f),
    };
  };
  const kernel = { openComm } as unknown as Kernel; // because a view asks for no more
  const heard = (id: string, data: CommMessage["data"]) => open.get(id)?.({ data, buffers: [] });
  return { kernel, sent, open, heard };
}

/** What a view gives a cell to show. */
export function shown(view: object): Record<string, { model_id?: string }> {
  const display: unknown = Reflect.get(view, Symbol.for("Jupyter.display"));
  return (display as () => Record<string, { model_id?: string }>)(); // because a view defines it
}
