import type { InterfaceLanguage } from '../../base/errors.ts';

/** What the commands about settings say, in one language. */
export type SettingWords = {
  readonly settings: string;
  readonly set: string;
  readonly unset: string;
  readonly edit: string;
  readonly path: string;
  readonly name: string;
  readonly value: string;
  /** Asks for a value that is not shown while it is typed. */
  readonly ask: (name: string) => string;
  /** Of a setting that has just been written, and the file it is in. */
  readonly isSet: (name: string, value: string, file: string) => string;
  readonly isUnset: (name: string, file: string) => string;
  /** Of the settings file, before its path. */
  readonly file: string;
  /** Of a key that is there and not shown. */
  readonly here: string;
  readonly origins: Readonly<Record<'flag' | 'environment' | 'file' | 'default', string>>;
  /** Remarks in a new settings file, line by line. */
  readonly example: readonly string[];
};

export const SETTING_WORDS: Readonly<Record<InterfaceLanguage, SettingWords>> = {
  en: {
    settings: 'every setting, its value and where it comes from',
    set: 'set one: "set to ja", "set keys.deepseek -" (the key from standard input)',
    unset: 'take one out of the settings file',
    edit: 'open the settings file in your editor',
    path: 'where the settings file is',
    name: 'name of a setting, or keys.PROVIDER',
    value: 'its value, or - for standard input',
    ask: (name) => `${name} (not shown while you type): `,
    isSet: (name, value, file) => `${name}: ${value} (${file})`,
    isUnset: (name, file) => `${name} is not set any more (${file})`,
    file: 'Settings file',
    here: 'set',
    origins: { flag: 'flag', environment: 'environment', file: 'file', default: 'default' },
    example: [
      'Settings of Talkleaf. "talkleaf settings" tells what each is for; remarks like this may stand here.',
      'Take the two strokes away from the lines you want.',
    ],
  },
  zh: {
    settings: '显示所有设置、取值和来源',
    set: '修改一项：“set to ja”、“set keys.deepseek -”（从标准输入读取密钥）',
    unset: '从设置文件中去掉一项',
    edit: '用编辑器打开设置文件',
    path: '显示设置文件的位置',
    name: '设置的名称，或 keys.服务商',
    value: '取值；写 - 则从标准输入读取',
    ask: (name) => `${name}（输入时不显示）：`,
    isSet: (name, value, file) => `${name}：${value}（${file}）`,
    isUnset: (name, file) => `已去掉 ${name}（${file}）`,
    file: '设置文件',
    here: '已设置',
    origins: { flag: '命令行', environment: '环境变量', file: '设置文件', default: '默认' },
    example: [
      'Talkleaf 的设置。运行“talkleaf settings”可查看每一项的用途；可以写这样的注释。',
      '需要哪一行，就去掉它开头的两条斜线。',
    ],
  },
};
