import type { Failure } from './failure.ts';

/** What can go wrong between an address and the recording behind it. `{said}` is what the site, yt-dlp or the network said itself. */
export const SOURCE_FAILURES = {
  SOURCE_ADDRESS: {
    exit: 2,
    en: [
      '"{url}" is not an address that can be fetched.',
      'Give an address that begins with https:// or http://.',
    ],
    zh: ['“{url}”不是可以下载的网址。', '请提供以 https:// 或 http:// 开头的网址。'],
  },
  LINKS_BAD: {
    exit: 2,
    en: [
      '"{path}", line {line}, is no link: {text}.',
      'Write one link a line, and # in front of remarks.',
    ],
    zh: ['“{path}”第 {line} 行不是链接：“{text}”。', '请每行只写一个链接，备注行以 # 开头。'],
  },
  SOURCE_SIGN_IN: {
    exit: 1,
    en: [
      'The site wants a signed-in viewer for {url}: {said}.',
      'Sign in with your browser and add --cookies-from-browser NAME (chrome, firefox, edge, safari), or give --cookies FILE.',
    ],
    zh: [
      '网站要求登录才能访问 {url}：{said}。',
      '请在浏览器里登录，再加上“--cookies-from-browser 浏览器名”（chrome、firefox、edge、safari），或用 --cookies 指定 cookies 文件。',
    ],
  },
  SOURCE_COOKIES: {
    exit: 1,
    en: [
      'The cookies could not be used: {said}.',
      'Close that browser and try again, choose another one, or export a cookies file and give it with --cookies.',
    ],
    zh: [
      '无法使用 cookies：{said}。',
      '请关闭该浏览器后再试，或换一个浏览器，或导出 cookies 文件并用 --cookies 指定。',
    ],
  },
  SOURCE_REGION: {
    exit: 1,
    en: [
      '{url} is not offered where you are: {said}.',
      'Set a proxy (HTTPS_PROXY) in a country where it plays, and run the same command again.',
    ],
    zh: [
      '{url} 在你所在的地区无法播放：{said}。',
      '请设置可播放地区的代理（HTTPS_PROXY），再运行同一条命令。',
    ],
  },
  SOURCE_GONE: {
    exit: 1,
    en: [
      'There is nothing to fetch at {url}: {said}.',
      'Check that it plays in your browser; a private one needs --cookies-from-browser.',
    ],
    zh: [
      '{url} 没有可以下载的内容：{said}。',
      '请确认在浏览器里可以播放；不公开的内容需要加上 --cookies-from-browser。',
    ],
  },
  SOURCE_LIVE: {
    exit: 1,
    en: [
      '{url} is live or has not begun, so there is no recording yet: {said}.',
      'Run the same command again when it is over and its recording is published.',
    ],
    zh: [
      '{url} 正在直播或尚未开始，还没有录像：{said}。',
      '请等直播结束、录像发布之后，再运行同一条命令。',
    ],
  },
  SOURCE_UNSUPPORTED: {
    exit: 1,
    en: [
      'No recording was found on the page {url}: {said}.',
      'Give the address of the video itself, or download it and give the file.',
    ],
    zh: [
      '在网页 {url} 上没有找到录音录像：{said}。',
      '请提供视频本身的网址；或先下载，再提供文件。',
    ],
  },
  SOURCE_OUTDATED: {
    exit: 1,
    en: [
      'yt-dlp {version} could not read {url}; the site has probably changed: {said}.',
      'Update yt-dlp ("{command}") and run the same command again.',
    ],
    zh: [
      'yt-dlp {version} 无法读取 {url}，网站可能已改版：{said}。',
      '请升级 yt-dlp（“{command}”），再运行同一条命令。',
    ],
  },
  SOURCE_CHANGED: {
    exit: 1,
    en: [
      'The newest yt-dlp ({version}) cannot read {url}; the site has probably changed: {said}.',
      'Run the same command again in a day or two, when yt-dlp has caught up, or download it and give the file.',
    ],
    zh: [
      '最新的 yt-dlp（{version}）也无法读取 {url}，网站可能已改版：{said}。',
      '请过一两天，等 yt-dlp 跟上之后再运行同一条命令；或先下载，再提供文件。',
    ],
  },
  SOURCE_BLOCKED: {
    exit: 1,
    en: [
      'The site refused to give {url}: {said}.',
      'Wait a while and run the same command again, with --cookies-from-browser NAME where you have an account; keep yt-dlp up to date.',
    ],
    zh: [
      '网站拒绝提供 {url}：{said}。',
      '请稍后再运行同一条命令；如果有账号，请加上“--cookies-from-browser 浏览器名”；并保持 yt-dlp 为最新版。',
    ],
  },
  SOURCE_NETWORK: {
    exit: 1,
    en: [
      '{url} could not be fetched: {said}.',
      'Check the network and the proxy (HTTPS_PROXY) and run the same command again; what has arrived is kept.',
    ],
    zh: [
      '无法下载 {url}：{said}。',
      '请检查网络和代理（HTTPS_PROXY），再运行同一条命令，已下载的部分不会丢失。',
    ],
  },
  YTDLP_UNFETCHED: {
    exit: 1,
    en: [
      'yt-dlp, which this link needs, could not be fetched from {url}: {said}.',
      'Install it with "{command}", or check the network and the proxy (HTTPS_PROXY), or name a mirror of its releases in TALKLEAF_YTDLP_URL; in mainland China "pipx install -i https://pypi.tuna.tsinghua.edu.cn/simple yt-dlp" reaches a mirror. Then run the same command again.',
    ],
    zh: [
      '打开这个链接需要 yt-dlp，但无法从 {url} 下载：{said}。',
      '请用“{command}”安装，或检查网络和代理（HTTPS_PROXY），或用 TALKLEAF_YTDLP_URL 指定其发布文件的镜像；国内也可用“pipx install -i https://pypi.tuna.tsinghua.edu.cn/simple yt-dlp”从镜像安装。然后再运行同一条命令。',
    ],
  },
  YTDLP_DAMAGED: {
    exit: 1,
    en: [
      'yt-dlp, which this link needs, was fetched from {url}, but does not match its checksum there, so it is not used.',
      'Install it with "{command}", or name another mirror of its releases in TALKLEAF_YTDLP_URL, and run the same command again.',
    ],
    zh: [
      '打开这个链接需要 yt-dlp，但从 {url} 下载的文件校验和不符，因此没有使用。',
      '请用“{command}”安装，或用 TALKLEAF_YTDLP_URL 指定另一个镜像，再运行同一条命令。',
    ],
  },
  YTDLP_UNKEPT: {
    exit: 1,
    en: [
      'yt-dlp, which this link needs, could not be fetched: "{path}" cannot be written, because the disk is full or it is not allowed ({reason}).',
      'Free some space or make the folder writable, or install yt-dlp with "{command}", and run the same command again.',
    ],
    zh: [
      '打开这个链接需要 yt-dlp，但无法下载：“{path}”无法写入，磁盘已满或没有权限（{reason}）。',
      '请清理出一些空间或开放写入权限，或用“{command}”安装 yt-dlp，再运行同一条命令。',
    ],
  },
  YTDLP_UNUSABLE: {
    exit: 1,
    en: [
      'yt-dlp, which this link needs, was fetched to "{path}", but does not run on this system.',
      'Install it with "{command}" and run the same command again.',
    ],
    zh: [
      '打开这个链接需要 yt-dlp，已下载到“{path}”，但在这个系统上无法运行。',
      '请用“{command}”安装，再运行同一条命令。',
    ],
  },
  SOURCE_NO_CAPTIONS: {
    exit: 1,
    en: [
      '"{url}" has no captions in the language spoken.',
      'Leave --captions out, so that it is heard.',
    ],
    zh: ['“{url}”没有所讲语言的字幕。', '请去掉 --captions，改为听写。'],
  },
  SOURCE_LIST: {
    exit: 1,
    en: [
      '"{url}" is a list of {count} talks, not one.',
      'Give it on the command line, or in a program to makeLeaves, which take one after another; or give one talk.',
    ],
    zh: [
      '“{url}”是含有 {count} 个讲座的列表，不是单个讲座。',
      '请在命令行里给出它（程序中用 makeLeaves），会逐个处理；或只给出一个讲座。',
    ],
  },
  SOURCE_TOO_LARGE: {
    exit: 1,
    en: [
      '{url} is larger than the limit of {limit}.',
      'Raise the limit, or give the file from your disk.',
    ],
    zh: ['{url} 超过了大小上限（{limit}）。', '请调高上限，或直接提供本地文件。'],
  },
  SOURCE_FAILED: {
    exit: 1,
    en: [
      '{url} could not be fetched: {said}.',
      'Check that it plays in your browser and that yt-dlp is up to date, or download it and give the file.',
    ],
    zh: [
      '无法下载 {url}：{said}。',
      '请确认在浏览器里可以播放，并保持 yt-dlp 为最新版；或先下载，再提供文件。',
    ],
  },
} as const satisfies Record<string, Failure>;
