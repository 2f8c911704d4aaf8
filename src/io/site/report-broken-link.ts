import { logger } from "@docusaurus/logger";
import type { OnBrokenMarkdownLinksFunction, ReportingSeverity } from "@docusaurus/types";

/**
 * Says what Docusaurus itself says about a broken link when the site gave a severity. Docusaurus words it while it
 * turns the severity into a function, out of reach for a function that takes its place; so the words are kept here.
 */
export function reportBrokenLink(
  severity: ReportingSeverity,
  { url, sourceFilePath, node }: Parameters<OnBrokenMarkdownLinksFunction>[0],
): void {
  const place = logger.interpolate`source file path=${sourceFilePath}${positionOf(node)}`;
  const help = severity === "throw" ? howToIgnore() : "";
  if (url) {
    logger.report(severity)`Markdown link with URL code=${url} in ${place} couldn't be resolved.
Make sure it references a local Markdown file that exists within the current plugin.${help}`;
  } else {
    logger.report(severity)`Markdown link with empty URL found in ${place}.${help}`;
  }
}

type LinkNode = Parameters<OnBrokenMarkdownLinksFunction>[0]["node"];

function positionOf({ position }: LinkNode): string {
  if (position === undefined) return "";
  return logger.interpolate` (number=${position.start.line}:number=${position.start.column})`;
}

function howToIgnore(): string {
  return logger.interpolate`\nTo ignore this error, use the code=${"siteConfig.markdown.hooks.onBrokenMarkdownLinks"} option, or apply the code=${"pathname://"} protocol to the broken link URLs.`;
}
