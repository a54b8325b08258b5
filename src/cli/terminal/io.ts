/** What the command line has of the world, so that tests can give it another. */
export type CliIO = {
  /** Arguments after the command's own name. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** True when standard input is a person's keyboard. @default false */
  readonly isInputTTY?: boolean | undefined;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Tells of exceptions that nobody caught, until the function it gives is called. */
  readonly onFault?: ((hear: (error: unknown) => void) => () => void) | undefined;
};

/** A stream text goes to. */
export type Output = {
  write(text: string): unknown;
  /** True when a person is watching. */
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal, in columns. */
  readonly columns?: number | undefined;
};
