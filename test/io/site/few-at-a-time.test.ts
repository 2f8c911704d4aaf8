import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { fewAtATime } from "../../../src/io/site/few-at-a-time.ts";

const items = Array.from({ length: 500 }, (_, index) => index);

test("works on every item, keeps their order, and has few under way at once", async () => {
  let open = 0;
  let most = 0;
  const doubled = await fewAtATime(items, async (item) => {
    most = Math.max(most, ++open);
    for (let wait = item % 7; wait > 0; wait--) await setImmediate();
    open--;
    return item * 2;
  });
  expect(doubled).toEqual(items.map((item) => item * 2));
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(100);
});

test("fails where the work fails", async () => {
  const work = async (item: number) => {
    if (item === 400) throw new Error("not this one");
  };
  await expect(fewAtATime(items, work)).rejects.toThrow("not this one");
});
