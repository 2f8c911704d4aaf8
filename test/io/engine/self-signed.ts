import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:https";
import { onTestFinished } from "vitest";

interface SelfSigned {
  readonly url: string;
  /** The headers of what came. */
  readonly asked: readonly unknown[];
}

/** An HTTPS server with a certificate that nobody vouches for, good until so many days from now. */
export async function startSelfSigned(days: number): Promise<SelfSigned> {
  const asked: unknown[] = [];
  const server = createServer(certify(days), (request, response) => {
    asked.push(request.headers);
    response.end("{}");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { url: `https://127.0.0.1:${address.port}/v1`, asked };
}

/** A key, and the smallest certificate for it, signed by itself. */
function certify(days: number): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const name = sequence(der(0x31, sequence(oid("550403"), der(0x0c, Buffer.from("localhost")))));
  const content = sequence(
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(days - 30), time(days)),
    name,
    publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", content, privateKey);
  const bytes = sequence(
    content,
    algorithm,
    der(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  const cert = `-----BEGIN CERTIFICATE-----\n${bytes.toString("base64")}\n-----END CERTIFICATE-----\n`;
  return { key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(), cert };
}

/** ECDSA with SHA-256. */
const algorithm = sequence(oid("2a8648ce3d040302"));

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, "hex"));
}

/** So many days from now: YYMMDDHHMMSSZ. */
function time(days: number): Buffer {
  const written = new Date(Date.now() + days * 86_400_000).toISOString().replace(/\D/g, "");
  return der(0x17, Buffer.from(`${written.slice(2, 14)}Z`));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** Tag, length, value. */
function der(tag: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag, ...sizeOf(value.length)]), value]);
}

function sizeOf(length: number): readonly number[] {
  if (length < 128) return [length];
  return length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
}
