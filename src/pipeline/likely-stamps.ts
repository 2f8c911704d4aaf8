import { lookupSection, lookupSegments } from "../core/memory/memory.ts";
import { stampOfKnown } from "../core/messages/merge-messages.ts";
import type { MessageStamp, MessagesSource } from "../core/model.ts";
import { sectionKey } from "../core/segment/keys.ts";
import type { LocaleRun } from "./run.ts";

/**
 * What would be ours in a file that the manifest does not know: `docusaurus docs:version` copies messages, and manifests
 * get lost. It is what we wrote into another file under the same id, or what Memory would have us write.
 */
export function likelyStamps(source: MessagesSource, run: LocaleRun): readonly MessageStamp[] {
  const elsewhere = [...run.records.values()].flatMap(({ messages }) => messages ?? []);
  const remembered = source.messages.flatMap((message) =>
    stampOfKnown(message, (key) => {
      const place = { page: source.page, pageSections: [] };
      const [known] = [
        lookupSection(run.memory, sectionKey([{ key }]), source.page)?.[0],
        ...lookupSegments(run.memory, key, place),
      ].filter((entry) => entry !== undefined);
      return known?.human ? undefined : known?.target;
    }),
  );
  return [...elsewhere, ...remembered];
}
