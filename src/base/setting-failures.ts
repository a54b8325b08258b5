import type { Failure } from './failure.ts';

/** What can be wrong with settings, with the choice of a model, and with what it may cost. `{where}` is a flag, a variable, or a line of the file. */
export const SETTING_FAILURES = {
  SETTINGS_BROKEN: {
    exit: 2,
    en: [
      'The settings file is not JSON: {where}, column {column}: {reason}.',
      'Mend it with "talkleaf settings edit"; remarks (//) are allowed in it.',
    ],
    zh: [
      '设置文件不是有效的 JSON：{where}第 {column} 列，{reason}。',
      '请用“talkleaf settings edit”改正；文件里可以写注释（//）。',
    ],
  },
  SETTING_UNKNOWN: {
    exit: 2,
    en: ['There is no setting "{name}" ({where}).', '{near}"talkleaf settings" shows them all.'],
    zh: ['没有名为“{name}”的设置（{where}）。', '{near}“talkleaf settings”会列出全部设置。'],
  },
  SETTING_BAD: {
    exit: 2,
    en: [
      'The setting {name} cannot be "{value}" ({where}): {reason}.',
      '{near}"talkleaf settings" shows what each one is for.',
    ],
    zh: [
      '设置 {name} 不能是“{value}”（{where}）：{reason}。',
      '{near}“talkleaf settings”会说明每项设置的用途。',
    ],
  },
  SETTING_VALUE_MISSING: {
    exit: 2,
    en: [
      'No value came for the setting {name}.',
      'Give it behind the name, or "-" and send it to standard input: a key then stays out of the history of your shell.',
    ],
    zh: [
      '没有给出设置 {name} 的值。',
      '请写在名称之后，或写“-”并从标准输入传入，这样密钥就不会留在命令历史里。',
    ],
  },
  EDITOR_FAILED: {
    exit: 1,
    en: [
      'The editor "{editor}" could not be started: {reason}.',
      'Name another one in the variable EDITOR, or open the file yourself: {file}.',
    ],
    zh: [
      '无法启动编辑器“{editor}”：{reason}。',
      '请在环境变量 EDITOR 中另指定一个，或自行打开文件：{file}。',
    ],
  },
  LANGUAGE_UNKNOWN: {
    exit: 2,
    en: [
      'The setting {name} cannot be "{value}" ({where}), which is no language Talkleaf knows.',
      'Give its tag, such as zh, en or ja.',
    ],
    zh: [
      '设置 {name} 不能是“{value}”（{where}）：没有这种语言。',
      '请使用语言代码，例如 zh、en、ja。',
    ],
  },
  MODEL_NONE: {
    exit: 1,
    en: [
      'No language model is set up, so there is no translation and no note yet.',
      'Set a key such as DEEPSEEK_API_KEY or OPENAI_API_KEY, or start Ollama, and run the same command again; "talkleaf setup" asks what is wanted and puts it in place.',
    ],
    zh: [
      '还没有可用的语言模型，因此没有译文和笔记。',
      '请设置 DEEPSEEK_API_KEY、OPENAI_API_KEY 等密钥，或启动 Ollama，再运行同一条命令；也可运行“talkleaf setup”，回答几个问题就能用。',
    ],
  },
  MODEL_NONE_NOW: {
    exit: 1,
    en: [
      'No language model is set up any more; what earlier runs made stands as it was.',
      'Set a key such as DEEPSEEK_API_KEY or OPENAI_API_KEY, or start Ollama, and run the same command again; "talkleaf setup" asks what is wanted and puts it in place.',
    ],
    zh: [
      '现在没有可用的语言模型；以前生成的文件保持原样。',
      '请设置 DEEPSEEK_API_KEY、OPENAI_API_KEY 等密钥，或启动 Ollama，再运行同一条命令；也可运行“talkleaf setup”，回答几个问题就能用。',
    ],
  },
  MODEL_NAME_BAD: {
    exit: 2,
    en: [
      '"{name}" is not a model Talkleaf can ask: {reason}.',
      'Write it as PROVIDER:MODEL, for example deepseek:deepseek-chat.',
    ],
    zh: ['无法使用模型“{name}”：{reason}。', '请写成“服务商:模型”，例如 deepseek:deepseek-chat。'],
  },
  KEY_BAD: {
    exit: 2,
    en: [
      'That is no key ({origin}): it has blanks, line breaks or foreign letters in it.',
      'Copy it again, as a whole and without anything around it.',
    ],
    zh: [
      '密钥无效（{origin}）：含有空格、换行或非英文字符。',
      '请重新复制完整的密钥，前后不要带其他内容。',
    ],
  },
  KEY_MISSING: {
    exit: 1,
    en: [
      'There is no key for {title}.',
      'Set one with "talkleaf settings set keys.{provider} -", or in the variable {variable}.',
    ],
    zh: [
      '没有 {title} 的密钥。',
      '请用“talkleaf settings set keys.{provider} -”或环境变量 {variable} 设置。',
    ],
  },
  SETUP_UNANSWERED: {
    exit: 2,
    en: [
      'No answer that can be used came to this question.',
      'Run "talkleaf setup" again, which knows what was answered before; "talkleaf setup < /dev/null" shows what to type instead.',
    ],
    zh: [
      '这个问题没有得到可用的回答。',
      '请再运行“talkleaf setup”，之前的回答都已保存；“talkleaf setup < /dev/null”会列出可以直接输入的命令。',
    ],
  },
  COST_LIMIT: {
    exit: 1,
    en: [
      'Stopped before passing the limit of ${limit}; ${spent} was spent.',
      'Raise --max-cost and run the same command again; finished work is kept.',
    ],
    zh: [
      '在达到上限 ${limit} 之前停了下来，目前花费 ${spent}。',
      '请调高 --max-cost，再运行同一条命令，已完成的部分不会丢失。',
    ],
  },
  COST_UNKNOWN: {
    exit: 1,
    en: [
      'The price of {model} is not known, so --max-cost cannot be kept.',
      'Give its price in the settings file (prices), or leave --max-cost out.',
    ],
    zh: [
      '不知道 {model} 的价格，无法遵守 --max-cost。',
      '请在设置文件的 prices 中写明价格，或去掉 --max-cost。',
    ],
  },
} as const satisfies Record<string, Failure>;
