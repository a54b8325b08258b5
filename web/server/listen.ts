/** What the server sends by itself, as it happens. */
export type Listening = {
  /** Called for each event of these names, with what it says and its ID. */
  readonly on: Readonly<Record<string, (said: unknown, id: string) => void>>;
  /** The line is there; what happened before that may have been missed. */
  readonly onOpen?: (() => void) | undefined;
  /** The line was lost, and is being opened again. */
  readonly onLost?: (() => void) | undefined;
};

/** After a refusal the browser gives up; it is tried again after this, in milliseconds. */
const AGAIN_AFTER_MS = 3000;

/** Listens to events until the function it gives is called. */
export function listen(path: string, { on, onOpen, onLost }: Listening): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(path);
    for (const [name, hear] of Object.entries(on)) {
      source.addEventListener(name, (event) => hear(parse(event), event.lastEventId));
    }
    source.addEventListener('open', () => onOpen?.());
    source.addEventListener('error', () => {
      onLost?.();
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN_AFTER_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

function parse(event: MessageEvent<string>): unknown {
  // What the server sends is checked there.
  // oxlint-disable-next-line no-restricted-properties
  return JSON.parse(event.data);
}
