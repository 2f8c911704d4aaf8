/**
 * Reads values whose shape is somebody else's and documented nowhere: options, loaded content, modules. What is not
 * there, or not of the kind asked for, is `undefined`.
 */
export function memberOf(value: unknown, name: string): unknown {
  const holdsMembers = (typeof value === "object" && value !== null) || typeof value === "function";
  return holdsMembers ? Reflect.get(value, name) : undefined;
}

/** The member, where it is a string. */
export function textIn(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name);
  return typeof member === "string" ? member : undefined;
}

/** The member, where it is a list. */
export function listIn(value: unknown, name: string): readonly unknown[] | undefined {
  return listOf(memberOf(value, name));
}

/** The value, where it is a list. */
export function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

/** What the method returns; `undefined` where there is no such method. */
export function callIn(value: unknown, name: string, ...args: readonly unknown[]): unknown {
  const method = memberOf(value, name);
  return typeof method === "function" ? Reflect.apply(method, value, args) : undefined;
}
