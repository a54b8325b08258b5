/**
 * Frequent words of talks, meaning by meaning: English; German; Chinese; Japanese where it is not written so. Those are taken
 * whose English stands in our lists of common words, not from any talk: the commonest renderings, by far not all.
 */
export const WORDS = `
but however;aber jedoch allerdings;但是 但 不过 可是 然而 可惜;しかし でも けれど ところが ただし
because;weil denn;因为;なぜなら からです ため | if;wenn falls;如果 要是 假如;もし
so therefore;deshalb also daher darum;所以 因此 于是 那么;だから なので ですから つまり
example instance;beispiel beispielsweise;比如 例如 例子 譬如;例えば たとえば 例
why;warum wieso weshalb;为什么 为何;なぜ どうして | how;wie;怎么 如何 怎样;どう どのように | who;wer;谁;誰 だれ
where;wo wohin;哪里 哪儿;どこ
maybe perhaps probably;vielleicht wahrscheinlich;也许 可能 大概 或许;多分 たぶん おそらく かもしれ
almost nearly;fast beinahe;差不多 几乎 将近;ほとんど ほぼ
actually fact;eigentlich tatsächlich;其实 实际上 事实上 事实;実は 実際 | really;wirklich;真的 真正;本当
only just;nur bloß lediglich;只 仅;だけ しか わずか | also too;auch ebenfalls;也 还;も
again;wieder nochmal;再 又 重新;また もう一度 再び | never;nie niemals;从不 从来 永远不 从未;決して 一度も
always;immer stets;总是 一直 总 始终;いつも 常に 必ず | often;oft häufig;经常 常常 往往;よく しばしば
sometimes;manchmal;有时;時々 ときどき | already;schon bereits;已经;すでに もう
now;jetzt nun;现在 如今;今 現在 | then;dann danach;然后 接着 后来;それから その後 次に
first;zuerst zunächst erstens erste ersten;首先 第一;まず 最初
finally last;schließlich endlich zuletzt letzte letzten;最后 终于 上次;最後 ついに
before;bevor vorher;之前 以前;前に | after;nachdem nach;之后 以后 后;後に 後 | today;heute;今天 今日;本日
tomorrow;morgen;明天;明日 | yesterday;gestern;昨天;昨日
morning;morgens vormittag;早上 早晨 上午 清晨;朝 午前 | afternoon;nachmittag;下午;午後
evening tonight;abend abends;晚上 今晚 傍晚;夕方 今夜 晩 | night;nacht nachts;夜 晚上;
day;tag tage tagen tages;天 日; | week;woche wochen;周 星期 礼拜;週 | weekend;wochenende;周末;週末
month;monat monate monaten;月; | year;jahr jahre jahren jahres;年 岁;
hour;stunde stunden;小时 钟头;時間 | minute;minute minuten;分钟;
century;jahrhundert jahrhunderte;世纪;世紀 | time;zeit;时间 时候;時間 とき 時
moment;moment augenblick;时刻 瞬间 片刻;瞬間 | long;lang lange länger;长 久;長い 長く
short;kurz kurze;短;短い | question;frage fragen;问题 问;質問 問い
problem trouble;problem probleme problemen;问题 难题 麻烦;問題
answer reply;antwort antworten lösung;答案 回答 答;答え 返事
people person;leute menschen personen person mensch;人;人々
everyone everybody;alle jeder zusammen;大家 各位 每个人 所有人 人人;皆さん みんな 全員
man men guy;mann männer;男人 男 人; | woman women lady;frau frauen dame;女人 女 女士;
child children kid;kind kinder kindern;孩子 儿童 小孩;子供 子ども | boy;junge jungen;男孩;少年 男の子
girl;mädchen;女孩 姑娘;少女 女の子 | friend;freund freunde freundin;朋友;友達 友人
family;familie;家 家人 家庭;家族 | mother mom mum;mutter mama;母亲 妈妈 妈;母
father dad;vater papa;父亲 爸爸 爸;父 | parent;eltern;父母 家长;親 両親
grandmother grandma;großmutter oma;奶奶 外婆 祖母;おばあ
teacher professor;lehrer lehrerin professor;老师 教师 教授;先生 教師
student pupil;schüler student studenten studierende;学生 同学;生徒
doctor physician;arzt ärztin ärzte;医生 大夫 博士;医者 医師 | patient;patient patienten;病人 患者;
scientist researcher;wissenschaftler forscher;科学家 研究人员 研究者;科学者
engineer;ingenieur;工程师;技術者 エンジニア | company firm;firma unternehmen;公司 企业;会社 企業
money;geld;钱 金钱;お金 金 | price cost;preis kosten kostet;价格 成本 花费 价钱;値段 価格 費用
buy bought;kaufen gekauft kauft kaufte;买 购买;買 | pay paid;zahlen bezahlen bezahlt;付 支付;払
work job;arbeit arbeiten arbeitet;工作 干活;仕事 働 | school;schule;学校 上学;
university college;universität uni hochschule;大学;
class lesson lecture course;vorlesung unterricht kurs stunde;课 讲座 课程;授業 講義
exam test;prüfung klausur test;考试 测试 测验 试;試験 テスト | book;buch bücher;书 本书;本
paper;papier;纸 论文;紙 論文 | letter;brief briefe buchstabe;信 字母;手紙 文字
word;wort wörter worte;词 话 字;言葉 単語 | sentence;satz sätze;句子 句话 句;文 一言
language;sprache sprachen;语言 语;言語 言葉 | story tale;geschichte geschichten;故事;話 物語
history;geschichte;历史;歴史 | music;musik;音乐;音楽 | song;lied lieder;歌;
film movie;film filme;电影 片子;映画
picture image photo;bild bilder foto fotos;图片 照片 图像 图 画;写真 絵 画像 | art;kunst;艺术;芸術
game play;spiel spielen spielt;游戏 比赛 玩;ゲーム 試合 遊 | team;mannschaft team;团队 队;チーム
win won;gewinnen gewonnen gewinnt;赢 胜;勝
lose lost;verlieren verloren verliert;输 失去 丢;失 負 | house home;haus häuser hause;房子 家 屋;
room;zimmer raum;房间 屋;部屋 | door;tür türen;门;ドア 扉 | window;fenster;窗户 窗;窓
table desk;tisch tische tabelle;桌 表;机 テーブル | kitchen;küche;厨房;台所
street road way;straße straßen weg;街 路 道路;道 通り | city town;stadt städte;城市 城 镇;町 都市 街
village;dorf;村 村子; | country nation;land länder;国家 国; | world;welt;世界; | earth;erde;地球;
sun;sonne;太阳;太陽 | moon;mond;月亮 月球;月 | star;stern sterne;星 恒星; | sky heaven;himmel;天空 天;空
sea ocean;meer ozean;海 海洋; | river;fluss flüsse;河 江;川 | mountain hill;berg berge;山;
forest wood;wald holz;森林 木头 林;森 木 | tree;baum bäume;树;木 | animal;tier tiere;动物;動物
dog;hund hunde;狗;犬 | cat;katze katzen;猫; | fish;fisch fische;鱼;魚 | water;wasser;水;
fire;feuer brand;火; | air;luft;空气;空気 | wind;wind;风;風 | rain;regen regnet;雨;
snow ice;schnee eis;雪 冰;氷 | weather;wetter;天气;天気 | light;licht;光 灯;
dark darkness;dunkel dunkelheit;黑暗 黑;暗 | sound noise;geräusch ton lärm klang;声音 声 噪音;音
color colour;farbe farben;颜色 色; | red;rot rote roten;红;赤 | blue;blau blaue;蓝;青
green;grün grüne;绿;緑 | white;weiß weiße;白; | black;schwarz schwarze;黑;黒
food meal;essen lebensmittel;食物 饭 吃的 食品;食べ物 食事 | eat ate;essen isst gegessen;吃;食べ
drink drank;trinken trinkt;喝;飲 | sugar;zucker;糖;砂糖 | oil;öl;油; | meat;fleisch;肉;
coffee;kaffee;咖啡;コーヒー | head;kopf;头;頭 | face;gesicht;脸 面;顔 | eye;auge augen;眼睛 眼;目
ear;ohr ohren;耳; | hand;hand hände;手; | foot feet leg;fuß füße bein beine;脚 腿;足
heart;herz;心脏 心;心臓 | blood;blut;血; | brain;gehirn;大脑 脑;脳 | cell;zelle zellen;细胞;細胞
disease illness sick;krankheit krank;病 疾病;病気 | medicine drug;medikament medizin;药 医学;薬
pain hurt;schmerz schmerzen;疼 痛; | life live alive;leben lebt lebte;生活 生命 活 住 人生;生
death die dead died;tod tot starb gestorben;死 去世;亡 | born birth;geboren geburt;出生 生于;生まれ
sleep slept;schlafen schläft schlief;睡 睡觉;眠 寝 | love;liebe lieben liebt;爱;愛
happy;glücklich froh;高兴 快乐 开心 幸福;嬉し 幸せ | afraid fear scared;angst furcht;害怕 怕 恐惧;怖 恐
wait;warten wartet wartete;等;待 | walk;gehen laufen spazieren;走;歩
run ran;laufen läuft rennt;跑 运行;走 | fall fell;fallen fällt fiel;掉 摔 落 下降;倒
fly flew;fliegen fliegt;飞;飛 | drive drove car;auto fahren fährt fuhr;车 开车 汽车;車 運転
train;zug züge;火车 列车 训练;電車 列車 | ship boat;schiff boot;船;
plane aircraft;flugzeug;飞机;飛行機 | bridge;brücke brücken;桥;橋
build built;bauen baut gebaut;建 造 盖;作 | open;öffnen offen geöffnet;打开 开 开放;開
close shut;schließen geschlossen zu;关 关闭;閉
begin start began started;beginnen anfangen begann anfang beginnt;开始;始 開始
end finish finished;ende enden endet;结束 终点 最终;終 最後
stop;stoppen aufhören halten;停止 别再 阻止 止住;止
break broke broken;brechen kaputt gebrochen;坏 断 打破;壊 割
change;ändern verändern veränderung änderung;变 改变 变化 换;変
help;helfen hilft hilfe;帮 帮助;助 手伝 | learn study learned;lernen lernt gelernt;学 学习 学会;勉強
teach taught;lehren unterrichten;教; | read;lesen liest gelesen;读 看书;読
write wrote written;schreiben schreibt schrieb geschrieben;写;書
speak spoke speech;sprechen spricht rede;说话 演讲 讲;話
listen hear heard;hören hört gehört zuhören;听;聞 聴
see saw look watch;sehen sieht gesehen schauen;看 看到 见;見
show;zeigen zeigt gezeigt;展示 显示 表明 给大家看;示 見せ
tell told;erzählen erzählt sagen;告诉 讲;教え 伝え
think thought;denken denkt dachte glaube;想 认为 觉得;思 考え
know knew known;wissen weiß kennt kennen;知道 认识;知
understand understood;verstehen versteht verstanden;明白 理解 懂;分か
remember;erinnern merken;记得 记住;覚え 思い出 | forget forgot;vergessen;忘 忘记;
believe;glauben glaubt;相信 以为;信じ | find found;finden findet gefunden;找 找到 发现;見つ
try tried;versuchen versucht probieren;试 尝试 努力;試
use used;benutzen verwenden nutzen;用 使用;使 | cut;schneiden schneidet;切 剪;
count;zählen zählt;数 计数;数え | measure;messen misst gemessen;测 测量 量;測
calculate compute;berechnen rechnen rechnet;计算 算;計算
number;zahl zahlen nummer;数 数字 号;番号 | half;hälfte halb halbe;一半 半;半分
percent;prozent;百分 %;パーセント | big large huge great;groß große großen größer;大 巨大;大き
small little tiny;klein kleine kleinen kleiner;小;小さ | high tall;hoch hohe hohen höher;高;
deep;tief tiefe;深; | fast quick quickly;schnell schneller;快 迅速;速 早
slow slowly;langsam;慢 缓慢;遅 ゆっくり | new;neu neue neuen;新;新し
old;alt alte alten;老 旧 古老;古 年 | young;jung junge jungen;年轻;若
hot warm;heiß warm;热 暖;暑 熱 | cold cool;kalt kühl;冷 凉;寒 | heavy;schwer;重 沉;
easy simple;einfach leicht;容易 简单;簡単 易 | hard difficult;schwierig schwer;难 困难;難
important;wichtig wichtige;重要 关键;大切 | interesting;interessant;有意思 有趣;面白
beautiful pretty;schön schöne;漂亮 美;美し きれい
strange weird odd;seltsam merkwürdig komisch;奇怪 古怪;不思議 変
different;verschieden anders unterschied;不同 不一样;違 異
same equal;gleich selbe gleichen;一样 相同 同样 等于 同;同じ 等し
right correct;richtig genau;正确 没错;正し | wrong false mistake error;falsch fehler;错 错误;間違 誤
better best;besser beste besten;更好 最好;良い より良
bad worse worst;schlecht schlimm schlimmer;坏 差 糟;悪 | safe safety;sicher sicherheit;安全;
danger dangerous;gefahr gefährlich;危险;危険 | strong;stark starke;强 坚固;強
many lots;viele vielen;很多 许多 多;多く たくさん | all every;alle allen jede jeder;所有 全部 都 每;すべて 毎
nothing;nichts;什么都没 没有什么 什么也 一无;何も | together;zusammen gemeinsam;一起 共同;一緒
back;zurück;回;戻 | alone;allein;独自 一个人;一人 独
machine device;maschine gerät geräte;机器 设备 仪器;機械 装置
computer laptop;computer rechner;电脑 计算机;コンピューター パソコン
phone telephone;telefon handy;手机 电话;電話
internet network web;internet netz netzwerk;互联网 网络 网;ネット
program software code;programm software code;程序 软件 代码;プログラム コード
file;datei dateien;文件;ファイル | data;daten;数据;データ | server;server;服务器;サーバー
user;benutzer nutzer;用户;利用者 ユーザー | memory;speicher gedächtnis;内存 记忆;メモリ 記憶
function;funktion;函数 功能;関数 機能 | variable;variable variablen;变量;変数
list;liste;列表 清单 名单;リスト 一覧 | circle;kreis;圆;円 | triangle;dreieck;三角;
square;quadrat;平方 正方;二乗 | angle;winkel;角 角度;
equation formula;gleichung formel;方程 公式 等式;方程式 式 | proof prove;beweis beweisen;证明;証明
prime;primzahl primzahlen;质数 素数; | zero;null;零;ゼロ | model;modell modelle;模型;モデル
system;system;系统 体系;システム 系 | method approach;methode verfahren;方法 办法;
step stage;schritt schritte stufe;步 步骤 阶段;段階 歩
rule law;regel regeln gesetz;规则 规律 法律 定律;規則 法則
reason cause;grund gründe ursache;原因 理由; | result;ergebnis ergebnisse;结果;結果
idea;idee ideen;想法 主意 点子;アイデア 考え | plan;plan pläne;计划;計画 | goal aim;ziel ziele;目标 目的;目標
chance luck;glück zufall chance;机会 运气 概率;運 機会 | experiment;experiment versuch;实验;実験
science;wissenschaft;科学; | research study;forschung studie;研究;
energy power;energie kraft strom;能量 力 电力 功率;エネルギー
electricity electric;strom elektrisch;电;電気 | temperature;temperatur;温度;
pressure;druck;压力 压强 血压;圧力 | weight mass;gewicht masse;重量 体重 质量;重さ
speed velocity;geschwindigkeit;速度 速率;速 | distance;entfernung abstand;距离;距離
space room;raum platz weltraum;空间 太空;空間 宇宙 | universe;universum weltall;宇宙;
government;regierung;政府; | war;krieg;战争;戦争 | court judge;gericht richter;法院 法官;裁判
contract;vertrag;合同;契約 | market shop store;markt laden geschäft;市场 商店 店;市場
farm farmer;bauer bauern bauernhof;农民 农场 农;農
hospital clinic;krankenhaus klinik;医院 诊所;病院 | museum;museum;博物馆;博物館
thank thanks;danke dank;谢谢 感谢;ありがとう 感謝 | sorry;entschuldigung leider;抱歉 对不起;すみません
welcome;willkommen;欢迎;ようこそ | hello hi;hallo guten;你好 大家好;こんにちは こんばんは
please;bitte;请;ください お願い | yes yeah;ja;是的 是啊;はい ええ | no;nein;不是;いいえ いや | three;drei;三;
four;vier;四; | five;fünf;五; | six;sechs;六; | seven;sieben;七; | eight;acht;八;
nine;neun;九; | ten;zehn;十;
`;
