import { mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadSite } from "../../../src/io/site/load-site.ts";
import { runGit } from "../../corners/run-git.ts";
import { modules } from "../../support/temp-site/create-temp-site.ts";
import { loadContext } from "../../support/temp-site/load-context.ts";
import { code } from "../../support/temp-site/site-config-source.ts";
import { everything, pageSourcesOf, siteWith } from "./loading.ts";

/** What the history of every file says. */
const history = {
  initialize: code("(site) => {}"),
  getFileCreationInfo: code(
    "async (file) => ({ timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678), author: 'Ed' })",
  ),
  getFileLastUpdateInfo: code("async (file) => null"),
};

function vcs(found: typeof history | string) {
  return { future: { experimental_vcs: found } };
}

async function datesIn(dir: string): Promise<readonly (string | undefined)[]> {
  const { sources } = await loadSite(await loadContext(dir), everything);
  return sources.flatMap((source) => (source.format === "page" ? [source.date] : []));
}

const undated = { "blog/undated.md": "# Undated\n" };

test("knows nothing of a post that its history does not know, nor of one without a history", async () => {
  const unknown = { ...history, getFileCreationInfo: code("async (file) => null") };
  const site = await siteWith({ config: { site: vcs(unknown) }, files: undated });
  const bare = await siteWith({ config: { site: vcs("git-ad-hoc") }, files: undated });
  for (const { dir } of [site, bare]) expect(await datesIn(dir)).toEqual([undefined]);
});

test("knows of what Git has, but not from a copy without the whole history", async () => {
  // The other way of asking Git asks once a process.
  const site = await siteWith({ config: { site: vcs("git-ad-hoc") }, files: undated });
  const git = (...args: readonly string[]) => runGit(site.dir, args);
  await git("init", "--quiet");
  expect(await datesIn(site.dir)).toEqual([undefined]);
  await git("add", "-A", ":!node_modules");
  await git("commit", "--quiet", "-m", "A site");
  expect(await datesIn(site.dir)).toEqual(["2024-05-06T10:00:00.000"]);
  await git("commit", "--quiet", "--allow-empty", "-m", "More");
  const copy = await realpath(await mkdtemp(join(tmpdir(), "shallow-")));
  onTestFinished(() => rm(copy, { recursive: true }));
  await git("clone", "--quiet", "--depth", "1", `file://${site.dir}`, copy);
  await symlink(modules, join(copy, "node_modules"), "junction");
  expect(await datesIn(copy)).toEqual([undefined]);
});

test("knows when posts were published that do not say so themselves", async () => {
  const site = await siteWith({
    config: {
      preset: { blog: { path: "since-2020-01-01" } },
      site: vcs(history),
    },
    files: {
      "docs/a.md": "# A\n",
      "src/pages/q.md": "# Q\n",
      "since-2020-01-01/undated.md": "# Undated\n",
      "since-2020-01-01/deep/undated/index.md": "# Undated\n",
      "since-2020-01-01/2024-01-02-named.md": "# Named\n",
      "since-2020-01-01/2024/1/2/folder.md": "# In a folder\n",
      "since-2020-01-01/written.md": "---\ndate: 2024-01-02\n---\n\nWritten.\n",
    },
  });
  const dates = (await pageSourcesOf(site)).map(({ page, date }) => [page, date]);
  expect(dates).toEqual([
    ["docs/a.md", undefined],
    ["since-2020-01-01/2024-01-02-named.md", undefined],
    ["since-2020-01-01/2024/1/2/folder.md", undefined],
    ["since-2020-01-01/deep/undated/index.md", "2026-01-02T03:04:05.678"],
    ["since-2020-01-01/undated.md", "2026-01-02T03:04:05.678"],
    ["since-2020-01-01/written.md", undefined],
    ["src/pages/q.md", undefined],
  ]);
});
