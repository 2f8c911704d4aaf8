import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/same-seed-in-ci.ts"],
    // Many tests start the real Docusaurus in a process of its own.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    coverage: { include: ["src/**"], reporter: ["text-summary", "html"] },
  },
});
