/**
 * Whether the label of a tag begins as one may. Docusaurus sorts tags by their first character, and makes an id and a
 * link of that: with `#` or `%` it leads nowhere, which breaks the build of a site that is strict about anchors.
 */
export function keepsInitial(label: string, source: string): boolean {
  const [first = ""] = label.trimStart();
  return /[A-Za-z0-9]|\P{ASCII}/u.test(first) || first === [...source.trimStart()][0];
}
