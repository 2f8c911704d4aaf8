import { type ErrorWords, type ProviderErrorCode, providerErrorWords } from "./provider-errors.ts";

/** Mistakes and outages that a person can do something about. Each code has one sentence of what and one of what to do. */
export type UserErrorCode =
  | ProviderErrorCode
  | "stray-word"
  | "engine-unknown"
  | "retranslate-unknown"
  | "retranslate-unwaited"
  | "cost-unreadable"
  | "price-missing"
  | "ceiling-reached"
  | "no-key"
  | "key-malformed"
  | "no-model"
  | "batch-broken"
  | "batch-refused"
  | "batch-unknown"
  | "batch-input-lost"
  | "results-gone"
  | "batch-uncertain"
  | "batches-hidden"
  | "batch-unreadable"
  | "trial-refused"
  | "trial-unusable"
  | "locale-unknown"
  | "locale-is-source"
  | "only-matches-nothing"
  | "no-locales"
  | "glossary-missing"
  | "glossary-unreadable"
  | "unwritable"
  | "unreadable"
  | "outside"
  | "link-in-the-way"
  | "localized-outside"
  | "locale-unusable"
  | "locale-breaks"
  | "site-id-broken"
  | "docusaurus-unsupported"
  | "journal-broken"
  | "run-in-progress";

/** Stops the run with exit code 1 and words from the table; never carries a request, a response or headers. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: UserErrorCode;
  readonly hint: string;

  constructor(code: UserErrorCode, details: Readonly<Record<string, string>> = {}) {
    super(fill(words[code].message, details));
    this.code = code;
    this.hint = fill(words[code].hint, details);
  }
}

function fill(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}

const words: Readonly<Record<UserErrorCode, ErrorWords>> = {
  ...providerErrorWords,
  "stray-word": {
    message: 'There is no use for "{word}" behind the command.',
    hint: "Join locales with commas: -l fr,ja.",
  },
  "engine-unknown": {
    message: 'There is no engine "{engine}".',
    hint: "Choose one of {known}.",
  },
  "retranslate-unknown": {
    message: 'There is nothing called "{what}" to translate again.',
    hint: "--retranslate takes failed or all.",
  },
  "retranslate-unwaited": {
    message: "--retranslate all and --no-wait do not go together.",
    hint: "Leave out --no-wait: only the run that asks for all texts anew can tell new answers from earlier ones. Nothing was sent.",
  },
  "cost-unreadable": {
    message: '"{value}" is no amount of US dollars.',
    hint: "Write a number, such as --max-cost 2.50.",
  },
  "price-missing": {
    message: "There is no price for {models}, so the ceiling of {ceiling} cannot be kept.",
    hint: 'Set the option "prices" in US dollars for a million tokens, such as prices: { "{model}": { input: 0.4, output: 1.6 } }. Nothing was sent.',
  },
  "ceiling-reached": {
    message:
      "The next requests would cost about {next}; with {spent} that is spent or under way, that is more than the ceiling of {ceiling}.",
    hint: 'Raise --max-cost or the option "maxCost", or choose less with -l and --only. Nothing more was sent, nothing that was paid for is lost, and the next run goes on.',
  },
  "no-key": {
    message: "The environment variable {variable} is not set, so nothing can be sent to {baseURL}.",
    hint: "Set {variable} to your API key, or use --engine pseudo or --dry-run, which need none.",
  },
  "key-malformed": {
    message:
      "The API key in {variable} has a space, a line break or another character that no key has.",
    hint: "Copy it again, without quotes around it. Nothing was sent.",
  },
  "no-model": {
    message: "No model is configured for {locale}.",
    hint: 'Set the option "model" of docusaurus-plugin-translate-llm, for example model: "gpt-4.1-mini".',
  },
  "batch-broken": {
    message: "Batch {batch} cannot be had, though {baseURL} answers otherwise. {reason}",
    hint: "All else was collected, and the next run tries again. To give the batch up and ask for its texts again, run once with --resubmit.",
  },
  "batch-refused": {
    message: "{baseURL} failed batch {batch} before any request ran: {reason}",
    hint: 'Check the options "model", "requestBody" and "limits". Nothing was billed; run again afterwards.',
  },
  "batch-unknown": {
    message: "{baseURL} does not know batch {batch}, which an earlier run created.",
    hint: "It may belong to another key or project: use that key to collect it. To give it up and ask again, run once with --resubmit.",
  },
  "batch-input-lost": {
    message:
      "The requests of batch {batch} are no longer on this disk, and {baseURL} does not return them.",
    hint: "Restore the folder .translate-llm/batches. To give the batch up and ask again, run once with --resubmit.",
  },
  "results-gone": {
    message: "{baseURL} no longer has the results of batch {batch}.",
    hint: "They may have expired, or belong to another key or project. To give them up and ask again, run once with --resubmit.",
  },
  "batch-uncertain": {
    message:
      "It is not known whether {baseURL} accepted file {file} as a batch, and its list does not show one.",
    hint: "Look at the batches in the provider's console. If there is none for this file, run once with --resubmit.",
  },
  "batches-hidden": {
    message:
      "{baseURL} does not list its batches, so it is not known what other machines have sent, or what was sent before .translate-llm/batches was lost.",
    hint: "Collect what is under way where it was sent. If there is nothing, run once with --resubmit. Nothing was sent.",
  },
  "batch-unreadable": {
    message:
      "Batch {batch} of this site is under way, and {baseURL} does not return its whole input file, so it is not known what it asks for.",
    hint: "Wait until it has ended, or collect it where it was sent. To ask again nevertheless, run once with --resubmit. Nothing was sent.",
  },
  "trial-refused": {
    message: "{baseURL} refused all {requests} requests that were to try {model}: {reason}",
    hint: 'Check the options "model", "tokenLimitField", "temperature" and "requestBody". The other requests were not sent.',
  },
  "trial-unusable": {
    message: "Only {usable} of the {texts} texts that were to try {model} came back usable.",
    hint: 'Choose another model, or set "limits: { canary: 0 }" to send the other requests nevertheless. They were not sent; what was usable is kept.',
  },
  "locale-unknown": {
    message: 'There is no locale "{locale}" to translate into; this site has {known}.',
    hint: 'Add it to i18n.locales in the Docusaurus configuration, or correct -l or the option "locales".',
  },
  "locale-is-source": {
    message: '"{locale}" is the language the site is written in.',
    hint: "Choose one of {known}.",
  },
  "only-matches-nothing": {
    message: 'Nothing matches --only "{glob}".',
    hint: 'Name files relative to the site folder, for example --only "docs/**", and messages as code.json.',
  },
  "no-locales": {
    message: 'This site has no locale besides "{source}".',
    hint: "Add locales to i18n.locales in the Docusaurus configuration.",
  },
  "glossary-missing": {
    message: "There is no glossary {path} in the site folder.",
    hint: 'Correct the option "glossary", a path relative to the site folder, or leave it out. Nothing was sent.',
  },
  "glossary-unreadable": {
    message: "The glossary {path} cannot be used: {reason}.",
    hint: 'Mend the file, or correct the option "glossary". Nothing was sent.',
  },
  unwritable: {
    message: "{path} cannot be written ({reason}).",
    hint: "Check the permissions and the free space. What was paid for is safe; run again afterwards.",
  },
  unreadable: {
    message: "{path} cannot be read ({reason}).",
    hint: "Check the permissions, then run again.",
  },
  outside: {
    message: "{path} leads to {real}, which is outside of {folders}.",
    hint: "A symbolic link takes it there, and nothing is written through it. Remove the link, or put a real folder in its place.",
  },
  "link-in-the-way": {
    message: "{path} is a symbolic link, and nothing is read or written through one here.",
    hint: "Delete the link, then run again. No other file was touched.",
  },
  "localized-outside": {
    message:
      "The localized pages of {locale} would go to {path}, which is outside of the site folder {site}.",
    hint: "Set i18n.path and i18n.localeConfigs.{locale}.path in the Docusaurus configuration to folders of the site. Nothing was sent or written.",
  },
  "locale-unusable": {
    message: 'The locale "{locale}" cannot be the name of a file.',
    hint: 'Give it a name such as "fr" or "pt-BR" in i18n.locales, and the language tag in htmlLang.',
  },
  "locale-breaks": {
    message:
      "Docusaurus could not build {locales} any more once there are translations ({count} to mend). {file}: {sentence}",
    hint: "{fix} Run docusaurus translate-llm:doctor to see all. Nothing was sent or written.",
  },
  "site-id-broken": {
    message: "{path} holds no site id, so batches of earlier runs cannot be recognised.",
    hint: "Restore the file from git, or keep one side of the merge conflict in it. Delete it only if no batches are in flight.",
  },
  "docusaurus-unsupported": {
    message: "The site cannot be read through @docusaurus/core {version}: missing {what}.",
    hint: "Use Docusaurus 3.9 or later 3.x, or update docusaurus-plugin-translate-llm.",
  },
  "journal-broken": {
    message: "{path} line {line} cannot be read, so it is not known which batches are in flight.",
    hint: "Restore the file, or delete the folder {folder}: batches of this site are then looked for in the provider's list.",
  },
  "run-in-progress": {
    message: "Another run (process {pid}) is using {folder}.",
    hint: "Wait for it to end, or stop it; nothing was sent.",
  },
};
