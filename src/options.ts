import type { OptionValidationContext } from "@docusaurus/types";
import { Joi } from "@docusaurus/utils-validation";
import type { ModelPrice } from "./core/cost/prices.ts";
import type { ContentKind } from "./core/model.ts";

/** Complete and checked: below this door no option is missing by accident. */
export interface PluginOptions {
  /** Docusaurus' own: the id of this plugin instance. */
  readonly id?: string;
  /** Who translates. */
  readonly engine: EngineName;
  /** Address of the OpenAI-compatible API, up to and with its version. */
  readonly baseURL: string;
  /** The environment variable that holds the API key. */
  readonly apiKeyEnv: string;
  /** Name of the model, or one a locale. */
  readonly model?: string | Readonly<Record<string, string>>;
  /** Asked in this order for what the model has failed at twice. */
  readonly fallbackModels: readonly string[];
  /** Sampling temperature; `null` leaves the field out. */
  readonly temperature: number | null;
  /** Further fields of each request. */
  readonly requestBody: Readonly<Record<string, unknown>>;
  /** The field that limits the length of a reply; `null` leaves it out. */
  readonly tokenLimitField: "max_completion_tokens" | "max_tokens" | null;
  /** Locales to translate into; without it, all but the source. */
  readonly locales?: readonly string[];
  /** Globs of pages, relative to the site folder; empty means all. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly content: readonly ContentOption[];
  /** YAML file with the site's terms, relative to the site folder. */
  readonly glossary?: string;
  /** Front matter keys to translate besides the usual ones. */
  readonly frontMatter: readonly string[];
  /** Component name to props and paths that hold words; `*` for every component without a row of its own. */
  readonly jsxAttributes: Readonly<Record<string, readonly string[]>>;
  /** Source tokens in one request. */
  readonly requestTokens: number;
  /** Requests that the chat engine has under way at the same time. */
  readonly concurrency: number;
  /** What one batch file may hold, and how much may be under way. */
  readonly limits: BatchLimits;
  /** US dollars for a million tokens, by model. */
  readonly prices: Readonly<Record<string, ModelPrice>>;
  /** US dollars that one run may spend. */
  readonly maxCost?: number;
}

export interface BatchLimits {
  /** Lines of a file. */
  readonly requests: number;
  readonly bytes: number;
  /** Batches created in any hour. */
  readonly batchesPerHour: number;
  /** Input tokens of one model that may wait at the provider; without it, learned from the provider. */
  readonly enqueuedTokens?: number;
  /** Requests that go first, alone, where model, provider or settings are new; 0 for none. */
  readonly canary: number;
}

/** As written in `docusaurus.config.js`. */
export type Options = Partial<
  Omit<PluginOptions, "limits"> & { readonly limits: Partial<PluginOptions["limits"]> }
>;

/** What is translated: the pages of a kind of plugin, or the texts of the user interface. */
export type ContentOption = ContentKind | "messages";

export type EngineName = (typeof engineNames)[number];

export const engineNames = ["batch", "chat", "auto", "pseudo"] as const;

export const defaultOptions: PluginOptions = {
  engine: "batch",
  baseURL: "https://api.openai.com/v1",
  apiKeyEnv: "OPENAI_API_KEY",
  fallbackModels: [],
  temperature: 0.3,
  requestBody: {},
  tokenLimitField: "max_completion_tokens",
  include: [],
  exclude: [],
  content: ["docs", "blog", "pages", "messages"],
  frontMatter: [],
  jsxAttributes: {},
  requestTokens: 1500,
  concurrency: 8,
  limits: { requests: 50_000, bytes: 50_000_000, batchesPerHour: 1000, canary: 20 },
  prices: {},
};

/** Docusaurus calls it before the plugin; mistakes are reported in Docusaurus' own voice. */
export function validateOptions({
  validate,
  options,
}: OptionValidationContext<Options, PluginOptions>): PluginOptions {
  return validate(schema, options);
}

const globs = Joi.array().items(Joi.string().min(1));

const schema = Joi.object<PluginOptions>({
  engine: Joi.string()
    .valid(...engineNames)
    .default(defaultOptions.engine),
  baseURL: Joi.string()
    .uri({ scheme: ["http", "https"] })
    .default(defaultOptions.baseURL),
  apiKeyEnv: Joi.string()
    .pattern(/^[A-Za-z_]\w*$/, "name of an environment variable")
    .default(defaultOptions.apiKeyEnv),
  model: Joi.alternatives(
    Joi.string().min(1),
    Joi.object().pattern(Joi.string(), Joi.string().min(1)),
  ),
  fallbackModels: Joi.array().items(Joi.string().min(1)).default(defaultOptions.fallbackModels),
  temperature: Joi.number().min(0).max(2).allow(null).default(defaultOptions.temperature),
  requestBody: Joi.object({ messages: ours(), model: ours(), stream: ours(), n: ours() })
    .unknown()
    .default(defaultOptions.requestBody),
  tokenLimitField: Joi.string()
    .valid("max_completion_tokens", "max_tokens", null)
    .default(defaultOptions.tokenLimitField),
  locales: Joi.array().items(Joi.string()).min(1),
  include: globs.default(defaultOptions.include),
  exclude: globs.default(defaultOptions.exclude),
  content: Joi.array()
    .items(Joi.string().valid(...defaultOptions.content))
    .min(1)
    .default(defaultOptions.content),
  glossary: Joi.string().min(1),
  frontMatter: Joi.array().items(Joi.string()).default(defaultOptions.frontMatter),
  jsxAttributes: Joi.object()
    .pattern(Joi.string(), Joi.array().items(Joi.string()))
    .default(defaultOptions.jsxAttributes),
  requestTokens: Joi.number().integer().min(50).default(defaultOptions.requestTokens),
  concurrency: Joi.number().integer().min(1).max(1_000).default(defaultOptions.concurrency),
  limits: Joi.object({
    requests: Joi.number().integer().min(1).default(defaultOptions.limits.requests),
    bytes: Joi.number().integer().min(1_000).default(defaultOptions.limits.bytes),
    batchesPerHour: Joi.number().integer().min(1).default(defaultOptions.limits.batchesPerHour),
    enqueuedTokens: Joi.number().integer().min(1_000),
    canary: Joi.number().integer().min(0).default(defaultOptions.limits.canary),
  }).default(defaultOptions.limits),
  prices: Joi.object()
    .pattern(
      Joi.string(),
      Joi.object({
        input: Joi.number().min(0).required(),
        output: Joi.number().min(0).required(),
        batchDiscount: Joi.number().min(0).max(1),
      }),
    )
    .default(defaultOptions.prices),
  maxCost: Joi.number().min(0),
});

/** Fields that the tool itself fills. */
function ours(): Joi.Schema {
  return Joi.forbidden().messages({
    "any.unknown": '{{#label}} is filled by the plugin and cannot be set in "requestBody"',
  });
}
