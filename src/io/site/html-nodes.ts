import { addressesInSet, addressKey } from "./address-key.ts";

/** The tags that a browser finds in a string of HTML, and what of their attributes loads or runs anything. */
export function htmlNodes(html: string, where: string): readonly string[] {
  return [...html.matchAll(/<(?:[!?]|\/?([a-z][^\s/>]*))/gi)].flatMap(
    ({ 0: start, 1: tag, index }) =>
      tag === undefined
        ? [`a comment in ${where}`]
        : [
            `the element <${tag.toLowerCase()}> in ${where}`,
            ...attributesFrom(html, index + start.length).map((said) => `${said} in ${where}`),
          ],
  );
}

/** Names of attributes that hold addresses, in lower case, without `-` and `:`. */
const addressAttributes: ReadonlySet<string> = new Set([
  "action",
  "background",
  "cite",
  "codebase",
  "data",
  "formaction",
  "href",
  "ping",
  "poster",
  "src",
  "to",
  "url",
  "xlinkhref",
  ...["imagesrcset", "srcset"],
]);

export function isAddressAttribute(name: string): boolean {
  return addressAttributes.has(plainName(name));
}

export function isHandler(name: string): boolean {
  return /^on[a-z]/i.test(name);
}

/** Attributes whose value is HTML. */
export function isRawHtml(name: string): boolean {
  return ["dangerouslysetinnerhtml", "innerhtml", "outerhtml", "srcdoc"].includes(plainName(name));
}

export function addressKeys(name: string, value: string): readonly string[] {
  const addresses = plainName(name).endsWith("srcset") ? addressesInSet(value) : [value];
  return addresses.map(addressKey).filter((key) => key !== undefined);
}

function plainName(name: string): string {
  return name.replace(/[-:]/g, "").toLowerCase();
}

/** The next attribute, as the HTML standard tells them apart. */
const attribute = /[\s/]*(=?[^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?/y;

function attributesFrom(html: string, start: number): readonly string[] {
  const found: string[] = [];
  attribute.lastIndex = start;
  for (let match = attribute.exec(html); match !== null; match = attribute.exec(html)) {
    const [, name = "", ...values] = match;
    found.push(...attributeNodes(name, values.find((value) => value !== undefined) ?? ""));
  }
  return found;
}

function attributeNodes(name: string, value: string): readonly string[] {
  if (isHandler(name) || isRawHtml(name) || name.toLowerCase() === "style")
    return [`the attribute ${name}="${value}"`];
  if (!isAddressAttribute(name)) return [];
  // What character references stand for is not worked out: such an address is none but itself.
  const keys = value.includes("&") ? [value] : addressKeys(name, value);
  return keys.map((key) => `the address ${key}`);
}
