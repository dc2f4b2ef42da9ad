/**
 * Ways of speaking to an answering machine instead of to people: the classes that OWASP LLM01 (prompt injection) and GB/T 45654-2025
 * (security of generative services) name: setting rules aside, a new role, orders on how to answer, false system messages, asking for what
 * is hidden. Plain knowledge of the language; the patterns read a simplified lower-case view without spaces between Chinese characters.
 */

const machine =
  '(?:(?<![a-z])ai(?![a-z])|人工智能|大(?:语言)?模型|语言模型|智能(?:客服|助手|问答|体)|问答(?:助手|系统|机器人)|聊天机器人|机器人|助手|assistant|chatgpt|gpt|llm)';
const rules =
  '(?:规则|指令|指示|提示|设定|限制|约束|原则|正文|内容|上文|前文|上述|以上|文件内容|答案列|上一行|上面|说明|要求|政策文本|instructions?|rules?|prompts?|guidelines?|above|policy text|document)';
const before =
  '(?:以上|上述|上文|前文|前面|之前|先前|所有|一切|全部|其他|其它|任何|你|系统|既定|原有|本文|正文|文件|答案|上一|上面|全文)';

/** Orders that nobody gives to a citizen; in a document and in a question alike. */
export const orders: RegExp[] = [
  // setting rules aside
  new RegExp(
    `(?:忽略|无视|忘记|忘掉|抛开|抛弃|绕过|跳过|不顾|推翻|不要管|别管|不用管|屏蔽)(?:掉|了)?(?:你)?${before}.{0,12}${rules}`,
  ),
  new RegExp(
    `(?:忽略|无视|抛开|绕过|屏蔽)(?:掉|了)?(?:${before}|规则|限制|指令|约束)(?:的)?(?:规则|限制|指令|约束|内容)?(?=并|，|,|。|说|请|输出|告诉|回答|直接|后|$)`,
  ),
  /(?:ignore|disregard|forget|override|bypass).{0,24}(?:previous|above|all|prior|your|the|these|any).{0,24}(?:instruction|rule|prompt|guideline|polic|text|document|restriction)/,
  /hu ?l(?:u|ü|v)e ?(?:[a-z]+ ){0,3}(?:yishang|suoyou|guize|zhiling)|(?:huida|shuchu) ?:|(?:from now on|henceforth).{0,40}(?:answer|reply|respond|say|you)/,
  // a new role
  /(?:你|您)?(?:现在|从现在起|接下来|今后|从此)(?:你|您)?(?:就)?(?:是|扮演|充当|变成)(?:一个|一名|名为|dan|没有|不受|无)/,
  /(?:扮演|假装|假扮|模拟|充当|以.{1,8}(?:的)?身份).{0,30}(?:不受|没有|无|从不|总是|不必).{0,8}(?:限制|约束|审查|引用|规则|说)/,
  /你(?:现在)?(?:没有|不受)(?:任何)?(?:限制|约束|审查)|(?:you are|act as|pretend to be) (?:now )?(?:a|an|dan|the|my|in)\b/,
  // orders on how to answer
  /(?:一律|统一|必须|务必|只能|直接|始终|总是|永远|全部|都)(?:要)?(?:回答|答作|改答|说成|输出|回复)(?:为|成|：|:|“|"|「|[0-9]|.{0,6}(?:“|："))/,
  /请?(?:一律|统一)(?:回答|改答|输出)|(?:回答|答复|回复|作答|输出)时?(?:统一|一律|必须|务必|均|都)?(?:改为|改成|改说|写成|写上|附上|说(?:每|一律|“))/,
  /(?:请|并|就|应当?|须|必须)(?:直接|一律|统一|全部)?(?:回答|改答|说|输出)(?:：|:|“|"|「)|(?:对|向|告诉|告知|转告)(?:用户|提问者|询问者|使用者|提问人|市民)(?:说|：|:|，|收入|把|将|去|登记)/,
  /(?:作为|当作|当成)(?:唯一|最终|你的|标准)?(?:的)?(?:答案|回答|答复)(?:输出|返回)?|(?:任何|所有|一切|全部).{0,16}问题.{0,6}(?:都|均|一律|全部)?(?:的)?(?:回答|答案|用本条|以本)|无论.{0,6}(?:问|提问).{0,8}(?:什么|何).{0,12}(?:回答|答|说|输出)/,
  /(?:凡|只要|一旦|如果|若)(?:是)?(?:有人)?(?:询问|问到|问及|提问|被问).{0,30}(?:回答|答复|答|说|输出|作为)/,
  /(?:回答|答复)(?:本|该|这个?)?(?:文件|文档|材料|页面)?(?:的)?问题时.{0,6}(?:请|须|必须|先|应)|不(?:要|得|准)(?:提及|引用|透露)(?:原来|其他|本|其它|任何来源|原文)/,
  /(?:tell|inform) the user|(?:your|the) (?:answer|reply|response) (?:must|should|is)|(?:always|only|must|please) (?:answer|reply|respond|say|output)|(?:answer|reply|respond|say)(?: instead| only)? ?(?::|with|")|say ?: ?|say instead/,
  /(?:一律|统一)(?:回答|答复|回复).{0,2}[“"：:「]|请?勿引用(?:其他|其它|任何)|按(?:照)?(?:上述|以上|此|本)?(?:示例|范例|例子)(?:的)?(?:风格|格式|口吻|方式)?(?:回答|作答|输出)/,
  /(?:^|[:：。？])(?:助手|assistant|机器人) ?[:：]|(?:^|[:：])(?:用户|user) ?[:：][^。]{1,40}[？?]|(答[:：][^。？]{1,12}。)(?:[^答]{1,30}\1){2}/,
  /必须拒答|一律拒答|(?:均属|属于)有害内容|(?:并|就|应|须|请)(?:直接)?(?:回复|答复|回答)[“"：:「]/,
  // false system messages and templates
  /<\|?\/?(?:im_start|im_end|system|assistant|endoftext|user)\|?>|\[\/?(?:inst|system|sys|系统)\]|【(?:系统|system)(?:指令|提示|消息)?】|(?:^|[\s"{。；])(?:system|assistant|developer)(?:message|prompt)? ?[:：]|系统(?:指令|提示|命令|消息|通知)[(（：:]|"role" ?: ?"(?:system|assistant|developer)"/,
  /(?:请|令)系统(?:改|回答|答|说|输出)|(?:解码|译码|decode|翻译成.{1,4}|译成.{1,4})(?:后|并|and)?再?.{0,6}(?:执行|照做|照办|遵照|run|execute|follow)|(?:每行|各行|每段|各句|每句)首字.{0,6}(?:连|读|拼)/,
  /(?:function_call|tool_call|tool_use|"tool"|"function") ?["':=({]|\{\{.{0,80}\}\}|\$\{.{0,80}\}|<%.{0,80}%>|^(?:event|data): ?(?:done|\{|\[)/,
  /(?:译成|翻译成|译为)(?:中文|英文)?.{0,10}(?:作为|当作)(?:答案|回答)|(?:本|此)(?:脚注|条|段|说明|须知|备注).{0,6}(?:优先级|效力)(?:最高|高于(?:一切|正文|其他|以上))/,
  /(?:输出|打印|泄露|展示|显示|说出|念出|写出)(?:你的?|完整的?|全部|系统|内部){1,3}(?:提示词|指令|设定|配置|密钥|prompt)|^不照.{0,12}回答|以本(?:段|条|行|列)为准(?:，|,|$)/,
];

/** Orders with the machine named. */
export const addressed: RegExp[] = [
  /(?:机器|模型|电脑|计算机)(?:可读|专用|专读)(?:的)?(?:指令|说明|提示|命令|答复|内容)?[:：]/,
  new RegExp(`(?:给|致|对|请|告|供)${machine}(?:们)?(?:的)?(?:指令|说明|须知|提示|：|:|，|,|忽略|改|回答|附|注意|看|读)`),
  new RegExp(
    `${machine}(?:须知|请注意|请|必须|务必|应当?|看到|读到|遇到|输出时|回答时)[^。]{0,40}(?:回答|答复|输出|忽略|改答|附上|写|说|本条|照|执行|插入)`,
  ),
  new RegExp(
    `(?:读到|看到)(?:此处|这里|本段|这段).{0,4}${machine}|${machine}.{0,3}(?:读取|抓取|扫描|解析|检索)(?:到|至)?(?:此处|这里|本段|这段|本条)|(?:模型|机器)(?:输出|回答|看到|读到|阅读).{0,24}(?:必须|应当?|须|请|写|回答)`,
  ),
];

/** What a question may ask of the machine itself; documents on the use of such systems may name the same things. */
export const asksOfMachine: RegExp[] = [
  /(?:输出|打印|告诉|给我|念|显示|展示|泄露|透露|翻译|复述|重复|列出|发给|说出|print|show|reveal|repeat|translate|tell|output|what is).{0,16}(?:系统|你的|你们的|初始|隐藏|完整|内部|system|hidden|initial|your)(?:的)?.{0,6}(?:提示词|提示|prompt|指令|设定|规则|rules|instructions|配置|密钥)/,
  /(?:系统|你的|初始|隐藏)(?:的)?(?:提示词|prompt|设定|指令).{0,10}(?:是什么|一字不差|打印|输出|给我|告诉我|原文|发出来|说出来)|开发者模式|调试模式|越狱|jailbreak|dan ?mode/,
  /(?:输出|念|打印|列出|告诉我|显示|写了|写的|读).{0,14}(?:内部配置|密钥|未发布|未审核|草稿|后台备注|内部备注|备注)|(?:后台|内部)(?:还)?(?:写了?|的)?.{0,6}备注.{0,12}(?:念|读|告诉|给我|列)/,
  /(?:上一位|上一个|别的|其他)(?:市民|用户|人)(?:的)?(?:提问|问题|手机|电话|对话)/,
];

/** Orders in a question to do something other than answer it. */
export const ordersOfQuestions: RegExp[] = [
  /(?:对话|会话|聊天)(?:开始)?(?:之前|以前|前).{0,10}(?:文字|内容|话|指令)|(?:原样|逐字|一字不[差漏]).{0,6}(?:重复|复述|输出|打印|念)/,
  /(?:请)?(?:执行|运行|拼接|拼起来|连起来)[a-z] ?\+ ?[a-z]/,
  /(?:以后|往后|今后|从现在(?:起|开始)|接下来)(?:不管|无论|一律|都|只|每|全部|你)(?:.{0,12})(?:回答|答复|答|说|拒绝|回复)/,
  /(?:记住|记下)(?:这段|一个词|这个词|这句)|再记一个词|我说一个词/,
  /(?:扮演|假装|假扮)(?!的)(?:一个|一名|成)?.{1,12}(?:批准|念|说|告诉|回答|给我)|(?:那|请)?你(?:现在|来)?扮演/,
  /(?:用户|user) ?[:：].{0,40}(?:助手|assistant) ?[:：]|^(?:助手|assistant) ?[:：]/,
  /(?:打开|访问|读取|执行|运行)(?:data:|javascript:|file:|https?:)|(?:请)?(?:解码|decode)(?:并|后|这|下面|：|:)/,
  /<\/?(?:user|system|assistant|script)|drop table|union select|(?:title|content):\*/,
];

/** Markup and addresses that could come alive where somebody forgets to escape them. */
export const liveMarkup =
  /<\/?(?:script|img|iframe|svg|a|object|embed|style|form|input|link|meta|base)[\s/>]|\bon[a-z]{3,14}\s*=\s*["'(a-z]|javascript:|vbscript:|data:text|!\[[^\]]*\]\(|\]\(\s*(?:https?|javascript|data)|=\s*(?:hyperlink|importxml|webservice|importdata|cmd)\b[|(]/;
