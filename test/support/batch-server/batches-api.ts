import { ApiError, notFound, refuse } from "./api-error.ts";
import { type CreateBody, createRules } from "./create-rules.ts";
import { type Incoming, jsonOf, type Outgoing, ok } from "./incoming.ts";
import { pageOf } from "./pages.ts";
import { firstBroken, isObject } from "./rules.ts";
import { cancel, catchUp, type Run } from "./run.ts";
import type { BatchObject } from "./wire.ts";
import type { World } from "./world.ts";

export function createBatch(world: World, request: Incoming): Outgoing {
  const body: CreateBody = jsonOf(request);
  refuse(firstBroken(createRules, body, world.files));
  const batch = newBatch(world, body);
  world.runs.set(batch.id, {
    batch,
    ordinal: world.runs.size + 1,
    createdMs: world.settings.now(),
    plan: null,
    answered: [],
    stepsTaken: 0,
    turn: Promise.resolve(),
  });
  world.log.created(batch);
  return ok(batch);
}

export async function listBatches(world: World, { query }: Incoming): Promise<Outgoing> {
  const { now, pace } = world.settings;
  const runs = [...world.runs.values()];
  await Promise.all(runs.map((run) => catchUp(world, run, { polled: false })));
  const visible = runs.filter(({ createdMs }) => now() - createdMs >= pace.listingDelayMs);
  const batches = visible.map(({ batch }) => batch).reverse();
  return ok(pageOf(batches, query, { maxLimit: 100, defaultLimit: 20 }));
}

export async function getBatch(world: World, { id }: Incoming): Promise<Outgoing> {
  const run = runOf(world, id);
  await catchUp(world, run, { polled: true });
  return ok(run.batch);
}

export async function cancelBatch(world: World, { id }: Incoming): Promise<Outgoing> {
  const run = runOf(world, id);
  if (await cancel(world, run)) return ok(run.batch);
  const message = `Cannot cancel a batch with status '${run.batch.status}'.`;
  throw new ApiError(409, { code: null, param: null, message });
}

function runOf(world: World, id: string): Run {
  const run = world.runs.get(id);
  if (!run) throw notFound("Batch", id);
  return run;
}

const DAY = 24 * 3600;

function newBatch(world: World, body: CreateBody): BatchObject {
  const created = world.seconds();
  return {
    id: world.newId("batch_"),
    object: "batch",
    endpoint: String(body.endpoint),
    model: null,
    errors: null,
    input_file_id: String(body.input_file_id),
    completion_window: String(body.completion_window),
    status: "validating",
    output_file_id: null,
    error_file_id: null,
    created_at: created,
    in_progress_at: null,
    expires_at: created + DAY,
    finalizing_at: null,
    completed_at: null,
    failed_at: null,
    expired_at: null,
    cancelling_at: null,
    cancelled_at: null,
    request_counts: { total: 0, completed: 0, failed: 0 },
    usage: null,
    metadata: metadataOf(body.metadata),
  };
}

function metadataOf(value: unknown): Readonly<Record<string, string>> | null {
  if (!isObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)]));
}
