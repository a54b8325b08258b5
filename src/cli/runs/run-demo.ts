import { runSample } from '../../app/demo.ts';
import { loadSettings } from '../../app/settings/load-settings.ts';
import { drain } from '../../base/async.ts';
import type { InterfaceLanguage } from '../../base/errors.ts';
import { showProgress } from '../progress/progress.ts';
import { doneEvent, reportResult, statusOf } from '../report/report.ts';
import type { CliIO } from '../terminal/io.ts';
import type { WorkFlags } from './flags.ts';

const EXPLANATION: Readonly<Record<InterfaceLanguage, string>> = {
  en: `The sample is a two-minute talk made for this project. It is heard by the real engine with a miniature
speech model that knows this talk and nothing else. Its translation and note were written beforehand; a
small server on this machine plays them back, so no language model is asked and no key is needed.
Everything else is the real program: hearing, sentences, requests, checks, files.`,
  zh: `示例是为本项目制作的两分钟讲座，由真正的语音引擎听写，用的是只认识这一段讲座的微型模型。
译文和笔记是事先写好的，由本机上的一个小服务器按请求给出，不会询问任何语言模型，也不需要密钥。
其余都是真正的程序：听写、断句、请求、检查、写文件。`,
};

/** Runs the sample talk and says where its note is. */
export async function runDemo(flags: WorkFlags, io: CliIO): Promise<number> {
  const { values: settings } = await loadSettings(io.env);
  const { language } = settings;
  const quiet = flags.quiet ?? false;
  if (!quiet) io.stderr.write(`${EXPLANATION[language]}\n\n`);
  const progress = showProgress(io.stderr, { language, level: quiet ? 'quiet' : 'normal' });
  try {
    const working = runSample({ settings, env: io.env, out: flags.out, signal: io.signal });
    const result = await drain(working, (event) => {
      progress.show(event);
      if (flags.json) io.stdout.write(`${JSON.stringify(event)}\n`);
    });
    progress.end();
    if (flags.json) io.stdout.write(`${JSON.stringify(doneEvent('demo', result))}\n`);
    const out = flags.json ? { write: () => true } : io.stdout;
    reportResult(result, { out, err: io.stderr }, { language, quiet });
    return statusOf(result);
  } finally {
    progress.end();
  }
}
