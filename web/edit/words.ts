import { currentLanguage } from '../words/current-language.ts';

const WORDS = {
  en: {
    edit: 'Put something right',
    editing: 'Click what is wrong. Ctrl + Enter saves, Escape leaves it as it is.',
    text: 'Text',
    save: 'Save',
    cancel: 'Cancel',
    back: 'As it was',
    edited: (was: string) => `Put right; it was: ${was}`,
    saved: 'Saved.',
    failed: 'It was not saved.',
    touched: (count: number) =>
      count === 1
        ? 'One line was translated from what has changed.'
        : `${count} lines were translated from what has changed.`,
    again: (cost: string) => (cost === '' ? 'Ask again' : `Ask again (about ${cost})`),
    leave: 'Leave it',
    askMarked: 'Ask again for what is marked',
    askMarkedAbout: 'Lines and sections that are missing or doubtful are asked for once more.',
  },
  zh: {
    edit: '修改',
    editing: '点击要改的地方。Ctrl + Enter 保存，Esc 放弃。',
    text: '文字',
    save: '保存',
    cancel: '取消',
    back: '恢复原样',
    edited: (was: string) => `已修改，原为：${was}`,
    saved: '已保存。',
    failed: '没有保存。',
    touched: (count: number) => `有 ${count} 句译文是根据修改前的内容翻译的。`,
    again: (cost: string) => (cost === '' ? '重新翻译' : `重新翻译（约 ${cost}）`),
    leave: '保持不变',
    askMarked: '重做有标记的地方',
    askMarkedAbout: '缺失或存疑的译文和要点会再请求一次。',
  },
} as const;

export const words = WORDS[currentLanguage()];
