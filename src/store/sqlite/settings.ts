import { ConflictError } from '../../domain/errors.ts';
import type { SettingChange, SettingReader, StoredSetting } from '../contract-settings.ts';
import { type Connection, translated } from './connection.ts';

const columns = 'name, value, changed_by AS changedBy, changed_at AS changedAt, revision';

export const settingWriters = {
  put_setting(connection: Connection, { setting, expected }: SettingChange): void {
    const sql = `SELECT ${columns} FROM settings WHERE name = @name`;
    const known = connection.get<StoredSetting>(sql, { name: setting.name });
    if ((known?.revision ?? 0) !== expected) {
      const who = known ? `已由${known.changedBy}修改` : '已恢复为默认值';
      throw new ConflictError(`这项设置${who}，请刷新后再改`, `setting ${setting.name} is at revision ${known?.revision ?? 0}`);
    }
    connection.run('INSERT OR REPLACE INTO settings VALUES (@name, @value, @changedBy, @changedAt, @revision)', {
      ...setting,
      value: JSON.stringify(setting.value),
      revision: expected + 1,
    });
  },
};

export function settingReader(connection: Connection): SettingReader {
  return {
    async all() {
      const sql = `SELECT ${columns} FROM settings ORDER BY name`;
      const rows = translated(() => connection.all<Omit<StoredSetting, 'value'> & { value: string }>(sql));
      return rows.map((row) => ({ ...row, value: JSON.parse(row.value) }));
    },
  };
}
