import type { InputHTMLAttributes } from "preact";

/** A text field with its label above and what is wrong with it below. */
export function LabelledField({ id, label, error, ...input }: {
  id: string;
  label: string;
  /** Null when all is well. */
  error: string | null;
} & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div class="form__field">
      <label for={id}>{label}</label>
      <input
        type="text"
        {...input}
        class="field"
        id={id}
        aria-invalid={error === null ? undefined : "true"}
        aria-describedby={error === null ? undefined : `${id}-error`}
      />
      {error !== null && <p class="form__error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}
