export interface Scored {
  id: string;
  score: number;
}

/** Better: higher score; among equals the smaller id, so that results do not depend on the order of arrival. */
const better = (a: Scored, b: Scored) => a.score > b.score || (a.score === b.score && a.id < b.id);

/** Keeps the k best of a stream in a heap whose root is the worst kept. */
export class TopK {
  readonly #limit: number;
  readonly #heap: Scored[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  offer(id: string, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push({ id, score });
      this.#rise(heap.length - 1);
      return;
    }
    const worst = heap[0] as Scored;
    if (score < worst.score || (score === worst.score && id > worst.id)) return;
    heap[0] = { id, score };
    this.#sink();
  }

  /** Best first. */
  sorted(): Scored[] {
    return [...this.#heap].sort((a, b) => (better(a, b) ? -1 : 1));
  }

  #rise(from: number): void {
    const heap = this.#heap;
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!better(heap[parent] as Scored, heap[child] as Scored)) return;
      swap(heap, parent, child);
      child = parent;
    }
  }

  #sink(): void {
    const heap = this.#heap;
    let parent = 0;
    for (;;) {
      let worst = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < heap.length && better(heap[worst] as Scored, heap[child] as Scored)) worst = child;
      }
      if (worst === parent) return;
      swap(heap, parent, worst);
      parent = worst;
    }
  }
}

function swap(heap: Scored[], a: number, b: number): void {
  const kept = heap[a] as Scored;
  heap[a] = heap[b] as Scored;
  heap[b] = kept;
}
