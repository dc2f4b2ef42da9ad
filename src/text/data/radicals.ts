/**
 * CJK Radicals Supplement (U+2E80-U+2EF3) beside the ordinary character. Text taken out of PDF files often carries these
 * look-alikes; NFKC leaves all but two of them alone. Radicals without an ordinary character in the BMP are left out.
 * Kangxi radicals (U+2F00-U+2FD5) need no table: NFKC maps them, except that mainland fonts mean 户 by ⼾.
 */
export const radicalPairs =
  '⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尣⺒巳⺓幺⺔彑⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母' +
  '⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺶羊⺸羋⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹' +
  '⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠' +
  '⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户';
