import { UserError } from "../../core/errors.ts";

/** Does work on a file; what the disk refuses becomes a mistake that a person can mend. */
export async function onDisk<T>(
  path: string,
  code: "unwritable" | "unreadable",
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const errno = errnoOf(error);
    const reason = errno && (plainReasons[errno] ?? errno);
    throw reason === undefined ? error : new UserError(code, { path, reason });
  }
}

/** Whether there simply is no such file. */
export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === "ENOENT" || errno === "ENOTDIR";
}

function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" && /^E(?!RR_)[A-Z0-9]|^ERR_FS_/.test(error.code)
    ? error.code
    : undefined;
}

const plainReasons: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "another program is using it",
  EDQUOT: "disk quota exceeded",
  EEXIST: "something else is in the way",
  EFBIG: "the file is too large",
  EIO: "the disk reports an error",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENFILE: "too many open files",
  ENOENT: "there is no such folder",
  ENOSPC: "no space left on the disk",
  ENOTDIR: "a part of the path is not a folder",
  ENOTEMPTY: "it is a folder",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ERR_FS_EISDIR: "it is a folder",
  ERR_FS_FILE_TOO_LARGE: "the file is too large",
};
