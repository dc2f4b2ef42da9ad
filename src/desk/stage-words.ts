import type { AnswerStatus } from '../domain/answer.ts';
import type { UnderstoodQuestion } from '../retrieve/contract.ts';

// What the parts of an answer's way are called on the screens of evaluators. A name without words here is shown as it is.

export const statusWords: Record<AnswerStatus, string> = {
  answered_faq: '审核过的问答',
  answered_extract: '摘录原文作答',
  answered_model: '模型改写后作答',
  clarify: '反问补充',
  small_talk: '寒暄',
  declined_no_evidence: '拒答：资料中没有依据',
  declined_out_of_scope: '拒答：不在范围内',
  declined_unsafe: '拒答：不安全',
  declined_personal_record: '拒答：查个人办件',
  expired_only: '作答，并说明依据已失效',
  error_internal: '内部出错',
};

const intentWords: Partial<Record<UnderstoodQuestion['intent'], string>> & Record<string, string> = {
  fact: '事实',
  amount: '金额、比例',
  count: '数量',
  duration: '期限、多久',
  condition: '条件、资格',
  procedure: '怎么办',
  materials: '要什么材料',
  deadline: '什么时候',
  place: '在哪里、电话',
  list: '列举',
  yes_no: '能不能、是不是',
  validity: '是否有效',
  comparison: '比较',
};

const stepWords: Record<string, string> = {
  guard: '安全检查',
  small_talk: '是不是寒暄',
  personal_record: '是不是查个人办件',
  scope: '是不是政策问题',
  complaint: '是不是意见投诉',
  follow_up: '补全追问',
  understand: '理解问题',
  clarify: '要不要反问',
  retrieve: '检索候选',
  reviewed_entry: '审核过的问答',
  judge: '判断依据够不够',
  compose: '选句成文',
  reword: '模型改写',
  verify: '逐句核对出处',
};

const featureWords: Record<string, string> = {
  lexical: '字词相合',
  cosine: '意思相近',
  coverage: '字词盖住问题的份额',
  fused: '两者合计',
  exact: '字面相同',
  ranker: '重排模型',
  widened: '官方用语相合',
  namedDocument: '点名的文号',
  namedArticle: '点名的条款',
  namedTitle: '点名的标题',
  currentPage: '正在看的页面',
  outOfForce: '已失效',
  consultationDraft: '征求意见稿',
  news: '新闻',
  otherRegion: '别的地区',
  otherScheme: '别的险种或制度',
  otherYear: '别的年度',
  otherDistrict: '别的区县',
  otherGroup: '别的人群',
  annexList: '附件目录',
  titleLine: '只是标题',
  reviewedEntry: '审核过的问答',
  rank: '名次',
  standsOut: '最近的一段比别的近多少',
  length: '长短',
  overlap: '句子里有问题的字词',
  headings: '连标题一起算的字词',
  held: '问到的词答复里有',
  told: '问到的词在那一条里',
  toldByDocument: '问到的词在那份文件里',
  unknown: '资料里没有的词',
  strange: '最生僻的、没见过的词',
  matched: '问到而依据说到的词',
  missed: '问到而依据没说的词',
  unnamedMatters: '问到而资料没提的事项',
  shape: '有所问的那类内容',
  lead: '领先其他文件',
  named: '点名了文件',
};

const wordsIn = (table: Record<string, string>) => (name: string) => table[name] ?? name;
export const intentWord = wordsIn(intentWords);
export const stepWord = wordsIn(stepWords);
export const featureWord = wordsIn(featureWords);
export const statusWord = wordsIn(statusWords);
