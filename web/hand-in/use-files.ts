import { useEffect, useRef, useState } from 'preact/hooks';

import type { Problem, TalkInput } from '../../src/server/contract.ts';
import { textOf, titleOf } from './read-file.ts';
import { upload } from './upload.ts';

/** A file that was chosen, on its way to the server. */
export type ChosenFile = {
  readonly key: number;
  readonly file: File;
  /** Bytes sent; absent for what is not uploaded. */
  readonly sent?: number | undefined;
  readonly isBroken?: boolean | undefined;
  /** What is handed in, once it can be. */
  readonly input?: TalkInput | undefined;
  readonly problem?: Problem | undefined;
};

export type ChosenFiles = {
  readonly files: readonly ChosenFile[];
  readonly choose: (files: Iterable<File>) => void;
  readonly leaveOut: (key: number) => void;
  readonly retry: (key: number) => void;
  readonly clear: () => void;
};

let lastKey = 0;

export function useFiles(): ChosenFiles {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const stops = useRef(new Map<number, () => void>());
  const change = (key: number, what: Partial<ChosenFile>): void =>
    setFiles((before) => before.map((each) => (each.key === key ? { ...each, ...what } : each)));
  const take = async (key: number, file: File): Promise<void> => {
    const text = await textOf(file).catch(() => undefined);
    if (text !== undefined && text.trim() !== '') {
      change(key, { input: { text, name: titleOf(file.name).slice(0, 200) } });
      return;
    }
    const stop = upload(file, {
      onProgress: (sent) => change(key, { sent, isBroken: false }),
      onBreak: () => change(key, { isBroken: true }),
      onDone: (id) => change(key, { sent: file.size, isBroken: false, input: { upload: id } }),
      onProblem: (problem) => change(key, { problem, isBroken: false }),
    });
    stops.current.set(key, stop);
  };
  const choose = (chosen: Iterable<File>): void => {
    const added = [...chosen].map((file) => ({ key: ++lastKey, file }));
    setFiles((before) => [...before, ...added]);
    for (const { key, file } of added) void take(key, file);
  };
  const end = (key: number): void => {
    stops.current.get(key)?.();
    stops.current.delete(key);
  };
  const leaveOut = (key: number): void => {
    // What is whole on the server may be in use there.
    if (!files.some((each) => each.key === key && each.input)) end(key);
    setFiles((before) => before.filter((each) => each.key !== key));
  };
  const retry = (key: number): void => {
    const found = files.find((each) => each.key === key);
    change(key, { problem: undefined });
    if (found) void take(key, found.file);
  };
  const unfinished = useRef<readonly ChosenFile[]>([]);
  unfinished.current = files.filter(({ input }) => !input);
  useEffect(() => () => unfinished.current.forEach(({ key }) => end(key)), []);
  return { files, choose, leaveOut, retry, clear: () => setFiles([]) };
}
