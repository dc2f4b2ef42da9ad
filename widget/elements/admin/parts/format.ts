const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant (ISO) in Shanghai: 2025-06-02 12:00; a dash for none. */
export function moment(at: string | null): string {
  if (!at) return '—';
  const part = Object.fromEntries(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`;
}

/** How long ago, for lists: 刚刚, 5 分钟前, 3 小时前, 2 天前, else the moment. */
export function ago(at: string | null, now = Date.now()): string {
  if (!at) return '从未';
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return '刚刚';
  if (minutes < 60) return `${minutes} 分钟前`;
  if (minutes < 1440) return `${Math.floor(minutes / 60)} 小时前`;
  return minutes < 10_080 ? `${Math.floor(minutes / 1440)} 天前` : moment(at);
}

/** Today in Shanghai, YYYY-MM-DD. */
export const today = (now = Date.now()): string => moment(new Date(now).toISOString()).slice(0, 10);

/** 2026-12-01 as 2026年12月1日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** Said once something was approved: it is found at once, or from its first day on. */
export const foundFrom = (from: string | null, done: string): string =>
  from !== null && from > today() ? `已通过，${dayInWords(from)}起生效。` : `${done}，现在就能查到。`;
