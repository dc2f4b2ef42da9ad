import type { Clause, DocumentBundle, FieldFact } from '../../domain/document.ts';
import { letterElements } from '../structure/fields/letter-facts.ts';
import { htmlPage, percent, safe } from './html.ts';

/** The reading of one document beside its original: warnings first, then the fields with where they were read, then the clauses. */
export function documentPage(file: string, { document, version, relations }: DocumentBundle, original: string): string {
  const { title, quality, warnings } = document;
  const remarks = warnings.map(({ message }) => message);
  return htmlPage(
    `对照：${title}`,
    `<p class="small"><a href="../index.html">← 返回列表</a></p>
<h1>${safe(title)}</h1><p class="mute small">${safe(file)}</p>
${remarks.length > 0 ? `<ul class="warnings">${remarks.map((text) => `<li>${safe(text)}</li>`).join('')}</ul>` : ''}
<div class="side"><div class="original" tabindex="0" role="region" aria-label="原件">${original}</div>
<div>
${fields(document.facts, quality?.missingFields ?? [])}
${
  relations.length === 0
    ? ''
    : `<h2>与其他文件的关系</h2><ul class="small">${relations
        .map(({ kind, targetTitle, targetNumber, evidence, confidence }) => {
          const other = [targetTitle && `《${targetTitle}》`, targetNumber].filter(Boolean).join(' ');
          return `<li>${safe(relationNames[kind])}：${safe(other)}（把握 ${percent(confidence)}）<br><span class="mute">${safe(evidence)}</span></li>`;
        })
        .join('')}</ul>`
}
<h2>读出的文字（${version.clauses.length} 条）</h2>
${version.clauses.map(clause).join('\n')}
</div></div>`,
  );
}

const relationNames: Record<DocumentBundle['relations'][number]['kind'], string> = {
  supersedes: '取代',
  amends: '修改',
  repeals: '废止',
  implements: '依据',
  interprets: '解读',
  transmits: '印发',
  attachment: '附件',
  same_text: '同文',
  prolongs: '延长有效期',
};

const fieldNames: Record<string, string> = {
  ...letterElements,
  title: '标题',
  documentNumber: '发文字号',
  issuer: '发文机关',
  sourceLabel: '来源',
  publishedOn: '发布日期',
  issuedOn: '成文日期',
  effectiveOn: '施行日期',
  expiresOn: '失效日期',
  repealedOn: '废止日期',
  printedOn: '印发日期',
  wrappedTitle: '所印发的文件',
  kind: '类别',
  url: '网址',
  theme: '主题',
  validFor: '有效期',
  statedStatus: '页面标注的效力',
};

const basisNames: Record<FieldFact['basis'], string> = {
  manifest: '清单',
  page_notice: '页面提示',
  page_table: '页面表格',
  meta_tag: '网页标签',
  text: '正文',
  relation: '其他文件',
  derived: '推定',
  correction: '人工更正',
};

function fields(facts: FieldFact[], missing: string[]): string {
  const rows = facts.map(
    ({ field, value, basis, evidence, confidence }) =>
      `<tr><th scope="row">${safe(fieldNames[field] ?? field)}</th><td>${safe(value)}</td><td>${safe(basisNames[basis])}，把握 ${percent(confidence)}<br><span class="mute">${safe(evidence)}</span></td></tr>`,
  );
  const absent = missing.map((name) => `<tr><th scope="row">${safe(name)}</th><td class="bad" colspan="2">没有读到</td></tr>`);
  return rows.length + absent.length === 0
    ? ''
    : `<h2>要素</h2><table class="small"><tbody>${absent.join('')}${rows.join('\n')}</tbody></table>`;
}

function clause({ path, page, text, ocrConfidence }: Clause): string {
  const place = [
    path,
    page === null ? '' : `第${page}页`,
    ocrConfidence === null ? '' : `机器识别，把握 ${percent(ocrConfidence)}`,
  ];
  return `<div class="clause${ocrConfidence === null ? '' : ' machine'}"><div class="path">${safe(place.filter(Boolean).join(' · '))}</div><p>${marked(text)}</p></div>`;
}

/** Characters that no official text holds are shown in red. */
const marked = (text: string) =>
  safe(text).replace(
    /(?:(?![\t\n\r])[\p{Cc}\p{Co}\ufffd])+/gu,
    (run) => `<mark title="乱码">${'□'.repeat([...run].length)}</mark>`,
  );
