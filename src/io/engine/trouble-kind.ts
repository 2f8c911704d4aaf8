import type { UserErrorCode } from "../../core/errors.ts";
import type { TroubleDetails } from "./provider-trouble.ts";

/** Which sentence fits the trouble. */
export function troubleKind({ status, code = "", reason, oddity }: TroubleDetails): UserErrorCode {
  if (status === 407) return "proxy-refused";
  const isDown = status === 408 || (status ?? 0) >= 500;
  if (oddity !== undefined) return isDown ? "provider-unreachable" : oddity;
  if (status === undefined) return unansweredKind(reason);
  const words = `${code} ${reason}`;
  const rule = answered.find((one) => one.statuses.includes(status) && one.words.test(words));
  return (
    rule?.kind ?? (isDown ? "provider-unreachable" : (byStatus.get(status) ?? "provider-refused"))
  );
}

/** No answer came: the reason is the system's code, or the words of the connection. */
function unansweredKind(reason: string): UserErrorCode {
  return unanswered.find(([, words]) => words.test(reason))?.[0] ?? "provider-unreachable";
}

const unanswered: readonly (readonly [UserErrorCode, RegExp])[] = [
  ["proxy-refused", /^ERR_PROXY|proxy response/i],
  ["name-unknown", /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|EAI_NONAME)$/],
  ["nothing-listens", /^ECONNREFUSED$/],
  [
    "connection-unsafe",
    /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_)/,
  ],
];

interface AnsweredRule {
  readonly kind: UserErrorCode;
  readonly statuses: readonly number[];
  readonly words: RegExp;
}

/** A 403 is about the key only where the body does not say otherwise. */
const answered: readonly AnsweredRule[] = [
  {
    kind: "region-blocked",
    statuses: [400, 403, 451],
    words:
      /unsupported_country|\b(country|region|territory|location)\b[^.]* not (supported|available|allowed)/i,
  },
  {
    kind: "no-credit",
    statuses: [400, 401, 403],
    words:
      /insufficient_(quota|balance|credits?|funds)|billing_(hard_limit|not_active)|insufficient (balance|credits?|funds)|billing (hard )?limit|account is not active/i,
  },
  // Plain words of a quota speak of a passing rush more often than of money.
  {
    kind: "no-credit",
    statuses: [429],
    words: /insufficient_(quota|balance|credits?|funds)|billing_(hard_limit|not_active)/i,
  },
  {
    kind: "model-refused",
    statuses: [403, 404],
    words:
      /model_not_(found|available)|access to (the )?model|\bmodel\b[^.]* (does not exist|not found|not available)/i,
  },
  { kind: "model-refused", statuses: [400], words: /model_not_(found|available)/i },
];

const byStatus: ReadonlyMap<number, UserErrorCode> = new Map([
  [401, "key-refused"],
  [402, "no-credit"],
  [403, "key-refused"],
  [451, "region-blocked"],
]);
