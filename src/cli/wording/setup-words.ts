import type { Need } from '../../app/setup/needs.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import type { KeyVerdict } from '../../llm/models/check-key.ts';

/** What a language model of this machine takes; sizes as people read them. */
type OwnSizes = {
  /** Absent when it is here. */
  readonly size: string | undefined;
  readonly memory: string;
  /** Where that is less. */
  readonly free: string | undefined;
};

/** What the setup says, in one language. */
export type SetupWords = {
  readonly setup: string;
  readonly yes: string;
  readonly begin: string;
  readonly languages: (from: string, to: string) => string;
  readonly noLanguage: (text: string) => string;
  /** Of a `from` that is absent, talks are in any language. */
  readonly languagesAre: (from: string | undefined, to: string) => string;
  readonly whichModel: string;
  readonly asSet: (name: string) => string;
  readonly keyFrom: (origin: string) => string;
  readonly server: string;
  readonly own: (name: string, sizes: OwnSizes) => string;
  readonly typedKey: (services: readonly string[]) => string;
  readonly noModel: string;
  readonly number: (usual: number) => string;
  readonly noSuchChoice: (last: number) => string;
  readonly whichService: (services: readonly string[]) => string;
  readonly noService: (services: readonly string[]) => string;
  readonly key: (title: string) => string;
  readonly noKey: string;
  readonly badKey: (signs: string) => string;
  /** What a service says to a key, by its verdict. */
  readonly keyIs: Readonly<Record<KeyVerdict['is'], (key: string, said: string) => string>>;
  readonly noModelAt: (address: string) => string;
  readonly needs: Readonly<Record<Need['kind'], (name: string) => string>>;
  readonly toFetch: (parts: string, total: string) => string;
  readonly mayFetch: string;
  readonly whichSource: string;
  readonly yesOrNo: string;
  readonly anySource: (hosts: readonly string[]) => string;
  readonly hub: (host: string) => string;
  readonly mirror: (host: string) => string;
  readonly source: string;
  readonly noSource: string;
  readonly trying: (model: string) => string;
  readonly tried: (sentence: string, translation: string, seconds: string) => string;
  /** A variable goes before the settings file. */
  readonly outranked: (variable: string) => string;
  /** That there is no language model. */
  readonly without: string;
  readonly lacks: (name: string, command: string) => string;
  /** What to type now; not all is set where something is still lacking. */
  readonly next: (command: string, isWhole: boolean) => string;
  /** Titles of what is shown where nobody can be asked, and remarks beside its commands. */
  readonly typed: Readonly<
    Record<
      'begin' | 'languages' | 'model' | 'lacking' | 'source' | 'all' | 'spoken' | 'wanted' | 'key',
      string
    >
  >;
};

export const SETUP_WORDS: Readonly<Record<InterfaceLanguage, SetupWords>> = {
  en: {
    setup: 'three questions, then everything is there: languages, model, downloads',
    yes: 'take the default of every question, and fetch what is lacking without asking',
    begin:
      'Three questions at most; Enter takes what stands in brackets, Ctrl-C ends, and running it again goes on.',
    languages: (from, to) => `\n1. Which languages? Talks in / translated into [${from} / ${to}]: `,
    noLanguage: (text) =>
      `There is no language "${text}". Give two names or tags, such as "English, Chinese" or "en zh"; "auto" has each talk's own found out. `,
    languagesAre: (from, to) =>
      `Talks ${from === undefined ? 'in any language' : `in ${from} (--from names another)`}, translated into ${to}.`,
    whichModel: '\n2. Which language model translates and takes notes?',
    asSet: (name) => `${name}, as it is set`,
    keyFrom: (origin) => `the key is there: ${origin}`,
    server: 'a server on this machine',
    own: (name, { size, memory, free }) =>
      `${name} on this machine: ${size === undefined ? 'here' : `${size} to fetch`}, takes ${memory} of memory${free === undefined ? '' : ` (${free} are free)`}, costs nothing`,
    typedKey: (services) => `a key, typed now, for ${services.join(', ')}`,
    noModel: 'none: full text and subtitles only',
    number: (usual) => `Number, PROVIDER:MODEL, or a server's address [${usual}]: `,
    noSuchChoice: (last) =>
      `Give a number from 1 to ${last}, a model such as deepseek:deepseek-chat, or an address such as https://relay.example/v1.`,
    whichService: (services) => `For which service (${services.join(', ')}) [${services[0]}]: `,
    noService: (services) => `Give one of ${services.join(', ')}.`,
    key: (title) => `Key for ${title} (not shown while you type): `,
    noKey: 'No key was typed.',
    badKey: (signs) => `That is no key: ${signs}. Copy it again, as a whole.`,
    keyIs: {
      accepted: (key) => `${key}: accepted, and kept in the settings file.`,
      unclear: (key, said) =>
        `${key}: kept in the settings file; whether it is right cannot be told (${said}).`,
      refused: (title, said) =>
        `${title} refuses this key (${said}). Copy it again from its page of keys, or choose another model.`,
      unreachable: (title, said) =>
        `${title} was not reached (${said}), so the key was not kept. Check the network, or the proxy in HTTPS_PROXY.`,
    },
    noModelAt: (address) =>
      `No model was found at ${address}. Check that it runs and that the address is right (it usually ends with /v1), or name a model behind the address.`,
    needs: {
      program: (name) => `${name}, which reads recordings`,
      speech: (name) => `speech model ${name}`,
      engine: () => 'engine for language models',
      language: (name) => `language model ${name}`,
    },
    toFetch: (parts, total) => `\nTo fetch, once: ${parts}; ${total} in all.`,
    mayFetch: '3. Fetch it? [Y/n] ',
    whichSource: '3. From where?',
    yesOrNo: 'Answer with y or n.',
    anySource: (hosts) => `whichever answers first of ${hosts.join(', ')}`,
    hub: (host) => `${host} alone`,
    mirror: (host) => `${host} alone (mirror for mainland China)`,
    source: 'Number, or an address of your own; n fetches nothing [1]: ',
    noSource: 'Give a number of the list, an address such as https://mirror.example, or n.',
    trying: (model) => `Trying ${model} …`,
    tried: (sentence, translation, seconds) => `✓ ${sentence} → ${translation} (${seconds} s)`,
    outranked: (variable) =>
      `The variable ${variable} is set and goes before the settings file: take it away for this choice to hold.`,
    without:
      'Without a language model there are full text and subtitles, no translation and no note.',
    lacks: (name, command) => `Still lacking: ${name} (${command})`,
    next: (command, isWhole) =>
      `\n${isWhole ? 'All is set.' : 'Set, but for what is lacking.'} Type: ${command}`,
    typed: {
      begin: 'Nobody can be asked here (no terminal). What to type instead, on this machine:',
      languages: 'Languages',
      model: 'Language model, one of these',
      lacking: 'To fetch',
      source: 'Where models come from, if not from whichever answers first',
      all: 'All of it with the defaults, fetched without a question',
      spoken: 'spoken; found out by itself where it is not set',
      wanted: 'wanted',
      key: 'the key from standard input',
    },
  },
  zh: {
    setup: '回答三个问题就能用：语言、模型、下载',
    yes: '所有问题都取默认值，缺少的东西不询问直接下载',
    begin: '最多三个问题；直接回车取方括号里的值，按 Ctrl-C 结束，再次运行会接着做。',
    languages: (from, to) => `\n1. 用哪些语言？讲座的语言 / 译成的语言 [${from} / ${to}]：`,
    noLanguage: (text) =>
      `没有“${text}”这种语言。请写两个名称或代码，例如“英语，中文”或“en zh”；写 auto 则自动识别讲座的语言。`,
    languagesAre: (from, to) =>
      `讲座语言：${from === undefined ? '任何语言' : `${from}（其他语言用 --from 指定）`}，译成${to}。`,
    whichModel: '\n2. 用哪个语言模型翻译、做笔记？',
    asSet: (name) => `${name}（当前设置）`,
    keyFrom: (origin) => `已有密钥：${origin}`,
    server: '本机的服务',
    own: (name, { size, memory, free }) =>
      `在本机运行 ${name}：${size === undefined ? '已下载' : `需下载 ${size}`}，占内存 ${memory}${free === undefined ? '' : `（目前可用 ${free}）`}，不花钱`,
    typedKey: (services) => `现在输入密钥，可用 ${services.join('、')}`,
    noModel: '不用模型：只要全文和字幕',
    number: (usual) => `序号、“服务商:模型”或服务地址 [${usual}]：`,
    noSuchChoice: (last) =>
      `请输入 1 到 ${last} 的序号、deepseek:deepseek-chat 这样的模型，或 https://relay.example/v1 这样的地址。`,
    whichService: (services) => `哪个服务商（${services.join('、')}）[${services[0]}]：`,
    noService: (services) => `请输入其中之一：${services.join('、')}。`,
    key: (title) => `${title} 的密钥（输入时不显示）：`,
    noKey: '没有输入密钥。',
    badKey: (signs) => `密钥无效：${signs}。请重新复制完整的密钥。`,
    keyIs: {
      accepted: (key) => `${key}：有效，已存入设置文件。`,
      unclear: (key, said) => `${key}：已存入设置文件，但无法判断是否有效（${said}）。`,
      refused: (title, said) =>
        `${title} 拒绝了这个密钥（${said}）。请从它的密钥页面重新复制，或改用其他模型。`,
      unreachable: (title, said) =>
        `无法连接 ${title}（${said}），密钥没有保存。请检查网络或 HTTPS_PROXY 中的代理。`,
    },
    noModelAt: (address) =>
      `在 ${address} 没有找到模型。请确认服务正在运行、地址正确（一般以 /v1 结尾），或在地址后面写上模型名称。`,
    needs: {
      program: (name) => `处理录音录像的 ${name}`,
      speech: (name) => `语音模型 ${name}`,
      engine: () => '语言模型的引擎',
      language: (name) => `语言模型 ${name}`,
    },
    toFetch: (parts, total) => `\n需要下载（只需一次）：${parts}；共 ${total}。`,
    mayFetch: '3. 现在下载吗？[Y/n] ',
    whichSource: '3. 从哪里下载？',
    yesOrNo: '请回答 y 或 n。',
    anySource: (hosts) => `${hosts.join('、')} 中最先响应的`,
    hub: (host) => `只用 ${host}`,
    mirror: (host) => `只用 ${host}（国内镜像）`,
    source: '序号或自己的地址；输入 n 则不下载 [1]：',
    noSource: '请输入列表中的序号、https://mirror.example 这样的地址，或 n。',
    trying: (model) => `正在试用 ${model} …`,
    tried: (sentence, translation, seconds) => `✓ ${sentence} → ${translation}（${seconds} 秒）`,
    outranked: (variable) =>
      `设置了环境变量 ${variable}，它优先于设置文件：去掉它，这个选择才会生效。`,
    without: '不用语言模型，因此只有全文和字幕，没有译文和笔记。',
    lacks: (name, command) => `还缺：${name}（${command}）`,
    next: (command, isWhole) =>
      `\n${isWhole ? '设置完成。' : '已保存设置，只缺上述各项。'}现在可以输入：${command}`,
    typed: {
      begin: '这里没有终端，无法提问。在本机可以直接输入：',
      languages: '语言',
      model: '语言模型，任选其一',
      lacking: '需要下载',
      source: '模型从哪里下载（默认从最先响应的地方）',
      all: '全部取默认值，不询问直接下载',
      spoken: '讲座的语言；不设置则自动识别',
      wanted: '译成的语言',
      key: '从标准输入读取密钥',
    },
  },
};
