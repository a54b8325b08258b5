import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** What a control is given by its field. */
export type FieldControl = { readonly id: string; readonly 'aria-describedby': string | undefined };

/** A control with its name above, and below it what there is to know. */
export function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: (control: FieldControl) => ComponentChildren;
}) {
  const id = useId();
  const described = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': described })}
      {hint !== undefined && (
        <p class="hint" id={described}>
          {hint}
        </p>
      )}
    </div>
  );
}
