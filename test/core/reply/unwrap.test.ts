import { expect, test } from "vitest";
import { unwrap } from "../../../src/core/reply/unwrap.ts";

const texts = ["Start the server."];
const answer = "1 Démarrez le serveur.";

const bare: readonly (readonly [name: string, content: string, repairs: readonly string[]])[] = [
  ["nothing around it", answer, []],
  ["thoughts", `<think>\n1 Début ?\n</think>${answer}`, ["thinking"]],
  ["thoughts under another name", ` <THINKING>Hm.</thinking>${answer}`, ["thinking"]],
  ["thoughts whose mark is out of sight", `Hm.\n1 Début ?\n</think>${answer}`, ["thinking"]],
  ["thoughts that think of marks", `The mark </think> ends it.</think>${answer}`, ["thinking"]],
  ["a fence", `\`\`\`text\n${answer}\n\`\`\``, ["fence"]],
  ["a fence of tildes", `~~~\n${answer}\n~~~\n`, ["fence"]],
  ["a fence that never ends", `\`\`\`\`\n${answer}`, ["fence"]],
  ["thoughts and a fence", `Hm.</think>\n\`\`\`\n${answer}\n\`\`\``, ["thinking", "fence"]],
];

test.each(bare)("a Reply with %s is bare", (_, content, repairs) => {
  expect(unwrap(content, texts)).toEqual({ content: answer, unfinished: false, repairs });
});

test("thoughts that never end leave nothing", () => {
  expect(unwrap(`<think>\n${answer}`, texts)).toEqual({
    content: "",
    unfinished: true,
    repairs: [],
  });
});

test("a mark that a text of the Request holds itself is a part of the Reply", () => {
  const reply = "1 Fermez par </think> toujours.\n2 Fin.";
  expect(unwrap(reply, ["Always close with </think>."]).content).toBe(reply);
  expect(unwrap(reply, texts).content).toBe(" toujours.\n2 Fin.");
});

test("a fence around some of the lines only stays", () => {
  const reply = `Here:\n\`\`\`\n${answer}\n\`\`\``;
  expect(unwrap(reply, texts)).toEqual({ content: reply, unfinished: false, repairs: [] });
});
