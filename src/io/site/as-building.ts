import type { Locale } from "../../core/model.ts";

/**
 * Works with the environment that `docusaurus build` would give a locale, which configurations and plugins read. The
 * environment is one for the whole process, so callers must not overlap.
 */
export async function asBuilding<Result>(
  locale: Locale,
  work: () => Promise<Result>,
): Promise<Result> {
  const before = setAll({
    DOCUSAURUS_CURRENT_LOCALE: locale,
    NODE_ENV: "production",
    BABEL_ENV: "production",
  });
  try {
    return await work();
  } finally {
    setAll(before);
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Returns what was there before. */
function setAll(variables: Variables): Variables {
  // biome-ignore lint/style/noProcessEnv: Docusaurus passes the locale to the configuration in no other way.
  const env = process.env;
  const before = Object.keys(variables).map((name) => [name, env[name]]);
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return Object.fromEntries(before);
}
