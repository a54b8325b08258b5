import { FileAudio, FileText, X } from 'lucide';

import { bytes } from '../../format.ts';
import type { ChosenFile, ChosenFiles } from '../../hand-in/use-files.ts';
import { useWords } from '../../words/language.ts';
import { Icon } from '../icon.tsx';
import { Trouble } from '../trouble.tsx';

/** The files that were chosen, and how far they have come. */
export function FileList({ files: { files, leaveOut, retry } }: { readonly files: ChosenFiles }) {
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <FileRow
          key={file.key}
          of={file}
          onLeaveOut={() => leaveOut(file.key)}
          onRetry={() => retry(file.key)}
        />
      ))}
    </ul>
  );
}

function FileRow({
  of: { file, sent, isBroken, input, problem },
  onLeaveOut,
  onRetry,
}: {
  readonly of: ChosenFile;
  readonly onLeaveOut: () => void;
  readonly onRetry: () => void;
}) {
  const { given, problem: words } = useWords();
  const isUploading = sent !== undefined && !input && !problem;
  return (
    <li>
      <div class="file">
        <Icon of={input && 'text' in input ? FileText : FileAudio} />
        <span class="name">{file.name}</span>
        <span class="soft">
          {isUploading ? given.uploading(bytes(sent), bytes(file.size)) : bytes(file.size)}
        </span>
        <button
          type="button"
          class="button quiet"
          aria-label={given.remove(file.name)}
          title={given.remove(file.name)}
          onClick={onLeaveOut}
        >
          <Icon of={X} />
        </button>
      </div>
      {isUploading && <progress value={sent} max={file.size} aria-label={file.name} />}
      {isBroken && <p class="hint">{given.paused}</p>}
      {problem && (
        <Trouble of={problem}>
          <button type="button" class="button" onClick={onRetry}>
            {words.again}
          </button>
        </Trouble>
      )}
    </li>
  );
}
