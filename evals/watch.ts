/** How a long evaluation tells where it is, and how it is stopped. */
export interface Watch {
  signal: AbortSignal;
  progress(title: string): { update(done: number, total: number, label?: string): void; end(): void };
  note(text: string): void;
}

/** Says nothing and is never stopped. */
export const silentWatch: Watch = {
  signal: new AbortController().signal,
  progress: () => ({ update: () => {}, end: () => {} }),
  note: () => {},
};
