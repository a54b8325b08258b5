import type { ModelEntry } from './model-entry.ts';

/** A language model that the embedded engine runs: one GGUF file. */
export type LanguageModel = ModelEntry & {
  readonly kind: 'language';
  /** What it is for: all that is asked of a model, or translating one text at a time and nothing else. */
  readonly role: 'general' | 'translator';
  /** Its size in billions of parameters, those of its tables included. */
  readonly parameters: number;
  /** What it takes while it runs with a window of 8192 tokens, in bytes: reckoned, not measured (see below). */
  readonly memory: number;
  /** Where its quality was measured, and by whom; absent where we have no source for it. */
  readonly measured?: string | undefined;
};

/** What the folders of language models have in their names. */
export const LANGUAGE = /gguf$/i;

const APACHE = 'Apache-2.0';
/** Qwen's own count (https://huggingface.co/Qwen/Qwen3.5-4B). */
const QWEN_LANGUAGES = 201;
/** Google's own count (https://huggingface.co/google/gemma-4-E4B-it). */
const GEMMA_LANGUAGES = 140;
/** As Tencent lists them (https://github.com/Tencent-Hunyuan/Hy-MT2). */
const HY_MT_LANGUAGES =
  'zh yue en ja ko fr de es it pt ru ar th vi id ms tr hi ur bn ta te mr gu fa he pl cs nl km my tl uk bo kk mn ug'.split(
    ' ',
  );

type Facts = Omit<LanguageModel, 'kind' | 'parts' | 'files' | 'about'> & {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
};

function languageModel({ file, bytes, sha256, ...facts }: Facts): LanguageModel {
  return {
    ...facts,
    kind: 'language',
    about: Math.round(bytes / 10_000_000) * 10_000_000,
    parts: [],
    files: [{ name: file, bytes, sha256 }],
  };
}

const QWEN = {
  owner: 'unsloth',
  role: 'general',
  languages: QWEN_LANGUAGES,
  licence: APACHE,
  credit: 'Qwen (Alibaba), GGUF by Unsloth',
} as const;
const GEMMA = {
  owner: 'google',
  role: 'general',
  languages: GEMMA_LANGUAGES,
  licence: APACHE,
  credit: 'Google',
} as const;
const HY_MT = {
  owner: 'tencent',
  role: 'translator',
  languages: HY_MT_LANGUAGES,
  licence: APACHE,
  credit: 'Tencent Hunyuan',
  measured: 'FLORES-200 by its makers',
} as const;

/**
 * The language models Talkleaf fetches, the one to take first before the others.
 *
 * Names, lengths, checksums and commits were read on 30 November 2026 out of public source code that pins them: each
 * checksum stands in several products that do not copy each other, none was computed here. Qwen's makers give out no GGUF
 * of Qwen3.5, so that of Unsloth is taken, like most do; Gemma's are Google's own, trained for four bits; Hy-MT2's are
 * Tencent's own. Hy-MT2 came out under a licence that excluded the European Union; what stands in its repositories since is
 * Apache-2.0 (LICENSE.txt of the commits below), and nothing of that kind.
 *
 * `memory` is the file, the attention cache of 8192 tokens at 16 bits by the shapes in the files' own heads (32 kB a token
 * for Qwen3.5 at 4B and 9B, 144 kB for Qwen3, 64 and 128 kB for Hy-MT2), and 300 MB to work with; for Qwen3.5 at 4B what
 * was reported in use (3.5 GB) is taken instead.
 */
export const LANGUAGE_MODELS: readonly LanguageModel[] = [
  languageModel({
    ...QWEN,
    name: 'qwen3.5-4b',
    folder: 'Qwen3.5-4B-GGUF',
    revision: 'e87f176479d0855a907a41277aca2f8ee7a09523',
    file: 'Qwen3.5-4B-Q4_K_M.gguf',
    bytes: 2_740_937_888,
    sha256: '00fe7986ff5f6b463e62455821146049db6f9313603938a70800d1fb69ef11a4',
    parameters: 4.5,
    memory: 3_500_000_000,
  }),
  languageModel({
    ...QWEN,
    name: 'qwen3.5-9b',
    folder: 'Qwen3.5-9B-GGUF',
    revision: '3885219b6810b007914f3a7950a8d1b469d598a5',
    file: 'Qwen3.5-9B-Q4_K_M.gguf',
    bytes: 5_680_522_464,
    sha256: '03b74727a860a56338e042c4420bb3f04b2fec5734175f4cb9fa853daf52b7e8',
    parameters: 9,
    memory: 6_300_000_000,
  }),
  languageModel({
    ...QWEN,
    name: 'qwen3.5-2b',
    folder: 'Qwen3.5-2B-GGUF',
    revision: 'f6d5376be1edb4d416d56da11e5397a961aca8ae',
    file: 'Qwen3.5-2B-Q4_K_M.gguf',
    bytes: 1_280_835_840,
    sha256: 'aaf42c8b7c3cab2bf3d69c355048d4a0ee9973d48f16c731c0520ee914699223',
    parameters: 2,
    memory: 1_800_000_000,
  }),
  languageModel({
    ...GEMMA,
    name: 'gemma-4-e4b',
    folder: 'gemma-4-E4B-it-qat-q4_0-gguf',
    revision: '4b4a2c1d584be7264f87aac328a1bc739ce81b6c',
    file: 'gemma-4-E4B_q4_0-it.gguf',
    bytes: 5_154_941_280,
    sha256: '676c35070db6dbe52f93e9c864ee0fba4eddea94b9c875d9cb10daff453fbaee',
    parameters: 8,
    memory: 5_700_000_000,
  }),
  languageModel({
    ...GEMMA,
    name: 'gemma-4-e2b',
    folder: 'gemma-4-E2B-it-qat-q4_0-gguf',
    revision: '675cff42a74c774d6cb76f76d8eacb49b48c9b93',
    file: 'gemma-4-E2B_q4_0-it.gguf',
    bytes: 3_349_516_256,
    sha256: 'fa401b55b07ee70a54c6dae3903c783a6e65064312529ea57175cb5f8dec6634',
    parameters: 5,
    memory: 3_800_000_000,
  }),
  languageModel({
    // Without a thinking mode and of a plain make: what older engines run too.
    ...QWEN,
    name: 'qwen3-4b',
    folder: 'Qwen3-4B-Instruct-2507-GGUF',
    revision: 'a06e946bb6b655725eafa393f4a9745d460374c9',
    // Of the Qwen3 family (https://huggingface.co/Qwen/Qwen3-4B-Base).
    languages: 119,
    file: 'Qwen3-4B-Instruct-2507-Q4_K_M.gguf',
    bytes: 2_497_281_120,
    sha256: '3605803b982cb64aead44f6c1b2ae36e3acdb41d8e46c8a94c6533bc4c67e597',
    parameters: 4,
    memory: 4_000_000_000,
  }),
  languageModel({
    ...HY_MT,
    name: 'hy-mt2-1.8b',
    folder: 'Hy-MT2-1.8B-GGUF',
    revision: 'a0c709d9fac510f2c807aa3af52872340dc37a4a',
    atModelScope: 'Tencent-Hunyuan/Hy-MT2-1.8B-GGUF',
    file: 'Hy-MT2-1.8B-Q4_K_M.gguf',
    bytes: 1_133_080_448,
    sha256: 'dc5f44fcf1fa496ee7ad725982c0c8c553a4de00259b53af84c4b89fb0c06699',
    parameters: 1.8,
    memory: 2_000_000_000,
  }),
  languageModel({
    ...HY_MT,
    name: 'hy-mt2-7b',
    folder: 'Hy-MT2-7B-GGUF',
    revision: 'ab8472660ac61fac25f1af43fac2599d52a8a775',
    atModelScope: 'Tencent-Hunyuan/Hy-MT2-7B-GGUF',
    file: 'Hy-MT2-7B-Q4_K_M.gguf',
    bytes: 4_624_648_896,
    sha256: '9f96256500f3fc1ab4d64336b58f52a949a95ad7516b0c229476eef782f9f77b',
    parameters: 7.5,
    memory: 6_000_000_000,
  }),
];
