/** Something that tells voices apart. */
export type VoicePrints = {
  /** Names everything its answers depend on: finished work is kept under it. */
  readonly id: string;
  /**
   * A voice print of each stretch of mono sound at `SAMPLE_RATE_HERTZ`: prints of one voice point the same way.
   * Each call stands alone.
   */
  printsOf(
    stretches: readonly Float32Array[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly Float32Array[]>;
};
