import { describe, expect, test } from "vitest";
import {
  EMPTY_JOURNAL,
  foldJournal,
  type JournalState,
  type ShardState,
} from "../../../../src/io/engine/batch/fold-journal.ts";
import type { JournalEntry, JournalKind } from "../../../../src/io/engine/batch/journal-record.ts";

const name = "shard-0123456789ab";
const shard = {
  name,
  model: "m",
  combination: "c",
  tokens: 5,
  requests: 2,
  bytes: 20,
  sha256: "ab",
};
const end = { status: "expired", outputFileId: "o", errorFileId: null, completed: 1 } as const;

const ENTRIES: { readonly [Kind in JournalKind]: JournalEntry<Kind> } = {
  planned: { kind: "planned", ...shard },
  "upload-intent": { kind: "upload-intent", name },
  uploaded: { kind: "uploaded", name, fileId: "f" },
  "create-intent": { kind: "create-intent", name },
  "not-created": { kind: "not-created", name, reason: "busy" },
  created: { kind: "created", name, batchId: "b" },
  found: { kind: "found", ...shard, fileId: "f", batchId: "b" },
  returned: { kind: "returned", name, reason: "no room" },
  terminal: { kind: "terminal", name, ...end },
  saved: { kind: "saved", name },
  settled: { kind: "settled", name },
  rejected: { kind: "rejected", name, reason: "no" },
  superseded: { kind: "superseded", name, reason: "torn" },
  abandoned: { kind: "abandoned", name, reason: "unknown" },
};

type Step = ShardState["step"] | "nothing" | "gone";

/** The shortest way to each step, and all that may follow it. */
const STEPS: Readonly<Record<Step, readonly [JournalKind[], JournalKind[]]>> = {
  nothing: [[], ["planned", "found"]],
  planned: [["planned"], ["upload-intent", "rejected", "superseded", "abandoned"]],
  uploading: [
    ["planned", "upload-intent"],
    ["upload-intent", "uploaded", "rejected", "superseded", "abandoned"],
  ],
  uploaded: [
    ["planned", "upload-intent", "uploaded"],
    ["create-intent", "rejected", "superseded", "abandoned"],
  ],
  creating: [
    ["planned", "upload-intent", "uploaded", "create-intent"],
    ["not-created", "created", "rejected", "abandoned"],
  ],
  created: [
    ["planned", "upload-intent", "uploaded", "create-intent", "created"],
    ["terminal", "returned", "rejected", "abandoned"],
  ],
  ended: [
    ["planned", "upload-intent", "uploaded", "create-intent", "created", "terminal"],
    ["saved", "abandoned"],
  ],
  saved: [
    ["planned", "upload-intent", "uploaded", "create-intent", "created", "terminal", "saved"],
    ["saved", "settled", "abandoned"],
  ],
  gone: [["planned", "superseded"], []],
};

describe.each(Object.entries(STEPS))("after %s", (_, [way, allowed]) => {
  test.each(Object.keys(ENTRIES) as JournalKind[])("%s", (kind) => {
    const after = foldJournal(replay(way), { ...ENTRIES[kind], at: 7 });
    expect(after !== undefined).toBe(allowed.includes(kind));
  });
});

test("each step knows what the steps before it learned", () => {
  const [way] = STEPS.saved;
  const states = way.map((_, index) => replay(way.slice(0, index + 1)).live.get(name));
  expect(states).toEqual([
    { step: "planned", shard },
    { step: "uploading", shard },
    { step: "uploaded", shard, fileId: "f" },
    { step: "creating", shard, fileId: "f", since: 3 },
    { step: "created", shard, fileId: "f", batchId: "b" },
    { step: "ended", shard, fileId: "f", batchId: "b", end },
    { step: "saved", shard, fileId: "f", batchId: "b", end },
  ]);
});

test("a batch that another run sent is as good as created here", () => {
  const found = { step: "created", shard, fileId: "f", batchId: "b", isFound: true };
  expect(replay(["found"]).live.get(name)).toEqual(found);
  expect(replay(["found", "terminal", "saved"]).live.get(name)).toMatchObject({ isFound: true });
});

test("a batch for which there was no room leaves the upload as it was, and is remembered", () => {
  const way: JournalKind[] = ["planned", "upload-intent", "uploaded"];
  const upload = replay(way).live.get(name);
  const once: JournalKind[] = [...way, "create-intent", "created", "returned"];
  expect(replay(once).live.get(name)).toEqual({ ...upload, returned: ["b"] });
  const again: JournalKind[] = [...once, "create-intent", "not-created", "create-intent"];
  expect(replay(again).live.get(name)).toMatchObject({ step: "creating", returned: ["b"] });
  const twice = replay([...again, "created", "returned"]);
  expect(twice.live.get(name)).toEqual({ ...upload, returned: ["b", "b"] });
});

test("a create that came to nothing leaves the upload as it was, and is remembered", () => {
  const way: JournalKind[] = ["planned", "upload-intent", "uploaded"];
  const back = replay([...way, "create-intent", "not-created"]);
  expect(back.live.get(name)).toEqual({ ...replay(way).live.get(name), returned: [] });
});

test("a batch that had ended when it was found is known as such to its end", () => {
  const entry = { ...ENTRIES.found, wasOver: true, at: 1 };
  const found = foldJournal(EMPTY_JOURNAL, entry) ?? EMPTY_JOURNAL;
  expect(found.live.get(name)).toMatchObject({ isFound: true, wasOver: true });
  const ended = foldJournal(found, { ...ENTRIES.terminal, at: 2 });
  expect(ended?.live.get(name)).toMatchObject({ step: "ended", wasOver: true });
  expect(replay(["found"]).live.get(name)).not.toHaveProperty("wasOver");
});

test("folding changes no earlier state", () => {
  const before = replay(["planned"]);
  foldJournal(before, { ...ENTRIES.superseded, at: 1 });
  expect(before.live.size).toBe(1);
  expect(EMPTY_JOURNAL.live.size).toBe(0);
});

function replay(way: readonly JournalKind[]): JournalState {
  return way.reduce<JournalState>((state, kind, at) => {
    const next = foldJournal(state, { ...ENTRIES[kind], at });
    return next ?? expect.unreachable(`${kind} cannot follow`);
  }, EMPTY_JOURNAL);
}
