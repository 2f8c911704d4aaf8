type Files = Readonly<Record<string, string>>;

/** A module in the place of each that the pages import from these places: how the import begins, and its folder. */
export function neededModules(pages: Files, places: Files): Files {
  const imports = Object.values(pages).flatMap((text) => [
    ...text.matchAll(/^import .*?['"](.+)['"]/gm),
  ]);
  const paths = imports.flatMap(([, from = ""]) =>
    Object.entries(places).flatMap(([start, folder]) =>
      from.startsWith(start) ? [folder + from.slice(start.length)] : [],
    ),
  );
  return Object.fromEntries(paths.filter((path) => !(path in pages)).map(stub));
}

function stub(path: string): readonly [string, string] {
  if (/\.mdx?$/.test(path)) return [path, "Words of a page that is imported.\n"];
  return [/\.[jt]sx?$/.test(path) ? path : `${path}.js`, component];
}

/** Shows the words that it is given. */
const component = `import {isValidElement} from "react";
const isShown = (value) => typeof value === "string" || isValidElement(value);
export default ({children, ...props}) => (
  <>
    {Object.entries(props).filter(([, value]) => isShown(value)).map(([name, value]) => <span key={name}>{value}</span>)}
    {children}
  </>
);
`;
