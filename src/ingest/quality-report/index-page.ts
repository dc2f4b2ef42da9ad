import { htmlPage, percent, safe } from './html.ts';
import type { QualityEntry } from './reporter.ts';

/** The list of all files, worst first. */
export function indexPage(sourceId: string, at: string, entries: QualityEntry[]): string {
  const failed = entries.filter((entry) => entry.error);
  const doubtful = entries.filter((entry) => !entry.error && entry.doubt > 0);
  const sound = entries.length - failed.length - doubtful.length;
  return htmlPage(
    `读取质量报告：${sourceId}`,
    `<h1>读取质量报告：${safe(sourceId)}</h1>
<p class="mute">${safe(new Date(at).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' }))}。共 ${entries.length} 个文件：读不出 ${failed.length} 个，需要核对 ${doubtful.length} 个，未发现疑点 ${sound} 个。
最需要核对的排在最前；点开文件可以把读出的文字和原件对照着看。</p>
${failed.length > 0 ? failures(failed) : ''}
${entries.length > failed.length ? readings(entries.filter((entry) => !entry.error)) : ''}`,
  );
}

const failures = (entries: QualityEntry[]) => `<h2>读不出的文件</h2>
<table><thead><tr><th scope="col">文件</th><th scope="col">原因</th><th scope="col">代码</th></tr></thead><tbody>
${entries
  .map(
    ({ file, error }) =>
      `<tr><td>${safe(file)}</td><td class="bad">${safe(error!.reason)}</td><td>${safe(error!.code)}</td></tr>`,
  )
  .join('\n')}
</tbody></table>`;

const readings = (entries: QualityEntry[]) => `<h2>读出的文件</h2>
<table><thead><tr><th scope="col">文件</th><th scope="col" class="n">疑点</th><th scope="col" class="n">乱码</th><th scope="col" class="n">机器识别</th>
<th scope="col" class="n">识别把握</th><th scope="col" class="n">字数</th><th scope="col" class="n">条款</th><th scope="col">缺少的要素</th><th scope="col">需要核对</th></tr></thead><tbody>
${entries.map(row).join('\n')}
</tbody></table>`;

function row({ file, title, doubt, quality, warnings, page }: QualityEntry): string {
  const name = page ? `<a href="${safe(page)}">${safe(title)}</a>` : safe(title);
  const remarks = warnings.map(({ message }) => message);
  const list = remarks.length === 0 ? '—' : remarks.slice(0, 6).map(safe).join('<br>');
  const more = remarks.length > 6 ? `<br>……另有 ${remarks.length - 6} 项` : '';
  return `<tr><td>${name}<br><span class="mute small">${safe(file)}</span></td>
<td class="n${doubt >= 3 ? ' bad' : ''}">${doubt.toFixed(1)}</td><td class="n">${percent(quality?.garbledShare ?? null)}</td>
<td class="n">${percent(quality?.ocrShare ?? null)}</td><td class="n">${percent(quality?.ocrConfidence ?? null)}</td>
<td class="n">${quality?.characters ?? '—'}</td><td class="n">${quality?.clauses ?? '—'}</td>
<td>${safe(quality?.missingFields.join('、') || '—')}</td><td class="warn small">${list}${more}</td></tr>`;
}
