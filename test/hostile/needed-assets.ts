import { posix } from "node:path";

type Files = Readonly<Record<string, string>>;

/** A drawing in the place of every image and download that the pages name. The corpus has only the names. */
export function neededAssets(pages: Files, named: ReadonlySet<string>): Files {
  const text = Object.values(pages).join("\n");
  const real = [...named].filter(
    (path) => !/\.(?:mdx?|[jt]sx?)$/.test(path) && text.includes(posix.basename(path)),
  );
  const shown = Object.entries(pages).flatMap(([page, markdown]) => imagesOf(page, markdown));
  return Object.fromEntries([...real, ...shown].map((path) => [path, placeholderImage]));
}

/** An image under any name: Docusaurus reads sizes from the bytes. */
export const placeholderImage =
  '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><circle r="1"/></svg>\n';

/** An absolute path is one of the static folder. */
function imagesOf(page: string, markdown: string): readonly string[] {
  const paths = [...markdown.matchAll(/(?:!\[[^\]]*\]\(|require\(["'])(?!\w+:)([./][^\s()'"]+)/g)];
  return paths.map(([, path = ""]) =>
    path.startsWith("/")
      ? posix.join("static", path)
      : posix.join(posix.dirname(page), decodeURI(path)),
  );
}
