/** Pictures of the page for the READMEs, docs/images: the sample talk handed in, being made, read, and read on a phone. */
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

import { parseJson } from '../src/base/json.ts';
import { packageFile } from '../src/base/package-file.ts';
import { createChatModel } from '../src/llm/create-model.ts';
import { systemClock } from '../src/llm/pacing/clock.ts';
import { Limiters } from '../src/llm/pacing/limiter.ts';
import { Recording, recordedAnswers } from '../src/llm/simulated/recorded.ts';
import { startSimulatedProvider } from '../src/llm/simulated/server.ts';
import { serve, type Serving } from '../src/server/http/serve.ts';

const IMAGES = packageFile('docs/images');
const WIDE = { width: 1180, height: 760 };
const PHONE = { width: 390, height: 760 };
/** Slow enough to be seen at work. */
const SPEED = { firstTokenMs: 700, tokensPerSecond: 90 };

type Surroundings = {
  readonly serving: Serving;
  readonly browser: Browser;
  readonly sound: string;
};

async function shoot(
  { browser }: Surroundings,
  name: string,
  options: BrowserContextOptions & { readonly show: (page: Page) => Promise<void> },
): Promise<void> {
  const { show, ...context } = options;
  const opened = await browser.newContext({ viewport: WIDE, ...context });
  const page = await opened.newPage();
  await show(page);
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(IMAGES, `${name}.png`) });
  await opened.close();
}

/** In one language of the page: home with its plan, the talk being made, the reader, and that on a phone in the dark. */
async function shootAll(around: Surroundings, locale: 'en' | 'zh'): Promise<void> {
  const { url, library } = around.serving;
  const asReader = { locale: locale === 'en' ? 'en-US' : 'zh-CN' };
  await shoot(around, `home.${locale}`, {
    ...asReader,
    show: async (page) => {
      await page.goto(url);
      await page.fill('textarea', around.sound);
      await page.keyboard.press('Enter');
      await page.waitForSelector('.plan, [class*=plan]');
    },
  });
  const id = await library.submit({ input: { path: around.sound }, wishes: { to: 'zh' } });
  await shoot(around, `making.${locale}`, {
    ...asReader,
    show: async (page) => {
      await page.goto(`${url}talks/${id}`);
      await page.getByText('大家好，我叫 Mira').first().waitFor();
      await page.waitForTimeout(1500);
    },
  });
  while ((await library.row(id)).status !== 'done')
    await new Promise((done) => setTimeout(done, 200));
  // The page of a talk is in the language of its note.
  if (locale === 'zh') return;
  await shoot(around, 'reader', {
    ...asReader,
    show: async (page) => {
      await page.goto(`${url}talks/${id}`);
      await page.hover('.summary .cite a');
    },
  });
  await shoot(around, 'phone', {
    ...asReader,
    viewport: PHONE,
    colorScheme: 'dark',
    show: async (page) => {
      await page.goto(`${url}talks/${id}#t-1`);
    },
  });
}

async function main(): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'talkleaf-pictures-'));
  await mkdir(IMAGES, { recursive: true });
  const sample = packageFile('sample');
  const recording = Recording.parse(
    parseJson(await readFile(join(sample, 'answers.json'), 'utf8')),
  );
  const provider = await startSimulatedProvider({
    answer: recordedAnswers(recording),
    speed: SPEED,
  });
  const model = createChatModel({
    provider: 'local',
    model: 'recorded-answers',
    baseUrl: `${provider.url}/v1`,
    limits: { concurrency: 4 },
  });
  const sound = join(tmpdir(), 'talks', 'tidemark.wav');
  await mkdir(dirname(sound), { recursive: true });
  await copyFile(join(sample, 'talk.wav'), sound);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--mute-audio', '--force-device-scale-factor=1'],
  });
  try {
    for (const locale of ['en', 'zh'] as const) {
      const serving = await serve({
        folder: join(root, locale),
        slots: 1,
        env: { HOME: root },
        limiters: new Limiters(systemClock),
        model,
        speech: join(sample, 'mini-ctc'),
        report: (error) => process.stderr.write(`${String(error)}\n`),
      });
      await shootAll({ serving, browser, sound }, locale);
      await serving.close();
    }
  } finally {
    await browser.close();
    await provider.close();
    await rm(root, { recursive: true, force: true });
  }
}

await main();
