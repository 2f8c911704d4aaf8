/**
 * The main job end to end, on the example site, without a key: the real command talks to a local batch server whose
 * answers come from a phrasebook. `npm run demo -- --serve` serves the built site afterwards.
 */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readRequest } from "../src/core/prompt/read-request.ts";
import { type BatchServer, startBatchServer } from "../test/support/batch-server/server.ts";
import { phrasebookReply, readPhrasebook } from "../test/support/phrasebook.ts";

const locales = ["fr", "ja", "ar"];
const site = fileURLToPath(new URL("../example-site", import.meta.url));
const results = ["i18n", ".translate-llm/memory", ".translate-llm/pages", ".translate-llm/batches"];
const key = "demo-key";

await main();

async function main(): Promise<void> {
  const aside = setAside();
  const server = await startServer();
  try {
    await translateTwice(server);
    say("Building all four locales …");
    await docusaurus(["build"], {});
  } catch (error) {
    putBack(aside);
    throw error;
  } finally {
    await server.close();
    rmSync(aside, { recursive: true, force: true });
  }
  expectNoDiff();
  say(
    `Done. Look at ${join(site, "i18n")} and ${join(site, "build")}, or run: npm run demo -- --serve`,
  );
  if (process.argv.includes("--serve")) await docusaurus(["serve"], {});
}

async function startServer(): Promise<BatchServer> {
  const phrasebook = readPhrasebook(join(site, "phrasebook"), locales);
  const server = await startBatchServer({
    apiKey: key,
    reply: phrasebookReply(phrasebook),
    segmentsOf: (body) => [...(readRequest(body)?.lines.values() ?? [])],
  });
  say(`A batch server listens on ${server.url}.`);
  return server;
}

async function translateTwice(server: BatchServer): Promise<void> {
  const env = { TRANSLATE_LLM_BASE_URL: server.url, OPENAI_API_KEY: key };
  say(`Translating the example site from English into ${locales.join(", ")} …`);
  await docusaurus(["translate-llm"], env);
  const { batches, billed } = server.audit;
  say(`The server ran ${batches.length} batch with ${billed.length} requests.`);
  if (batches.length === 0) throw new Error("Nothing was translated.");
  server.audit.reset();
  say("The same command again …");
  await docusaurus(["translate-llm"], env);
  if (server.audit.exchanges.length > 0) throw new Error("The second run talked to the server.");
  say("The second run sent 0 requests.");
}

/** What a run makes is moved out of the way, so that it is made anew. */
function setAside(): string {
  const aside = mkdtempSync(join(tmpdir(), "translate-llm-demo-"));
  for (const path of results.filter((name) => existsSync(join(site, name)))) {
    cpSync(join(site, path), join(aside, path), { recursive: true });
    rmSync(join(site, path), { recursive: true });
  }
  return aside;
}

function putBack(aside: string): void {
  for (const path of results) {
    rmSync(join(site, path), { recursive: true, force: true });
    if (existsSync(join(aside, path)))
      cpSync(join(aside, path), join(site, path), { recursive: true });
  }
}

/** The committed Memory and pages must be what the tool makes. */
function expectNoDiff(): void {
  const { stdout, status } = spawnSync("git", ["status", "--porcelain", "--", site], {
    encoding: "utf8",
    cwd: site,
  });
  const differs = status === 0 && stdout.trim() !== "";
  if (differs) throw new Error(`The result differs from what is committed:\n${stdout}`);
  say(
    status === 0
      ? "The result is byte for byte what is committed."
      : "Not a git checkout, so the result is not compared with what is committed.",
  );
}

function docusaurus(args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  const cli = fileURLToPath(import.meta.resolve("@docusaurus/core/bin/docusaurus.mjs"));
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: site,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`docusaurus ${args.join(" ")} ended with ${code}`)),
    );
  });
}

function say(text: string): void {
  process.stdout.write(`\n> ${text}\n`);
}
