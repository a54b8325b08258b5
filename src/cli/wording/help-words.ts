import type { InterfaceLanguage } from '../../base/errors.ts';

/** Parts of the help that options are told in. */
export type OptionGroup = 'input' | 'language' | 'model' | 'money' | 'output';

type Item = readonly [term: string, description: string];

/** What the help says beside what its commands and options do. */
export type HelpWords = {
  readonly about: string;
  readonly usage: string;
  readonly examples: string;
  readonly commands: string;
  readonly arguments: string;
  /** Titles of options that are in no group: where there are no groups, and beside them. */
  readonly options: string;
  readonly otherOptions: string;
  readonly groups: Readonly<Record<OptionGroup, string>>;
  readonly keys: string;
  readonly exampleItems: readonly Item[];
  /** What is shown to those who give nothing. */
  readonly shortItems: readonly Item[];
  readonly nextItems: readonly Item[];
  readonly keyItems: readonly Item[];
  readonly help: string;
  readonly helpOf: string;
  readonly version: string;
  readonly completion: string;
  readonly shell: string;
};

export const HELP_WORDS: Readonly<Record<InterfaceLanguage, HelpWords>> = {
  en: {
    about: 'A talk in; its full text, a fluent translation and a checked, cited note out.',
    usage: 'Usage',
    examples: 'Examples',
    commands: 'Commands',
    arguments: 'Arguments',
    options: 'Options',
    otherOptions: 'Other options',
    groups: {
      input: 'Input and hearing',
      language: 'Language',
      model: 'Language model',
      money: 'Money',
      output: 'Output',
    },
    keys: 'Keys',
    exampleItems: [
      [
        'talkleaf https://…',
        'a link: published captions when they are good enough, else it is heard',
      ],
      ['talkleaf talk.mp4', 'a recording: hear it, translate it, take the note'],
      [
        'talkleaf talk.srt --dry-run',
        'only the plan: what will be done, how long it takes, what it costs',
      ],
      ['talkleaf talk.srt --to ja --max-cost 0.50', 'into Japanese, for half a dollar at most'],
      ['talkleaf talk.srt --model ollama:qwen3.5:4b', 'with a model on your own machine'],
      [
        'talkleaf talk.srt --base-url https://…/v1 --model NAME',
        'through a relay, or any OpenAI-compatible server',
      ],
      ['talkleaf translate *.srt', 'translations only, one talk after another'],
    ],
    shortItems: [
      ['talkleaf https://…', 'a link to a talk'],
      ['talkleaf talk.mp4', 'a recording'],
      ['talkleaf talk.srt --dry-run', 'a transcript; here only the plan'],
    ],
    nextItems: [
      ['talkleaf demo', 'a sample talk, offline and without a key'],
      ['talkleaf setup', 'three questions, then everything is there'],
      ['talkleaf doctor', 'what is missing here, and how to get it'],
      ['talkleaf --help', 'everything else'],
    ],
    keyItems: [
      [
        'DEEPSEEK_API_KEY, OPENAI_API_KEY, …',
        'also ANTHROPIC_, GEMINI_, DASHSCOPE_, QIANFAN_, GROQ_, OPENROUTER_API_KEY; the first one found chooses the model',
      ],
      ['TALKLEAF_API_KEY', 'for the server that --base-url names'],
      [
        'talkleaf settings set keys.deepseek -',
        'keeps a key, read from standard input, in the settings file',
      ],
    ],
    help: 'show this help',
    helpOf: 'the help of a command',
    version: 'show the version',
    completion: 'a script that completes names and options in your shell',
    shell: 'bash, zsh or fish',
  },
  zh: {
    about: '把讲座变成全文、流畅的译文，以及条条有出处、经过核对的笔记。',
    usage: '用法',
    examples: '示例',
    commands: '命令',
    arguments: '参数',
    options: '选项',
    otherOptions: '其他选项',
    groups: {
      input: '输入与听写',
      language: '语言',
      model: '语言模型',
      money: '费用',
      output: '输出',
    },
    keys: '密钥',
    exampleItems: [
      ['talkleaf https://…', '链接：网站自带的字幕足够好就用字幕，否则听写'],
      ['talkleaf talk.mp4', '录音录像：听写、翻译、做笔记'],
      ['talkleaf talk.srt --dry-run', '只看计划：要做什么、要多久、要花多少钱'],
      ['talkleaf talk.srt --to ja --max-cost 0.50', '译成日语，最多花半美元'],
      ['talkleaf talk.srt --model ollama:qwen3.5:4b', '用本机上的模型'],
      [
        'talkleaf talk.srt --base-url https://…/v1 --model 名称',
        '用中转服务，或任何兼容 OpenAI 接口的服务',
      ],
      ['talkleaf translate *.srt', '只翻译，逐个处理'],
    ],
    shortItems: [
      ['talkleaf https://…', '讲座的链接'],
      ['talkleaf talk.mp4', '录音录像'],
      ['talkleaf talk.srt --dry-run', '文字稿；这里只看计划'],
    ],
    nextItems: [
      ['talkleaf demo', '示例讲座，离线，不需要密钥'],
      ['talkleaf setup', '回答三个问题就能用'],
      ['talkleaf doctor', '检查本机缺什么、怎么装'],
      ['talkleaf --help', '其余用法'],
    ],
    keyItems: [
      [
        'DEEPSEEK_API_KEY、OPENAI_API_KEY 等',
        '还有 ANTHROPIC_、GEMINI_、DASHSCOPE_、QIANFAN_、GROQ_、OPENROUTER_API_KEY；按最先找到的密钥选择模型',
      ],
      ['TALKLEAF_API_KEY', '用于 --base-url 指定的服务'],
      ['talkleaf settings set keys.deepseek -', '从标准输入读取密钥，存入设置文件'],
    ],
    help: '显示帮助',
    helpOf: '显示某个命令的帮助',
    version: '显示版本',
    completion: '输出在终端里补全命令和选项的脚本',
    shell: 'bash、zsh 或 fish',
  },
};
