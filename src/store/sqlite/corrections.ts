import type { Correction } from '../../domain/correction.ts';
import type { CorrectionChange, CorrectionReader } from '../contract-corrections.ts';
import { type Connection, translated } from './connection.ts';

interface CorrectionRow extends Omit<Correction, 'value'> {
  itemId: string;
  value: string;
}

const columns = `SELECT item_id AS itemId, field, value, reason, corrected_by AS "by", corrected_at AS "at" FROM corrections`;
const correctionOf = ({ itemId: _, value, ...row }: CorrectionRow): Correction => ({ ...row, value: JSON.parse(value) });

export function correctionReader(connection: Connection): CorrectionReader {
  return {
    async ofItem(itemId) {
      const rows = translated(() =>
        connection.all<CorrectionRow>(`${columns} WHERE item_id = @itemId ORDER BY field`, { itemId }),
      );
      return rows.map(correctionOf);
    },
    async all() {
      const rows = translated(() => connection.all<CorrectionRow>(`${columns} ORDER BY item_id, field`));
      const byItem = new Map<string, Correction[]>();
      for (const row of rows) byItem.set(row.itemId, [...(byItem.get(row.itemId) ?? []), correctionOf(row)]);
      return byItem;
    },
  };
}

export const correctionWriters = {
  put_corrections: (connection: Connection, { itemId, corrections }: CorrectionChange): void => {
    connection.run('DELETE FROM corrections WHERE item_id = @itemId', { itemId });
    for (const correction of corrections) {
      connection.run(
        `INSERT INTO corrections (item_id, field, value, reason, corrected_by, corrected_at)
          VALUES (@itemId, @field, @value, @reason, @by, @at)`,
        { ...correction, itemId, value: JSON.stringify(correction.value) },
      );
    }
  },
};
