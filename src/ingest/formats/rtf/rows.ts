import type { RowDefinition } from '../table-flow.ts';

const words = new Set(['trowd', 'trleft', 'trhdr', 'clmrg', 'clvmrg', 'cellx']);

/** Definitions of rows as they are written cell by cell; one for each depth of tables, because inner rows come between. */
export class RowBuilder {
  private readonly definitions = new Map<number, RowDefinition>();
  private sideways = false;
  private downwards = false;

  /** Takes a control word about rows and cells; others are left alone. */
  take(word: string, parameter: number | null, depth: number): void {
    if (!words.has(word)) return;
    const row = this.at(depth);
    if (word === 'trowd') this.definitions.set(depth, emptyRow());
    else if (word === 'trleft') row.edges[0] = parameter ?? 0;
    else if (word === 'trhdr') row.header = true;
    else if (word === 'clmrg') this.sideways = true;
    else if (word === 'clvmrg') this.downwards = true;
    else if (word === 'cellx') {
      row.edges.push(parameter ?? 0);
      row.sideways.push(this.sideways);
      row.downwards.push(this.downwards);
      this.sideways = false;
      this.downwards = false;
    }
  }

  /** The definition in force; a row without one of its own goes on with that of the row before. */
  at(depth: number): RowDefinition {
    const known = this.definitions.get(depth);
    if (known) return known;
    const row = emptyRow();
    this.definitions.set(depth, row);
    return row;
  }
}

function emptyRow(): RowDefinition {
  return { edges: [0], sideways: [], downwards: [], header: false };
}
