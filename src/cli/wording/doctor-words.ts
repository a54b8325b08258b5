import type { Subject } from '../../app/doctor/finding.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';

/** What the doctor says beside its findings, in one language. */
export type DoctorWords = {
  readonly doctor: string;
  readonly ask: string;
  readonly subjects: Readonly<Record<Subject, string>>;
  readonly well: string;
  readonly ill: (count: number) => string;
};

export const DOCTOR_WORDS: Readonly<Record<InterfaceLanguage, DoctorWords>> = {
  en: {
    doctor: 'what is missing on this machine, and how to get it',
    ask: 'try the keys too, by a request that costs nothing',
    subjects: {
      programs: 'Programs',
      speech: 'Speech',
      model: 'Language model',
      keys: 'Keys',
      servers: 'Model servers on this machine',
      network: 'Network',
      disk: 'Disk',
      settings: 'Settings',
    },
    well: 'Nothing is missing.',
    ill: (count) => `${count === 1 ? 'One thing is' : `${count} things are`} missing (✗).`,
  },
  zh: {
    doctor: '检查本机缺什么、怎么装',
    ask: '同时验证密钥，所用请求不收费',
    subjects: {
      programs: '程序',
      speech: '语音',
      model: '语言模型',
      keys: '密钥',
      servers: '本机的模型服务',
      network: '网络',
      disk: '磁盘',
      settings: '设置',
    },
    well: '什么都不缺。',
    ill: (count) => `缺 ${count} 项（✗）。`,
  },
};
