import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatServer, ChatServerOptions } from "./options.ts";
import { openHall, serve } from "./serve.ts";

/** A strict `/v1/chat/completions` on this machine that keeps account of what it was asked. */
export async function startChatServer(options: ChatServerOptions): Promise<ChatServer> {
  const hall = openHall(options);
  const server = createServer((request, response) => {
    serve(hall, request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = portOf(server.address());
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    asked: hall.asked,
    broken: hall.broken,
    peak: () => hall.peak,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
