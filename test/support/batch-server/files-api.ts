import { ApiError, notFound, refuse } from "./api-error.ts";
import { type Incoming, type Outgoing, ok } from "./incoming.ts";
import { pageOf } from "./pages.ts";
import { firstBroken, type Rule } from "./rules.ts";
import { isLifetime, storeFile, THIRTY_DAYS } from "./stored-files.ts";
import type { StoredFile } from "./wire.ts";
import type { World } from "./world.ts";

export async function uploadFile(world: World, request: Incoming): Promise<Outgoing> {
  const form = await formOf(request);
  const { maxFileBytes } = world.settings.limits;
  const file = form.get("file");
  if (!(file instanceof File)) throw new ApiError(400, NO_FILE);
  if (file.size > maxFileBytes) throw tooLarge(maxFileBytes);
  refuse(firstBroken(UPLOAD_RULES, { form, file }, null));
  const bytes = Buffer.from(await file.arrayBuffer());
  const expiresIn = Number(form.get("expires_after[seconds]") ?? THIRTY_DAYS);
  return ok(storeFile(world, { bytes, filename: file.name, purpose: "batch", expiresIn }));
}

export function tooLarge(maxBytes: number): ApiError {
  const message = `The file exceeds the limit of ${maxBytes} bytes.`;
  return new ApiError(413, { code: "file_too_large", param: "file", message });
}

export function listFiles(world: World, { query }: Incoming): Outgoing {
  const law = { maxLimit: 10_000, defaultLimit: 10_000, filters: ["purpose", "order"] };
  const purpose = query.get("purpose");
  const files = [...world.files.values()]
    .map(({ object }) => object)
    .filter((file) => purpose === null || file.purpose === purpose);
  return ok(pageOf(query.get("order") === "asc" ? files : files.reverse(), query, law));
}

export function getFile(world: World, { id }: Incoming): Outgoing {
  return ok(fileOf(world, id).object);
}

export function getFileContent(world: World, { id }: Incoming): Outgoing {
  return ok(fileOf(world, id).bytes);
}

export function deleteFile(world: World, { id }: Incoming): Outgoing {
  world.files.delete(fileOf(world, id).object.id);
  return ok({ id, object: "file", deleted: true });
}

function fileOf(world: World, id: string): StoredFile {
  const file = world.files.get(id);
  if (!file) throw notFound("File", id);
  return file;
}

const NO_FILE = {
  code: "missing_required_parameter",
  param: "file",
  message: "The form needs a part 'file' with a file name.",
};

const UPLOAD_FIELDS: readonly string[] = [
  "file",
  "purpose",
  "expires_after[anchor]",
  "expires_after[seconds]",
];

interface Upload {
  readonly form: FormData;
  readonly file: File;
}

const UPLOAD_RULES: readonly Rule<Upload, null>[] = [
  {
    code: "invalid_value",
    param: "purpose",
    message: "This server takes files with the purpose 'batch' only.",
    test: ({ form }) => form.get("purpose") !== "batch",
  },
  {
    code: "invalid_file_format",
    param: "file",
    message: "The name of a batch input file must end in .jsonl.",
    test: ({ file }) => !file.name.endsWith(".jsonl") && file.name,
  },
  {
    code: "invalid_value",
    param: "expires_after",
    message: "expires_after needs the anchor 'created_at' and 3600 to 2592000 seconds.",
    test: ({ form }) => !hasExpiry(form),
  },
  {
    code: "unknown_parameter",
    param: null,
    message: "Unknown form field.",
    test: ({ form }) => [...form.keys()].find((name) => !UPLOAD_FIELDS.includes(name)) ?? false,
  },
];

function hasExpiry(form: FormData): boolean {
  const anchor = form.get("expires_after[anchor]");
  const seconds = form.get("expires_after[seconds]");
  if (anchor === null && seconds === null) return true;
  return anchor === "created_at" && isLifetime(Number(seconds));
}

async function formOf({ contentType, body }: Incoming): Promise<FormData> {
  const headers = { "content-type": contentType };
  const response = new Response(new Uint8Array(body), { headers });
  const form = await response.formData().catch(() => null);
  if (form) return form;
  const message = "The body is not multipart/form-data.";
  throw new ApiError(400, { code: null, param: null, message });
}
