import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Swallows what the work prints. Plugins greet and warn on standard output, which belongs to our report, and a build
 * says the same again. Whatever else prints meanwhile is not touched.
 */
export async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  if (busy++ === 0) muted.push(mute(process.stdout), mute(process.stderr));
  try {
    return await inside.run(true, work);
  } finally {
    if (--busy === 0) for (const restore of muted.splice(0)) restore();
  }
}

const inside = new AsyncLocalStorage<true>();
const muted: (() => void)[] = [];
let busy = 0;

/** The streams and not the console, because plugins use both, and the console ends here. */
function mute(stream: NodeJS.WriteStream): () => void {
  const write = stream.write;
  stream.write = new Proxy(write, {
    apply: (target, stream, args: readonly unknown[]) =>
      inside.getStore() ? swallow(args.at(-1)) : Reflect.apply(target, stream, args),
  });
  return () => {
    stream.write = write;
  };
}

/** As `write` does: somebody may wait for the call, and `true` asks for more. */
function swallow(done: unknown): true {
  if (typeof done === "function") process.nextTick(() => done());
  return true;
}
