import type { AuditCheck, AuditFault } from '../store/contract-audit.ts';

/** What a fault of the chain means, for auditors. */
export const auditFaults: Record<AuditFault, string> = {
  changed: '内容或校验值与链不符：被改过、换过位置，或是后来插入的',
  missing: '这一条缺失：被删除，或编号被改过',
  tail: '末尾与记录的链尾不符：最后的记录被删除，或绕过系统添加过',
  head: '链尾标记缺失：有人动过数据库文件',
};

/** The result of verifying in one sentence. */
export function auditVerdict({ records, broken }: AuditCheck): string {
  if (!broken) return `审计链完整，共 ${records} 条。`;
  const at = broken.at ? `（${broken.at}，${broken.action}）` : '';
  return `审计链在第 ${broken.number} 条断开${at}：${auditFaults[broken.reason]}。`;
}
