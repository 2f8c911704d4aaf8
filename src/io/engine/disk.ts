import { access } from "node:fs/promises";
import { UserError } from "../../core/errors.ts";

/** Does work on a file; what the disk refuses becomes a mistake a person can mend. */
export async function onDisk<T>(
  path: string,
  work: () => Promise<T>,
  code: "unwritable" | "unreadable" = "unwritable",
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = diskErrorCode(error);
    throw reason === undefined ? error : new UserError(code, { path, reason });
  }
}

/** Whether there simply is no such file. */
export function isMissing(error: unknown): boolean {
  return diskErrorCode(error) === "ENOENT";
}

/** Whether a file of that name was there already. */
export function isTaken(error: unknown): boolean {
  return diskErrorCode(error) === "EEXIST";
}

export async function isOnDisk(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Errors of the network never look like this: `fetch` wraps them. */
function diskErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
