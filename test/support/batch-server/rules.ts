/** A row of a rule table. `test` is true where the rule is broken; a string also names the culprit. */
export interface Rule<Subject, Context> {
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
  readonly test: (subject: Subject, context: Context) => boolean | string;
}

export interface BrokenRule {
  readonly code: string;
  readonly param: string | null;
  readonly message: string;
}

export function firstBroken<Subject, Context>(
  rules: readonly Rule<Subject, Context>[],
  subject: Subject,
  context: Context,
): BrokenRule | null {
  for (const { code, param, message, test } of rules) {
    const found = test(subject, context);
    if (found === false) continue;
    return { code, param, message: found === true ? message : `${message} Found: '${found}'.` };
  }
  return null;
}

export function unknownKey(subject: object, known: ReadonlySet<string>): string | false {
  return Object.keys(subject).find((key) => !known.has(key)) ?? false;
}

export function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isFilledString(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
