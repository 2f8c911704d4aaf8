import { Lexer } from "yaml";
import { type Bounds, type Refused, tooDeep, tooLong, tooMany } from "./bounds.ts";

/**
 * What is beyond the bounds, seen from the tokens: the parser spends seconds and its whole stack on a hundred thousand
 * brackets. Nesting by indentation needs ever longer lines, so that the bound on the length holds it down.
 */
export function yamlExcess(yaml: string, bounds: Bounds): Refused | undefined {
  if (yaml.length > bounds.length) return tooLong(bounds);
  const seen = { brackets: 0, signs: 0, scalars: 0 };
  for (const token of new Lexer().lex(yaml)) {
    count(token, seen);
    if (seen.brackets > bounds.depth || seen.signs > bounds.depth) return tooDeep(bounds);
    // A pair counts as one value, but has two scalars.
    if (seen.scalars > 2 * bounds.nodes) return tooMany(bounds);
  }
  return undefined;
}

function count(token: string, seen: { brackets: number; signs: number; scalars: number }): void {
  if (token === "[" || token === "{") seen.brackets++;
  else if (token === "]" || token === "}") seen.brackets--;
  else if (token === "-" || token === "?") seen.signs++;
  else if (token.endsWith("\n")) seen.signs = 0;
  else if (isScalar(token)) seen.scalars++;
}

/** A control character announces a plain or a block scalar; quoted ones speak for themselves. */
function isScalar(token: string): boolean {
  return token === "\x1f" || token.startsWith('"') || token.startsWith("'");
}
