/**
 * Misspellings so usual that word lists hold them as words: [as often written, the word]. Source: plain knowledge of the language.
 * They are mended like any other, only where the base holds the word and not its misspelling.
 */
export const misspellings: readonly (readonly [written: string, meant: string])[] = [
  ['租凭', '租赁'],
  ['身分证', '身份证'],
  ['帐户', '账户'],
  ['帐号', '账号'],
  ['登陆', '登录'],
  ['报消', '报销'],
  ['按装', '安装'],
  ['按排', '安排'],
  ['辨理', '办理'],
  ['办里', '办理'],
  ['申情', '申请'],
  ['退修', '退休'],
  ['退体', '退休'],
  ['生肓', '生育'],
  ['积份', '积分'],
  ['学藉', '学籍'],
  ['户藉', '户籍'],
  ['国藉', '国籍'],
  ['补帖', '补贴'],
  ['津帖', '津贴'],
  ['轮侯', '轮候'],
  ['执造', '执照'],
  ['幼儿圆', '幼儿园'],
];

/** Words of law, offices and daily life that are newer or rarer than the segmenter's dictionary and sound like others. Plain knowledge. */
export const rightWords: ReadonlySet<string> = new Set(
  (
    '限行 限号 限购 限贷 限售 限外 定作 设质 网格 网签 面签 直签 刷脸 扫码 亮码 赋码 核酸 疫苗 阳性 直播 带货 网约 快递 骑手 外卖 众包 平台 ' +
    '保教 延保 断保 停保 退保 脱保 续保 转保 补缴 断缴 漏缴 预缴 代缴 扣缴 清缴 汇缴 免征 减征 缓征 核减 核增 调减 调增 ' +
    '备付 到账 入账 销账 挂账 质权 留置 居间 承揽 要约 承诺 提存 追偿 代位 孳息 除斥 羁押 缓刑 拘役 管制 ' +
    '城管 综治 维稳 河长 林长 路长 田长 链长 楼长 警长 辅警 协管 网信 数管 科创 文旅 康养 医养 托育 托幼 助浴 助餐 助洁 助行 ' +
    '入沪 入粤 入京 落沪 积分 学位 摇号 派位 择校 分流 升学 转学 休学 复学 插班 借读 学籍 民办 公参民 ' +
    '保租 共有 安居 配租 配售 轮候 腾退 清退 旧改 棚改 微改 加梯 ' +
    '门特 门慢 慢阻肺 双通道 集采 医共体 家医 互认'
  ).split(' '),
);
