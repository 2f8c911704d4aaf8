/** One sentence of what is wrong, and one of what to do; `{name}` stands for a detail. */
export interface ErrorWords {
  readonly message: string;
  readonly hint: string;
}

/** Refusals and outages: what the provider, or what is on the way to it, does to a call. */
export type ProviderErrorCode =
  | "key-refused"
  | "provider-unreachable"
  | "provider-refused"
  | "region-blocked"
  | "model-refused"
  | "no-credit"
  | "name-unknown"
  | "nothing-listens"
  | "connection-unsafe"
  | "proxy-refused"
  | "proxy-unused"
  | "not-the-provider"
  | "answer-too-large";

/** All leave the run where it can be taken up again. */
export const providerErrorWords: Readonly<Record<ProviderErrorCode, ErrorWords>> = {
  "key-refused": {
    message: "{baseURL} refused the API key from {variable} ({status}).",
    hint: "Check that the key is valid for this provider and may use batches. Nothing was lost; run again afterwards.",
  },
  "provider-unreachable": {
    message: "{baseURL} cannot be reached ({reason}).",
    hint: 'Check the network and the option "baseURL". Nothing was lost; run again to go on.',
  },
  "provider-refused": {
    message: "{baseURL} refused to {action} ({status}): {reason}",
    hint: 'Check the options "model", "requestBody" and "limits". Nothing was lost; run again to go on.',
  },
  "region-blocked": {
    message:
      "{baseURL} does not serve the country or region that this request came from ({status}): {reason}",
    hint: "Run where the provider serves, or choose another provider. Nothing was lost; run again to go on.",
  },
  "model-refused": {
    message: "{baseURL} does not let this key use the model ({status}): {reason}",
    hint: 'Check the option "model", and that the project of the key in {variable} may use it. Nothing was lost; run again to go on.',
  },
  "no-credit": {
    message:
      "The account at {baseURL} has no credit left, or has reached its limit ({status}): {reason}",
    hint: "See to the billing page of the provider. Nothing was lost; run again to go on.",
  },
  "name-unknown": {
    message: "The address of {baseURL} cannot be looked up ({reason}).",
    hint: 'Check the network and the spelling of the option "baseURL". Nothing was lost; run again to go on.',
  },
  "nothing-listens": {
    message: "Nothing answers at {baseURL} ({reason}).",
    hint: 'Start the server, or check the port in the option "baseURL". Nothing was lost; run again to go on.',
  },
  "connection-unsafe": {
    message: "No safe connection to {baseURL} can be made ({reason}), so the key was not sent.",
    hint: "Its certificate may be expired, self-signed or for another name, this machine's clock wrong, or the port not one for HTTPS. A certificate of your own organisation is trusted if NODE_EXTRA_CA_CERTS names its file. Nothing was lost; run again to go on.",
  },
  "proxy-refused": {
    message: "A proxy on the way to {baseURL} let nothing through ({reason}).",
    hint: "It may want a name and a password, in the variable HTTPS_PROXY. Nothing was lost; run again to go on.",
  },
  "proxy-unused": {
    message:
      "{baseURL} cannot be reached directly ({reason}), and Node.js does not use the proxy in {proxy}.",
    hint: "Node.js 24.5 and later, or 22.21, use it if NODE_USE_ENV_PROXY=1 is set as well; others cannot. Nothing was lost; run again to go on.",
  },
  "not-the-provider": {
    message: "What answers at {baseURL} is no OpenAI-compatible server: it sent {reason}.",
    hint: 'Check the option "baseURL", which mostly ends in /v1, and whether the network asks you to sign in first. Nothing was lost; run again to go on.',
  },
  "answer-too-large": {
    message: "{baseURL} sent {reason} in one answer, so the rest of it was not read.",
    hint: 'No honest answer is as large. Check the options "baseURL" and "requestBody". Nothing was lost; run again to go on.',
  },
};
