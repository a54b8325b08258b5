import type { Failure } from './failure.ts';

/** What can go wrong around the library of talks, its database and its page. */
export const SERVING_FAILURES = {
  LIBRARY_BUSY: {
    exit: 1,
    en: [
      'Another Talkleaf (process {pid}) already serves the library with "{path}".',
      'Use its page, end it, or serve another folder with --library; several servers can share a PostgreSQL by --database.',
    ],
    zh: [
      '另一个 Talkleaf（进程 {pid}）正在使用“{path}”为这个文库提供服务。',
      '请使用它的页面、先结束它，或用 --library 指定另一个文件夹；多个服务可以通过 --database 共用一个 PostgreSQL。',
    ],
  },
  PORT_REFUSED: {
    exit: 1,
    en: ['The server could not listen at {address}: {reason}.', 'Choose another port with --port.'],
    zh: ['无法在 {address} 上监听：{reason}。', '请用 --port 换一个端口。'],
  },
  DATABASE_FAILED: {
    exit: 1,
    en: [
      'The database could not be reached: {reason}.',
      'Check the address given with --database, and that PostgreSQL runs there.',
    ],
    zh: [
      '无法连接数据库：{reason}。',
      '请检查 --database 给出的地址，以及 PostgreSQL 是否在运行。',
    ],
  },
  TALK_UNKNOWN: {
    exit: 1,
    en: [
      'There is no talk "{id}" in this library.',
      'It may have been removed; the list shows what is there.',
    ],
    zh: ['文库里没有讲座“{id}”。', '它可能已被移除，列表里是现有的全部讲座。'],
  },
  TALK_NOT_MADE: {
    exit: 1,
    en: [
      '"{title}" has no files yet.',
      'Wait until it has been read, or look at what went wrong with it.',
    ],
    zh: ['“{title}”还没有任何文件。', '请等它读取完成，或查看出了什么问题。'],
  },
  TALK_BUSY: {
    exit: 1,
    en: ['"{title}" is being worked on.', 'Wait until it is done, or cancel it first.'],
    zh: ['“{title}”正在处理中。', '请等它完成，或先取消。'],
  },
  QUEUE_FULL: {
    exit: 1,
    en: ['{count} talks are waiting already.', 'Hand this one in when some of them are done.'],
    zh: ['已经有 {count} 个讲座在等待。', '请等其中一些完成后再提交。'],
  },
  EDIT_LOST: {
    exit: 1,
    en: [
      'What was to be put right is not there any more: "{text}".',
      'Load the page again; the talk has changed since.',
    ],
    zh: ['要修改的内容已经不在了：“{text}”。', '请重新载入页面，讲座在此期间有变化。'],
  },
  NOT_FOUND: {
    exit: 1,
    en: ['There is nothing at {path}.', 'GET /api/openapi.json tells what there is.'],
    zh: ['{path} 处没有内容。', '可用的地址见 GET /api/openapi.json。'],
  },
  REQUEST_BAD: {
    exit: 2,
    en: [
      'The request cannot be understood: {reason}.',
      'GET /api/openapi.json tells the form of each.',
    ],
    zh: ['无法理解这个请求：{reason}。', '每个请求的形式见 GET /api/openapi.json。'],
  },
  BODY_TOO_LARGE: {
    exit: 1,
    en: [
      'That is more than the {limit} that can be sent here.',
      'Hand a large file in as an upload, or by its path.',
    ],
    zh: ['内容超过了这里允许的 {limit}。', '大文件请用上传，或给出它的路径。'],
  },
  HOST_REFUSED: {
    exit: 1,
    en: [
      'This server does not answer to the name "{host}".',
      'Use the address that was printed at its start, or name it with --host and a token.',
    ],
    zh: [
      '此服务不接受名称“{host}”。',
      '请使用启动时显示的地址，或通过 --host 加口令来使用其他名称。',
    ],
  },
  ORIGIN_REFUSED: {
    exit: 1,
    en: ['A page of "{origin}" may not use this server.', 'Open the page of Talkleaf itself.'],
    zh: ['来自“{origin}”的页面不能使用此服务。', '请直接打开 Talkleaf 自己的页面。'],
  },
  TOKEN_WANTED: {
    exit: 1,
    en: [
      'This server wants its token.',
      'Open the address that was printed at its start, or send "Authorization: Bearer TOKEN".',
    ],
    zh: [
      '访问此服务需要口令。',
      '请打开启动时显示的完整地址，或发送“Authorization: Bearer 口令”。',
    ],
  },
  ADDRESS_PRIVATE: {
    exit: 1,
    en: [
      '"{url}" is not fetched: {reason}.',
      'Give a link that everybody can open; "talkleaf serve --allow-private" takes links of your own network.',
    ],
    zh: [
      '不会获取“{url}”：{reason}。',
      '请给出公开的链接；“talkleaf serve --allow-private”可接受内部网络的链接。',
    ],
  },
  UPLOAD_NO_SOUND: {
    exit: 1,
    en: ['There is no sound in "{name}".', 'Choose a recording with sound, or a transcript.'],
    zh: ['“{name}”里没有声音。', '请选择有声音的录音录像，或文字稿。'],
  },
  PATHS_REFUSED: {
    exit: 1,
    en: [
      'Paths of files are taken only where this machine alone is listened to.',
      'Upload the file instead.',
    ],
    zh: ['只有在仅监听本机时才接受文件路径。', '请改为上传文件。'],
  },
  SETTINGS_LOCKED: {
    exit: 1,
    en: [
      'Settings and keys are changed only where this machine alone is listened to.',
      'Change them on the machine itself, with "talkleaf settings set".',
    ],
    zh: ['只有在仅监听本机时才能修改设置和密钥。', '请在那台机器上用“talkleaf settings set”修改。'],
  },
  WORK_CRASHED: {
    exit: 1,
    en: [
      'The work on this talk ended together with the server {count} times without coming forward.',
      'Try it once more; if that happens again, run it with "talkleaf" in a terminal, which shows more.',
    ],
    zh: [
      '处理这段讲座时，服务连续 {count} 次中断，没有任何进展。',
      '请再试一次；如果仍然如此，请在终端里用“talkleaf”处理它，可以看到更多信息。',
    ],
  },
  WORK_BROKEN: {
    exit: 1,
    en: [
      'Something unforeseen went wrong: {reason}.',
      'This is a bug; please report it. Trying again loses nothing.',
    ],
    zh: [
      '发生了意料之外的错误：{reason}。',
      '这是程序的缺陷，欢迎报告。再试一次不会丢失任何内容。',
    ],
  },
} as const satisfies Readonly<Record<string, Failure>>;
