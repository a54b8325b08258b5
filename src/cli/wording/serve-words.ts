import type { InterfaceLanguage } from '../../base/errors.ts';

/** What `serve` says, in one language. */
export type ServeWords = {
  readonly serve: string;
  readonly library: string;
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly slots: string;
  readonly allowPrivate: string;
  readonly demo: string;
  readonly noOpen: string;
  readonly at: (url: string) => string;
  readonly talksIn: (folder: string) => string;
  readonly token: string;
  readonly ending: string;
};

/** The words of both languages of the interface. */
export const SERVE_WORDS: Readonly<Record<InterfaceLanguage, ServeWords>> = {
  en: {
    serve: 'the web page: hand talks in, watch them being made, read them beside the recording',
    library: 'folder of the talks (default: Talkleaf in your home folder)',
    host: 'address to listen at (default: 127.0.0.1, this machine alone; others want a token)',
    port: 'port to listen at (default: 4178, or a free one)',
    database: 'postgres://… to keep the queue in, for several servers (default: embedded)',
    slots: 'talks worked on at once (default: 1)',
    allowPrivate: 'take links that lead to this machine or its own network',
    demo: 'the sample talk with its recorded model, offline',
    noOpen: 'do not open the browser',
    at: (url) => `Talkleaf is at ${url}`,
    talksIn: (folder) =>
      `Talks are in ${folder} (Ctrl-C ends the server; what is under way goes on at the next start)`,
    token: 'Other machines need this whole address once; the token in it is shown only now.',
    ending: 'Ending …',
  },
  zh: {
    serve: '网页：提交讲座，看着它做好，对照录音录像阅读',
    library: '存放讲座的文件夹（默认：主目录下的 Talkleaf）',
    host: '监听的地址（默认 127.0.0.1，仅限本机；其他地址需要口令）',
    port: '监听的端口（默认 4178，被占用时自动另选）',
    database: '存放队列的 postgres://… 地址，供多个服务共用（默认内嵌）',
    slots: '同时处理几个讲座（默认 1）',
    allowPrivate: '接受指向本机或内部网络的链接',
    demo: '示例讲座和录制好的模型回答，离线可用',
    noOpen: '不打开浏览器',
    at: (url) => `Talkleaf 地址：${url}`,
    talksIn: (folder) => `讲座存放在 ${folder}（Ctrl-C 结束服务，未完成的下次启动时继续）`,
    token: '其他机器第一次访问需要上面的完整地址，其中的口令只显示这一次。',
    ending: '正在结束……',
  },
};
