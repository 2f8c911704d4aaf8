import { expect, test } from "vitest";
import { refuseBroken } from "../../src/cli/refuse-broken.ts";
import type { LocaleReport } from "../../src/core/doctor/locale-report.ts";
import { UserError } from "../../src/core/errors.ts";
import type { RunEvent } from "../../src/core/events.ts";
import type { PageRecord } from "../../src/core/model.ts";
import { hashOf } from "../../src/pipeline/page-state.ts";

const sound: LocaleReport = { locale: "fr", isTranslated: false, faults: [], collisions: [] };

const fault = {
  stage: "content",
  file: "docs/a.md",
  reason: "It is wrong.",
  isOlder: false,
  dataFiles: [],
} as const;

interface Scene {
  readonly reports: readonly LocaleReport[];
  readonly writes?: boolean;
  /** Files that the tool has written, and what is in them. */
  readonly own?: Readonly<Record<string, string>>;
}

/** The warnings of a run that may begin; rejects for one that may not. */
async function begin({ reports, writes = true, own = {} }: Scene): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const byLocale = new Map(reports.map((report) => [report.locale, report]));
  const locales = [...byLocale.keys()];
  await refuseBroken(
    { site: { dir: "/site" }, locales, writes },
    {
      inspect: async (locale) => byLocale.get(locale) ?? sound,
      pages: { read: async () => Object.keys(own).map(recordOf) },
      files: { read: async (path) => bytesOf(own[path.replace("/site/", "")]) },
      emit: (event) => void events.push(event),
    },
  );
  return events;
}

function bytesOf(text: string = ""): Uint8Array {
  return new TextEncoder().encode(text);
}

function recordOf(file: string): PageRecord {
  const fields = { source: "", output: hashOf(bytesOf("ours")), memory: "", shape: "" };
  return JSON.parse(
    JSON.stringify({
      ...fields,
      page: file,
      file,
      reads: [],
      sections: [],
      kept: [],
      pseudo: false,
    }),
  );
}

const broken: LocaleReport = { ...sound, faults: [fault] };
const red: LocaleReport = { ...broken, isTranslated: true };
const warning = {
  kind: "warning",
  warning: {
    kind: "locale-breaks",
    locales: ["fr"],
    file: "docs/a.md",
    sentence: "Docusaurus refuses the content of fr: It is wrong.",
    findings: 1,
  },
};

test("a sound locale is passed over without a word", async () => {
  expect(await begin({ reports: [sound] })).toEqual([]);
});

test("a locale that would break is refused, in one sentence with the cure", async () => {
  const error: unknown = await begin({ reports: [broken] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({
    code: "locale-breaks",
    message: expect.stringContaining("build fr any more once there are translations (1 to mend)"),
    hint: expect.stringContaining("Run docusaurus translate-llm:doctor"),
  });
});

test.each<[string, Scene]>([
  ["a run that writes nothing", { reports: [broken], writes: false }],
  ["a locale that is red already", { reports: [red] }],
])("%s: only a warning", async (_, scene) => {
  expect(await begin(scene)).toEqual([warning]);
});

test("one locale that would break keeps the others from being written too", async () => {
  const ja = { ...sound, locale: "ja" };
  await expect(begin({ reports: [ja, broken] })).rejects.toThrow("build fr any more");
  await expect(begin({ reports: [red, { ...broken, locale: "ja" }] })).rejects.toThrow("build ja");
});

test("what was broken before, and what the run makes anew, is no reason", async () => {
  const older = { ...broken, faults: [{ ...fault, isOlder: true }] };
  expect(await begin({ reports: [older] })).toEqual([]);
  expect(await begin({ reports: [broken], own: { "docs/a.md": "ours" } })).toEqual([]);
});

test("what a person has made of a file of ours is a reason", async () => {
  const scene = { reports: [broken], own: { "docs/a.md": "theirs" } };
  await expect(begin(scene)).rejects.toThrow("build fr any more");
});
