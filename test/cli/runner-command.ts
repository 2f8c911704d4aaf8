/** A line of output as the runner of GitHub Actions understands it. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * What a CI runner would take a line for; `undefined` where it is just a line. Stricter than any of them: it knows
 * every name, and does not see ignorable characters.
 */
export function runnerCommand(line: string): RunnerCommand | undefined {
  const seen = line.replace(/\p{Default_Ignorable_Code_Point}/gu, "").trimStart();
  const [, head, data] = /^::(.*?)::(.*)$/s.exec(seen) ?? [];
  if (head !== undefined && data !== undefined) return commandOf(head, data);
  const [, legacy] = /##\w*\[(.*)/s.exec(seen) ?? [];
  return legacy === undefined ? undefined : { name: "legacy", properties: {}, data: legacy };
}

function commandOf(head: string, data: string): RunnerCommand {
  const [name = "", ...rest] = head.split(" ");
  const pairs = rest
    .join(" ")
    .split(",")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [key = "", ...value] = pair.split("=");
      return [key, decoded(value.join("="))] as const;
    });
  return { name, properties: Object.fromEntries(pairs), data: decoded(data) };
}

function decoded(text: string): string {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}
