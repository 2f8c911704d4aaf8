import type { FileSurvey } from "./file-survey.ts";
import type { Finding } from "./findings.ts";

/** Links and orphans, as findings. */
export function judgeFiles(survey: FileSurvey): readonly Finding[] {
  const { linkedFolders, pagesLeadingOut, orphans } = survey;
  return [
    ...linkedFolders.map(
      ({ file, real }): Finding => ({
        kind: "folder-is-link",
        file,
        locales: [],
        details: { real },
      }),
    ),
    ...pagesLeadingOut.map(
      (file): Finding => ({ kind: "page-leads-out", file, locales: [], details: {} }),
    ),
    ...orphans.map(
      ({ file, source, locale }): Finding => ({
        kind: "orphan",
        file,
        locales: [locale],
        details: { source },
      }),
    ),
  ];
}
