/** What a text field may be told beside its label. */
export interface FieldSettings {
  readonly type?: "text" | "email" | "tel";
  readonly required?: boolean | undefined;
  readonly maxLength?: number;
  readonly autocomplete?: string;
  readonly autocapitalize?: "characters";
  readonly spellcheck?: boolean;
  readonly inputMode?: "numeric" | undefined;
  /** Changes what the order costs. */
  readonly "data-refresh"?: "" | undefined;
}

/** A text field with its label above, and below it what it is for and what is wrong with it. */
export function LabelledField({ id, label, hint, error, type = "text", ...input }: FieldSettings & {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Null when all is well. */
  readonly error: string | null;
}) {
  const described = [hint && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="form__field">
      <label for={id}>{label}</label>
      <input
        {...input}
        type={type}
        list={undefined}
        class="field"
        id={id}
        aria-invalid={error === null ? undefined : "true"}
        aria-describedby={described || undefined}
      />
      {hint && <p class="form__hint" id={`${id}-hint`}>{hint}</p>}
      {error !== null && <p class="form__error" id={`${id}-error`} role="alert">{error}</p>}
    </div>
  );
}
