import { expect, test } from "vitest";
import { code } from "../../support/temp-site/site-config-source.ts";
import { pageSourcesOf, siteWith } from "./loading.ts";

/** What the history of every file says. */
const history = {
  initialize: code("(site) => {}"),
  getFileCreationInfo: code(
    "async (file) => ({ timestamp: Date.UTC(2026, 0, 2, 3, 4, 5, 678), author: 'Ed' })",
  ),
  getFileLastUpdateInfo: code("async (file) => null"),
};

test("knows when posts were published that do not say so themselves", async () => {
  const site = await siteWith({
    config: {
      preset: { blog: { path: "since-2020-01-01" } },
      site: { future: { experimental_vcs: history } },
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
