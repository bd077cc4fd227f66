import type { Json } from "./wire";

/** A line of history as history_reply has it: session, line number, input. */
type Entry = [session: number, line: number, input: string];

/** What was run in this session. Another session's history is not kept. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push([0, line, input]);
  }

  /** The content of a history_reply: access types `tail`, `range` and `search`. */
  answer(request: Json): Json {
    const found = this.#find(request);
    return {
      status: "ok",
      history: request.output ? found.map(([s, line, input]) => [s, line, [input, null]]) : found,
    };
  }

  #find(request: Json): Entry[] {
    const most = typeof request.n === "number" ? request.n : Infinity;
    switch (request.hist_access_type) {
      case "tail":
        return last(this.#entries, most);
      case "range": {
        if (request.session !== 0) return []; // 0 is the current session
        const [start, stop] = [Number(request.start ?? 0), Number(request.stop ?? Infinity)];
        return this.#entries.filter(([, line]) => line >= start && line < stop);
      }
      case "search": {
        const wanted = glob(String(request.pattern ?? "*"));
        const found = this.#entries.filter(([, , input]) => wanted.test(input));
        if (!request.unique) return last(found, most);
        const newest = new Map(found.map((entry) => [entry[2], entry]));
        return last(
          found.filter((entry) => newest.get(entry[2]) === entry),
          most,
        );
      }
      default:
        return [];
    }
  }
}

function last<T>(all: T[], most: number): T[] {
  return all.slice(Math.max(0, all.length - most));
}

/** A pattern with `*` and `?`, as the protocol has it. */
function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, "[\\s\\S]*")
    .replace(/\?/g, "[\\s\\S]");
  return new RegExp(`^${source}$`);
}
