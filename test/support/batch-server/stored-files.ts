import type { FileObject } from "./wire.ts";
import type { World } from "./world.ts";

export interface NewFile {
  readonly bytes: Buffer;
  readonly filename: string;
  readonly purpose: FileObject["purpose"];
  /** Seconds; 30 days unless given. */
  readonly expiresIn?: number;
}

export const THIRTY_DAYS = 30 * 24 * 3600;

export function storeFile(
  world: World,
  { bytes, filename, purpose, expiresIn }: NewFile,
): FileObject {
  const created = world.seconds();
  const object: FileObject = {
    id: world.newId("file-"),
    object: "file",
    bytes: bytes.length,
    created_at: created,
    expires_at: created + (expiresIn ?? THIRTY_DAYS),
    filename,
    purpose,
    status: "processed",
    status_details: null,
  };
  world.files.set(object.id, { object, bytes });
  return object;
}

/** Whether OpenAI lets a file live for so many seconds. */
export function isLifetime(seconds: unknown): boolean {
  return Number.isInteger(seconds) && Number(seconds) >= 3600 && Number(seconds) <= THIRTY_DAYS;
}
