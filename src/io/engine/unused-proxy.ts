/**
 * The variable that names a proxy for this URL, where Node.js does not use it: only newer ones can, and only if they
 * are told to.
 */
export function unusedProxy(
  baseURL: string,
  { env, execArgv, versions }: Surroundings = process,
): string | undefined {
  const { protocol, hostname } = new URL(baseURL);
  const names =
    protocol === "https:" ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"];
  const variable = names.find((name) => env[name]);
  if (variable === undefined || isExempt(hostname, env["NO_PROXY"] ?? env["no_proxy"]))
    return undefined;
  const flags = [...execArgv, env["NODE_OPTIONS"] ?? ""].join(" ");
  const isTold = env["NODE_USE_ENV_PROXY"] === "1" || flags.includes("--use-env-proxy");
  return isTold && canUse(versions.node) ? undefined : variable;
}

type Surroundings = Pick<NodeJS.Process, "env" | "execArgv"> & {
  readonly versions: { readonly node: string };
};

/** Since 24.5, and in the line before since 22.21. */
function canUse(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major === 22) return minor >= 21;
  return major === 24 ? minor >= 5 : major > 24;
}

function isExempt(hostname: string, list = ""): boolean {
  const names = list.split(",").map((name) => name.trim().replace(/^\*?\./, ""));
  return names.some(
    (name) => name === "*" || name === hostname || (name !== "" && hostname.endsWith(`.${name}`)),
  );
}
