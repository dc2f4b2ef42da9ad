let table: Set<number> | null = null;

/** Code points of the 6,763 characters of GB2312: what a mainland official text is written with. */
function gb2312(): Set<number> {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Uint8Array((0xf7 - 0xb0 + 1) * 94 * 2);
  let position = 0;
  for (let row = 0xb0; row <= 0xf7; row++) {
    // The last five cells of row 0xd7 are empty in GB2312.
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell++) {
      bytes[position++] = row;
      bytes[position++] = cell;
    }
  }
  return new Set([...decoder.decode(bytes.subarray(0, position))].map((character) => character.codePointAt(0)!));
}

/**
 * Share 0..1 of the non-space characters that are GB2312 hanzi. Sound Chinese pages have .70 and more, pages whose character
 * map is broken about 0; below about .3 a page is read by OCR. Empty text: 0.
 */
export function soundShare(text: string): number {
  table ??= gb2312();
  let sound = 0;
  let all = 0;
  for (const character of text) {
    if (/\s/.test(character)) continue;
    all++;
    if (table.has(character.codePointAt(0)!)) sound++;
  }
  return all === 0 ? 0 : sound / all;
}

/** The 200 commonest hanzi of laws, policies and service guides, commonest first (counted over public texts of these kinds). */
const commonest = new Set(
  '的人法行定和应理有业以当者民国政关务或规管工部机用事作对不一门保生其在产院地员公可情上证出会发为经责中本合资制设施条主实物区办等时处全企依要安防级所及通权请提方照品进动家单件位构期由自查他申下市监第同府建疫日并报内得审二案任省成税款重准检交分收项三据服外组受利护按十告体职信金取营大控开予违执标医向个限决电立年运明委律场相织书广是诉于加程学求供接与社备督复计使能承水记未调批治费性支境持议各共确后过被',
);

/**
 * Share 0..1 of the hanzi that are among the 200 commonest; null below 40 hanzi. Sound official texts have .33 and more; text whose
 * character map names wrong hanzi has .11 and less.
 */
export function commonShare(text: string): number | null {
  const hanzi = text.match(/[\u4e00-\u9fff]/g) ?? [];
  if (hanzi.length < 40) return null;
  return hanzi.filter((sign) => commonest.has(sign)).length / hanzi.length;
}

/** Words of which at least one stands on nearly every sound page, also on one that is a list of medicines, names or goods. */
const everyday =
  /应当|可以|进行|以及|规定|工作|人员|管理|单位|申请|服务|部门|机构|办理|政府|标准|项目|名称|地址|电话|编号|序号|备注|用法|使用|或者|不得|根据|按照|关于|通知|有限|公司|中心|委员|社区|街道|联系|时间|日期|每日|小时|以上|以下|其他|主要|推荐|情况|要求|内容|方式|系统|建设|发展|中国|国家|全国|合计|金额|数量|类别|姓名|性别/;

/** True when the text has no everyday word at all: lists have rare hanzi, but a wrong character map has no words. */
export function lacksWords(text: string): boolean {
  return !everyday.test(text.replace(/\s/g, ''));
}

/** Share 0..1 of the non-space characters that no text has: private use, replacement signs, control characters. */
export function lostShare(text: string): number {
  const all = text.replace(/\s/g, '').length;
  return all === 0 ? 0 : (text.match(/(?![\t\n\r])[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu)?.length ?? 0) / all;
}
