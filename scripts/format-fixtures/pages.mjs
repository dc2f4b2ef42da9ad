// Pages that are printed or pictured for the fixtures; all names are invented.

const base = 'font-family:"Noto Sans CJK SC","Noto Serif CJK SC",sans-serif;';

const clause = (number, text) => `<p>第${number}条　${text}</p>`;

/** Two pages with a running head, page numbers, a table with merged cells and a paragraph that crosses the page. */
export const noticePage = `<!doctype html><meta charset="utf-8"><style>
@page { size: 500px 700px; margin: 70px 50px }
body { ${base} font-size: 16px; line-height: 26px; margin: 0; text-align: justify }
p { margin: 0; text-indent: 2em }
.sheet { height: 560px; overflow: hidden; position: relative; break-after: page }
.head { position: absolute; top: -0px; left: 0; font-size: 10px; text-indent: 0 }
.number { position: absolute; bottom: 0; width: 100%; text-align: center; font-size: 12px; text-indent: 0 }
h1 { font-size: 22px; line-height: 32px; text-align: center; margin: 26px 0 16px }
table { border-collapse: collapse; width: 100%; margin: 8px 0 } td { border: 1px solid #000; padding: 2px 6px }
td p, .plain { text-indent: 0 }
</style>
<div class="sheet"><p class="head">示例市人民政府公报</p>
<h1>示例市人民政府办公室关于印发<br>示例市家庭医生签约服务办法的通知</h1>
<p class="plain">各区人民政府，市政府各部门：</p>
<p>《示例市家庭医生签约服务办法》已经市人民政府同意，现印发给你们，请结合实际认真贯彻执行。</p>
${clause('一', '为了规范家庭医生签约服务，方便居民就近获得基本医疗和公共卫生服务，制定本办法。')}
${clause('二', '签约服务费由医疗保险基金、公共卫生经费和签约居民分担，具体标准见下表：')}
<table><tr><td rowspan="2">人群</td><td colspan="2">年标准</td></tr><tr><td>基础包</td><td>个性包</td></tr>
<tr><td>普通居民</td><td>120元</td><td rowspan="2">另行约定</td></tr><tr><td>老年人</td><td>90元</td></tr></table>
${clause('三', '签约周期为一年，期满后双方没有提出异议的，自动续签一年；居民迁出本市或者家庭医生')}
<p class="number">— 1 —</p></div>
<div class="sheet"><p class="head">示例市人民政府公报</p><p class="plain" style="margin-top:26px">不再执业的，协议自然终止，有关机构应当在十个工作日内告知当事人。</p>
${clause('四', '本办法自2026年7月1日起施行，有效期5年。')}
<p style="text-align:right">示例市人民政府办公室</p><p style="text-align:right">2026年5月20日</p>
<p class="number">— 2 —</p></div>
<div class="sheet" style="break-after:auto"><p class="head">示例市人民政府公报</p><p class="plain" style="margin-top:26px">附件：示例市签约服务机构名单</p><p class="number">— 3 —</p></div>`;

/** One small page for OCR, in large type. */
export const shortPage = `<!doctype html><meta charset="utf-8"><style>@page{size:480px 320px;margin:40px}body{${base}font-size:18px;line-height:30px;margin:0}p{margin:0;text-indent:2em}</style>
<p>城乡居民养老保险基础养老金标准调整为每人每月二百三十元。</p><p>新标准自2026年1月1日起执行，由社会保险经办机构按月发放到个人账户。</p>`;

/** A page as a scanner would see it. */
export const scanPage = `<!doctype html><meta charset="utf-8"><style>body{${base}font-size:36px;line-height:64px;margin:70px 90px;background:#fdfcf8}p{margin:0;text-indent:2em}h1{font-size:44px;text-align:center}</style>
<h1>示例市残疾人联合会通知</h1><p>持有残疾人证的居民可以到街道申请辅助器具补贴，轮椅最高补贴一千五百元，助听器最高补贴三千元。</p><p>一、申请人应当提交身份证和残疾人证。</p><p>二、街道应当在七个工作日内办结。</p>`;
