/** Something came back, but not what an OpenAI-compatible server sends. It says as little about what was done as nothing. */
export class Misunderstood extends Error {
  override readonly name = "Misunderstood";

  constructor(body: unknown) {
    super(isHtml(body) ? "an HTML page" : "an answer of another shape");
  }
}

/** Sign-in pages of networks, error pages of proxies, and the website of whoever has the address. */
export function isHtml(body: unknown): boolean {
  return typeof body === "string" && /^\s*<(!doctype|html|head|body|\?xml)/i.test(body);
}
