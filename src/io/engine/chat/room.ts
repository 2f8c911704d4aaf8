import type { ChatRequest } from "../../../core/model.ts";
import { refuseLinks } from "../../disk/refuse-links.ts";
import { lockFolder } from "../lock-folder.ts";
import { createGate, type Gate } from "./gate.ts";
import { createProvider, type Provider } from "./provider.ts";
import type { ChatDeps, ChatSettings } from "./settings.ts";
import { openShelf, type Shelf } from "./shelf.ts";
import { createStanding, type Standing } from "./standing.ts";
import { forgetUnderWay, openUnderWay, readUnderWay, type UnderWay } from "./under-way.ts";

/** Everything that the work on Requests needs, in one hand. */
export interface Room extends ChatDeps {
  readonly settings: ChatSettings;
  readonly provider: Provider;
  readonly gate: Gate;
  readonly standing: Standing;
  readonly shelf: Shelf;
  readonly underWay: UnderWay;
  /** Handed over in this run and not yet asked, first come first served. */
  readonly queue: ChatRequest[];
}

/** Who may write keeps all other runs out first: two would ask the same twice. */
export async function openRoom(settings: ChatSettings, deps: ChatDeps): Promise<Room> {
  const { directory, readOnly } = settings;
  await refuseLinks(directory);
  if (!readOnly) await lockFolder(directory, deps.clock);
  const shelf = openShelf(directory, deps.emit);
  if (!readOnly) await countTheLost(directory, shelf, deps);
  return {
    ...deps,
    settings,
    shelf,
    provider: createProvider(settings),
    gate: createGate(deps),
    standing: createStanding(),
    underWay: openUnderWay(directory),
    queue: [],
  };
}

/** What the run before had asked when it died, and has no answer on this disk, may have been paid for in vain. */
async function countTheLost(directory: string, shelf: Shelf, { emit }: ChatDeps): Promise<void> {
  const lost = new Set(await readUnderWay(directory));
  if (lost.size === 0) return;
  for (const { customId } of await keptRequests(shelf)) lost.delete(customId);
  if (lost.size > 0) {
    emit({ kind: "warning", warning: { kind: "answers-lost", requests: lost.size } });
  }
  await forgetUnderWay(directory);
}

/** The Requests whose Answers are on this disk. */
export async function keptRequests(shelf: Shelf): Promise<readonly ChatRequest[]> {
  const requests: ChatRequest[] = [];
  for (const lot of await shelf.lots()) {
    for (const { request } of await shelf.answers(lot)) requests.push(request);
  }
  return requests;
}
