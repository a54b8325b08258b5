import type { InterfaceLanguage } from '../../base/errors.ts';
import { PROGRAM_WORDS } from './program-words.ts';

const OPTIONS = {
  input: [
    'links, transcripts (.srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt), recordings (.wav .mp3 .mp4 …), a folder of them, a .txt of links, or - for standard input',
    '链接、文字稿（.srt .vtt .ass .lrc .sbv .tsv .ttml .json .md .txt）、录音录像（.wav .mp3 .mp4 …）、装有它们的文件夹、每行一个链接的 .txt，或用 - 表示标准输入',
  ],
  to: ['language of the translation and the note (default: zh)', '译文和笔记的语言（默认 zh）'],
  from: ['language spoken (default: detected)', '讲话的语言（默认自动识别）'],
  out: ['where the folder is made (default: here)', '在哪里建立文件夹（默认当前文件夹）'],
  model: [
    'PROVIDER:MODEL, as deepseek:deepseek-chat; there are openai, anthropic, deepseek, qwen, ernie, gemini, groq, openrouter, at home ollama, lmstudio, llamacpp, vllm, and on this machine local, local:NAME, local:FILE.gguf (default: by the keys that are set, then what is at home)',
    '写成“服务商:模型”，如 deepseek:deepseek-chat；服务商有 openai、anthropic、deepseek、qwen、ernie、gemini、groq、openrouter，本机的服务有 ollama、lmstudio、llamacpp、vllm，直接在本机运行的写 local、local:NAME、local:FILE.gguf（默认按已设置的密钥选择，其次用本机已有的）',
  ],
  secondModel: [
    'asked for lines the first model could not translate; judges its note, reviews its translation',
    '第一个模型译不出的句子改问它；核对笔记、审读译文也由它来做',
  ],
  baseUrl: [
    'any OpenAI-compatible server or relay; its key: TALKLEAF_API_KEY or keys.relay',
    '任何兼容 OpenAI 接口的服务或中转的地址；其密钥用 TALKLEAF_API_KEY 或 keys.relay',
  ],
  window: ['context window of the model, in tokens', '模型的上下文长度（token）'],
  speech: [
    'speech model for recordings: a folder, or a name in the models folder (default: auto)',
    '听写录音用的语音模型：文件夹，或模型文件夹里的名称（默认 auto）',
  ],
  modelsFrom: [
    'where models are fetched from, instead of the hub and its mirrors: an address such as https://hf-mirror.com (also HF_ENDPOINT, MODEL_ENDPOINT)',
    '下载模型的地址，代替模型站及其镜像，例如 https://hf-mirror.com（也可用 HF_ENDPOINT、MODEL_ENDPOINT）',
  ],
  givenModel: [
    'take this file, or folder of files, that came by other means, instead of fetching it',
    '不下载，改用以其他方式得到的文件（或文件夹）',
  ],
  speechUrl: ['server for --speech server:NAME', '“--speech server:名称”的服务地址'],
  speakers: ['tell speakers apart: auto, or how many there are', '区分讲话人：auto 或人数'],
  track: [
    'sound track of a recording that has several: its number, its language or part of its title (default: the one in the language spoken, else its default one)',
    '录像有多条音轨时用哪一条：编号、语言或标题的一部分（默认：与讲话语言相同的，否则为文件的默认音轨）',
  ],
  captions: [
    "auto, only or never: use the site's own captions when they are good enough",
    'auto、only 或 never：网站自带字幕足够好时直接使用',
  ],
  cookies: ['cookies file for yt-dlp', '给 yt-dlp 的 cookies 文件'],
  cookiesFromBrowser: [
    'browser to take cookies from: chrome, firefox, …',
    '从哪个浏览器取 cookies：chrome、firefox 等',
  ],
  simplified: [
    'Chinese in traditional characters, heard or given, becomes simplified',
    '听写或输入的繁体中文转为简体',
  ],
  offline: [
    'ask and fetch nothing beyond this machine: local models and servers only',
    '不连接本机以外的任何地方：只用本机的模型和服务',
  ],
  picture: ['fetch the picture too, not only the sound', '连画面一起下载，而不只下载声音'],
  cues: [
    'keep or rebuild: subtitles on the very cues that came in, or on new ones (default: keep for subtitle files, rebuild for what was heard)',
    'keep 或 rebuild：字幕沿用输入的条目和时间，或重新切分（默认：字幕文件沿用，听写的重新切分）',
  ],
  restore: [
    'auto or off: put punctuation into text that came without it (default: auto)',
    'auto 或 off：为没有标点的文本补上标点（默认 auto）',
  ],
  glossary: ['terms: CSV, TSV or JSON', '术语表：CSV、TSV 或 JSON'],
  style: ['your wishes about style, in one line', '对文风的要求，一句话'],
  maxCost: ['stop cleanly before spending more, in US dollars', '花费达到上限前停下，单位为美元'],
  dryRun: ['print the plan and the estimate, do nothing', '只显示计划和估算，不做任何事'],
  concurrency: ['most requests under way at once', '最多同时进行的请求数'],
  rpm: ['requests a minute', '每分钟请求数'],
  tpm: ['tokens a minute', '每分钟 token 数'],
  format: [
    'files to write: note, html, transcript, txt, srt, vtt, ass, json, cut (default: all)',
    '要写的文件：note、html、transcript、txt、srt、vtt、ass、json、cut（默认全部）',
  ],
  noTranslation: ['leave the translation out', '不翻译'],
  noNote: ['leave the note out', '不做笔记'],
  noteStyle: [
    'brief (default): points of a few words, to paste into your own notes; full: whole sentences',
    'brief（默认）：要点简短，便于粘贴到自己的笔记；full：完整的句子',
  ],
  review: [
    'have the translation read once more beside its source; what is wrong is asked again (costs half as much again as the translation)',
    '再对照原文审读一遍译文，有误的句子重译（费用约为翻译的一半）',
  ],
  verify: [
    'judge the note beside the lines it rests on (default: true)',
    '把笔记逐条与所引原文核对（默认 true）',
  ],
  noVerify: [
    'do not have the note judged beside the lines it rests on',
    '不把笔记逐条与所引原文核对',
  ],
  encoding: ['text encoding of the input (default: detected)', '输入文件的编码（默认自动识别）'],
  fps: [
    'frames a second, for subtitles whose times count frames (default: what the file says, else 25)',
    '每秒帧数，用于以帧计时的字幕（默认按文件所述，否则 25）',
  ],
  yes: [PROGRAM_WORDS.en.yes, PROGRAM_WORDS.zh.yes],
  force: ['ignore earlier results', '忽略以前的结果，重新做'],
  json: ['one JSON event a line on standard output', '在标准输出逐行给出 JSON 事件'],
  language: ['language Talkleaf speaks to you: en or zh', 'Talkleaf 的界面语言：en 或 zh'],
  prices: [
    'what models cost: {"PROVIDER:MODEL": {"input": …, "output": …}}, US dollars a million tokens',
    '模型价格：{"服务商:模型": {"input": …, "output": …}}，每百万 token 的美元价',
  ],
  keys: ['keys by provider; never shown', '各服务商的密钥；从不显示'],
  quiet: ['less', '少显示信息'],
  verbose: ['more', '多显示信息'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type OptionName = keyof typeof OPTIONS;

const COMMANDS = {
  transcribe: ['stop after the transcript', '做到文字稿和字幕为止'],
  translate: ['stop after the translation', '做到翻译为止'],
  demo: ['the sample talk, offline, no key', '示例讲座：离线，不需要密钥'],
  models: [
    'models on this machine: ls, pull NAME, path NAME, rm NAME',
    '本机模型：ls、pull 名称、path 名称、rm 名称',
  ],
  'models ls': ['the models Talkleaf knows; * marks those here', '可用的模型，* 表示已下载'],
  'models pull': ['fetch a model; goes on where it stopped', '下载一个模型，可断点续传'],
  'models path': ['print where a model is that is here', '显示已下载的模型的位置'],
  'models rm': ['remove a model that was fetched', '删除已下载的模型'],
  'model name': ['as "talkleaf models ls" calls it', '“talkleaf models ls”中的名称'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

type CommandName = keyof typeof COMMANDS;

/** What options and commands are for, in one language. */
export type Words = {
  readonly option: (name: OptionName) => string;
  readonly command: (name: CommandName) => string;
};

function wordsIn(index: 0 | 1): Words {
  return {
    option: (name) => OPTIONS[name][index],
    command: (name) => COMMANDS[name][index],
  };
}

/** The words of both languages of the interface. */
export const WORDS: Readonly<Record<InterfaceLanguage, Words>> = {
  en: wordsIn(0),
  zh: wordsIn(1),
};
