import { once } from "node:events";
import { createServer } from "node:http";
import type { BatchServer, BatchServerOptions } from "./options.ts";
import { finish } from "./run.ts";
import { serve } from "./serve.ts";
import { createWorld } from "./world.ts";

/** OpenAI's Files, Batches and Chat endpoints on 127.0.0.1, strict, scripted and audited. */
export async function startBatchServer(options: BatchServerOptions): Promise<BatchServer> {
  const world = createWorld(options);
  const server = createServer((request, response) => void serve(world, request, response));
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    apiKey: world.settings.apiKey,
    audit: world.log.audit,
    faults: world.faults,
    settle: async () => {
      await Promise.all([...world.runs.values()].map((run) => finish(world, run)));
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
