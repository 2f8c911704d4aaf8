import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Bench, type BenchContent, startBench } from "./bench.ts";

export const messages = [
  { id: "hello", message: "Hello, {name}!", description: "Greets on the home page" },
  { id: "posts", message: "One post|{count} posts", description: "Plural of posts" },
  { id: "theme.next", message: "Next" },
];

const answers: Readonly<Record<string, string>> = {
  "Hello, `{name}`!": "Bonjour, `{name}` !",
  "One post|`{count}` posts": "`{count}` article|`{count}` articles|`{count}` articles",
  "Hi, `{name}`!": "Salut, `{name}` !",
};

export async function open(change: Partial<BenchContent> = {}): Promise<Bench> {
  const bench = await startBench({
    pages: { "a.md": "# A page\n" },
    answer: (text) => answers[text] ?? `FR ${text}`,
    shipped: { fr: { "theme.next": "Suivant" } },
    ...change,
  });
  bench.say("code.json", messages);
  return bench;
}

export async function entries(bench: Bench): Promise<Record<string, { message: string }>> {
  return JSON.parse(await bench.read("code.json"));
}

export async function put(bench: Bench, texts: Readonly<Record<string, string>>): Promise<void> {
  const file = join(bench.dir, "i18n/fr/code.json");
  await mkdir(dirname(file), { recursive: true });
  const all = Object.entries(texts).map(([id, message]) => [id, { message }]);
  await writeFile(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
