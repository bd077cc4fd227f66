/** What was typed so far: one state after another, to go back and forth in. */
export class Edits<T> {
  readonly #states: T[];
  #at = 0;
  #mark: string | null = null;

  constructor(first: T) {
    this.#states = [first];
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#states.length - 1;
  }

  /**
   * Remembers a state.
   *
   * @param mark of a change that goes on, as a drag: states with the same mark are one
   */
  push(state: T, mark: string | null = null): void {
    if (mark !== null && mark === this.#mark) this.#states[this.#at] = state;
    else {
      this.#states.splice(++this.#at, Infinity, state);
      if (this.#states.length > 200) this.#states.splice(1, 1); // the first stays: reset goes there
      this.#at = this.#states.length - 1;
    }
    this.#mark = mark;
  }

  undo(): T {
    return this.#go(this.#at - 1);
  }

  redo(): T {
    return this.#go(this.#at + 1);
  }

  /** The first state; what was typed since can be brought back by undo. */
  reset(): T {
    this.push(this.#states[0]);
    return this.#states[0];
  }

  #go(to: number): T {
    this.#at = Math.min(this.#states.length - 1, Math.max(0, to));
    this.#mark = null;
    return this.#states[this.#at];
  }
}
