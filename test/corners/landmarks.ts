import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CornersSite } from "./corners-site.ts";
import type { Turn } from "./turns.ts";

/** What a crawl does not see, in one page of the built site. */
interface Landmark {
  /** A trap of the table in `README.md`. */
  readonly trap: string;
  readonly page: string;
  /** It only holds where everything is translated. */
  readonly needsAll?: true;
  readonly fault: (page: Seen) => string | undefined;
}

interface Seen {
  readonly locale: string;
  readonly html: string;
  /** The page of the source locale. */
  readonly source: string;
}

export async function landmarkFaults(
  site: CornersSite,
  { locale, turn }: { readonly locale: string; readonly turn: Turn },
): Promise<readonly string[]> {
  const dir = join(site.dir, "build");
  const faults = landmarks
    .filter(({ needsAll }) => !needsAll || turn.state === "complete")
    .map(async ({ trap, page, fault }) => {
      const [html, source] = await Promise.all(
        [join(dir, locale, page), join(dir, page)].map((path) =>
          readFile(path, "utf8").catch(() => ""),
        ),
      );
      const found = fault({ locale, html: html ?? "", source: source ?? "" });
      return found === undefined ? [] : [`${locale}: ${page}: (${trap}) ${found}`];
    });
  return (await Promise.all(faults)).flat();
}

const landmarks: readonly Landmark[] = [
  landmark("f", "docs/partials/uses.html", lacks("Shared words", "Deep words", "Plain shared")),
  landmark("f", "docs/setup/parts.html", lacks("Shared words")),
  landmark("f", "docs/2.0/partials/uses.html", lacks("Shared words", "Deep words")),
  landmark("f", "handbook/further.html", lacks("Words of a part")),
  landmark("f", "about.html", lacks("Words about those")),
  landmark("g", "docs/tags/setup.html", lacks("Setting up", "How to begin with it")),
  landmark("g", "docs/tags/deep.html", lacks("Deep water")),
  landmark("g", "blog/tags/hello.html", lacks("Greetings")),
  landmark("g", "blog/authors/all-of-the-robot.html", lacks("A machine that writes")),
  landmark("g", "community/tags/good-manners.html", lacks("Good manners")),
  landmark("h", "docs/syntax/tabs.html", lacks("On Linux", "The first")),
  landmark("m", "docs.html", hasDirection),
  landmark("messages", "index.html", lacks("Welcome home", "Read ", "Words without an id")),
  landmark("messages", "docs/by-hand.html", lacks("All that is listed", "Pages that the sidebar")),
  landmark("messages", "docs/category/setup.html", lacks("Everything on the setup")),
  landmark("messages", "docs/setup/install.html", lacks("Words below each page", "Terms of use")),
  { trap: "i", page: "docs/syntax/math.html", fault: hasSame("math", /language-math/g) },
  { trap: "j", page: "blog/undated.html", fault: hasSame("date", /<time[^>]*>/g) },
  {
    trap: "k",
    page: "docs/syntax/admonitions.html",
    fault: hasSame("boxes", /theme-admonition-/g),
  },
  {
    trap: "n",
    page: "docs/syntax/words.html",
    fault: hasSame("marks", /<(?:strong|em|del|code)\b/g),
  },
];

function landmark(trap: string, page: string, fault: Landmark["fault"]): Landmark {
  return { trap, page, fault, needsAll: true };
}

/** None of these words of the source is left; each must be in the source to begin with. */
function lacks(...words: readonly string[]): Landmark["fault"] {
  return ({ html, source }) => {
    const missing = words.find((word) => !textOf(source).includes(word));
    if (missing !== undefined) return `the source itself has no "${missing}"`;
    const left = words.find((word) => textOf(html).includes(word));
    return left === undefined ? undefined : `still says "${left}"`;
  };
}

function textOf(html: string): string {
  return html.replace(/<(script|style)\b.*?<\/\1>/gs, "").replace(/<[^>]*>/g, "");
}

function hasSame(what: string, pattern: RegExp): Landmark["fault"] {
  return ({ html, source }) => {
    const [own, others] = [html, source].map((text) => (text.match(pattern) ?? []).join(" "));
    if (others === "") return `the source itself has no ${what}`;
    return own === others ? undefined : `has other ${what}: ${own} for ${others}`;
  };
}

function hasDirection({ locale, html }: Seen): string | undefined {
  const direction = locale === "ar" ? "rtl" : "ltr";
  return new RegExp(`<html[^>]* dir="?${direction}\\b`).test(html)
    ? undefined
    : `is not written ${direction}`;
}
