/**
 * What of an address is the same in every localized page: all of it where it leads out of the site, else the name of
 * the file, because the way there depends on where the page lies. `undefined` for the page itself and the root.
 */
export function addressKey(address: string): string | undefined {
  const plain = asBrowsersReadIt(address);
  return isExternal(plain) ? plain : fileName(plain);
}

/** A module may be asked for through loaders, whose own paths are of no account. */
export function moduleKey(id: string): string {
  const asked = id.slice(id.lastIndexOf("!") + 1);
  return isPath(asked) ? (fileName(asked) ?? asked) : asked;
}

/** Several addresses, each with a width or a density. */
export function addressesInSet(set: string): readonly string[] {
  return set.split(/,\s+|\s+/).filter((part) => part !== "" && !/^[\d.]+[wx],?$/.test(part));
}

function asBrowsersReadIt(address: string): string {
  return address
    .replace(/\p{Cc}/gu, "")
    .trim()
    .replaceAll("\\", "/");
}

function isExternal(address: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address);
}

function isPath(id: string): boolean {
  return /^(?:\.|\/|@site\/)/.test(id);
}

function fileName(path: string): string | undefined {
  const [way = ""] = path.split(/[?#]/);
  const name = way.split("/").findLast((part) => part !== "");
  return name === undefined ? undefined : decoded(name);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
