/** Invented official texts. Each marker sentence stands once in its text and holds no white space. */
export const TITLE = '云州市人民政府办公室关于加强农村饮用水管理的通知';
export const FIRST = '各县区应当于每年三月底前完成水源地巡查';
export const LAST = '本通知自2022年5月1日起施行，有效期5年';
export const LINES = [
  TITLE,
  '云政办发〔2022〕16号',
  '各县（市、区）人民政府，市政府各部门：',
  `一、${FIRST}。`,
  '二、供水单位应当按月公布水质检测结果，并接受群众监督。',
  `三、${LAST}。`,
  '云州市人民政府办公室',
  '2022年4月8日',
];
export const NOTICE = `${LINES.join('\n')}\n`;

/** What the kept base files say. */
export const BASE_DOC = ['参保对象为具有本市户籍', '财政补助标准为每人每年640元'];
export const BASE_XLS = ['垃圾清运费', '青禾县自来水费'];
export const BASE_PICTURE = ['财政补助标准'];

export const FEE_ROWS = [
  ['项目', '单位', '标准（元）'],
  ['河道采砂管理费', '立方米', '3.20'],
  ['临江市停车费', '小时', '4'],
];
export const FEES = ['河道采砂管理费', '临江市停车费'];
export const FEE_CSV = `${FEE_ROWS.map((row) => row.join(',')).join('\r\n')}\r\n`;
