import { ApiError } from "./api-error.ts";
import { checkChatBody } from "./chat-rules.ts";
import { complete } from "./completion.ts";
import { type Incoming, jsonOf, type Outgoing } from "./incoming.ts";
import type { World } from "./world.ts";

export async function createCompletion(world: World, request: Incoming): Promise<Outgoing> {
  const { body, broken } = checkChatBody(jsonOf(request), world.settings.chat);
  if (broken) throw new ApiError(broken.code === "model_not_found" ? 404 : 400, broken);
  const answer = await complete(world, body, { customId: null, batchId: null });
  if (answer.kind === "completion") return { status: answer.status, body: answer.body };
  const status = answer.kind === "error" ? answer.status : 500;
  throw new ApiError(status, { param: null, ...(answer.error ?? NO_RESPONSE) });
}

const NO_RESPONSE = { code: "no_response", message: "The model gave no response." };
