/** A stretch of the talk under one title; both ends are sentence IDs, inclusive. */
export type Range = {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly skip: boolean;
};
