import { Console } from "node:console";
import { expect, test, vi } from "vitest";
import { quietly } from "../../../src/io/site/quietly.ts";

test("swallows what the work prints, and nothing else", async () => {
  const printed: unknown[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed.push(text);
    return true;
  });
  try {
    const work = quietly(async () => {
      new Console(process.stdout, process.stderr).log("noise");
      await new Promise((resolve) => setTimeout(resolve, 20));
      return new Promise((resolve) => process.stdout.write("noise", resolve));
    });
    process.stdout.write("report");
    await work;
    await expect(quietly(() => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    process.stdout.write("end");
    expect(printed).toEqual(["report", "end"]);
    expect(process.stdout.write).toBe(spy);
  } finally {
    spy.mockRestore();
  }
});

test("stays quiet until the last of several is done", async () => {
  const spy = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const print = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      process.stderr.write("noise");
    };
    await Promise.all([quietly(async () => undefined), quietly(print)]);
    expect(spy).not.toHaveBeenCalled();
  } finally {
    spy.mockRestore();
  }
});
